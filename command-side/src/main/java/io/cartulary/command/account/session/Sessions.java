package io.cartulary.command.account.session;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

interface Sessions extends CrudRepository<Session, String> {

    List<Session> findByAccountIdAndEndedAtIsNullOrderByLastUsedAtDesc(String accountId);

    @Modifying
    @Query("delete from Session session where session.lastUsedAt < :before")
    void forgetBefore(Instant before);
}
