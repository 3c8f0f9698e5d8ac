package io.cartulary.command.account.token;

import java.time.Instant;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

interface OneTimeTokens extends CrudRepository<OneTimeToken, String> {

    int countByAccountIdAndIssuedAtAfter(String accountId, Instant time);

    boolean existsByAccountIdAndPurposeAndExpiresAtAfter(
            String accountId, Purpose purpose, Instant time);

    @Modifying
    @Query("delete from OneTimeToken token where token.expiresAt < :before")
    void forgetBefore(Instant before);

    @Modifying
    @Query(
            "delete from OneTimeToken token where token.accountId = :accountId and token.purpose = :purpose")
    void removeAll(String accountId, Purpose purpose);
}
