package io.cartulary.command.account.act;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

public interface Acts extends CrudRepository<Act, String> {

    List<Act> findByDoneAtBeforeOrderByActId(Instant time, Limit limit);

    /// Of two who recorded it, both may remove it.
    @Modifying
    @Query("delete from Act act where act.actId = :actId")
    int remove(String actId);
}
