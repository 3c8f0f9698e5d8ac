package io.cartulary.command.account.passkey;

import java.time.Instant;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

interface PasskeyAttempts extends CrudRepository<PasskeyAttempt, String> {

    /// Of two who answer one attempt at the same moment, one gets 1.
    @Modifying
    @Query("delete from PasskeyAttempt attempt where attempt.attemptHash = :attemptHash")
    int use(String attemptHash);

    @Modifying
    @Query("delete from PasskeyAttempt attempt where attempt.accountId = :accountId")
    void removeAll(String accountId);

    @Modifying
    @Query("delete from PasskeyAttempt attempt where attempt.expiresAt < :before")
    void forgetBefore(Instant before);
}
