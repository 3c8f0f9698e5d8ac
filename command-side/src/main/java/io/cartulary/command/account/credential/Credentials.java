package io.cartulary.command.account.credential;

import io.cartulary.events.account.Role;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

public interface Credentials extends CrudRepository<Credential, String> {

    /// The one that has the address, else the newest of those that wait for it to be verified.
    @Query(
            """
            select credential from Credential credential where credential.emailHash = :emailHash
            order by credential.verifiedAt asc nulls last, credential.createdAt desc limit 1\
            """)
    Optional<Credential> findByEmail(String emailHash);

    /// Who works for the shop or is asked to.
    @Query(
            """
            select credential from Credential credential
            where credential.role <> io.cartulary.events.account.Role.CUSTOMER or credential.invitedRole is not null
            order by credential.accountId\
            """)
    List<Credential> findStaff();

    Optional<Credential> findByEmailHashAndInvitedRoleIsNotNull(String emailHash);

    /// At once, before another row takes its place.
    @Modifying
    @Query("delete from Credential credential where credential.accountId = :accountId")
    void forget(String accountId);

    /// In one order and locked until the transaction ends, so that of two changes at the same
    /// moment the second sees what the first did.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    List<Credential> findByRoleOrderByAccountId(Role role);

    boolean existsByRole(Role role);

    /// An invitation waits until it is withdrawn.
    @Modifying
    @Query(
            """
            delete from Credential credential
            where credential.verifiedAt is null and credential.invitedRole is null and credential.createdAt < :before\
            """)
    void forgetUnverified(Instant before);
}
