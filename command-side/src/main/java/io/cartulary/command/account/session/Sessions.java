package io.cartulary.command.account.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface Sessions extends CrudRepository<Session, String> {

    List<Session> findByAccountIdAndEndedAtIsNullOrderByLastUsedAtDesc(String accountId);
}
