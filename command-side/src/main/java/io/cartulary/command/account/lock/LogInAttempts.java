package io.cartulary.command.account.lock;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

interface LogInAttempts extends CrudRepository<LogInAttempt, String> {

    /// @param first when the oldest of them was
    record Count(Long attempts, @Nullable Instant first) {}

    @Query(
            """
            select new io.cartulary.command.account.lock.LogInAttempts$Count(count(*), min(attempt.triedAt))
            from LogInAttempt attempt
            where attempt.emailHash = :emailHash and attempt.source = :source and attempt.triedAt > :since\
            """)
    Count countFrom(String emailHash, String source, Instant since);

    @Query(
            """
            select new io.cartulary.command.account.lock.LogInAttempts$Count(count(*), min(attempt.triedAt))
            from LogInAttempt attempt
            where attempt.emailHash = :emailHash and not attempt.knownDevice and attempt.triedAt > :since\
            """)
    Count countOfStrangers(String emailHash, Instant since);

    @Modifying
    @Query(
            "delete from LogInAttempt attempt where attempt.emailHash = :emailHash and attempt.source = :source")
    void forget(String emailHash, String source);

    @Modifying
    @Query("delete from LogInAttempt attempt where attempt.emailHash = :emailHash")
    void forgetAll(String emailHash);

    @Modifying
    @Query("delete from LogInAttempt attempt where attempt.triedAt < :before")
    void forgetBefore(Instant before);

    /// Accounts with as many failures as lock some source of them out.
    @Query(
            """
            select new io.cartulary.command.account.lock.LockedAccount(
                credential.accountId, max(attempt.triedAt), count(*))
            from LogInAttempt attempt join Credential credential
                on credential.emailHash = attempt.emailHash and credential.verifiedAt is not null
            where attempt.triedAt > :since and credential.accountId > :after
            group by credential.accountId
            having count(*) >= :most
            order by credential.accountId\
            """)
    List<LockedAccount> findLocked(Instant since, String after, long most, Limit limit);
}
