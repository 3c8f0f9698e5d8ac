package io.cartulary.command.account.credential;

import java.time.Instant;
import java.util.Optional;
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

    @Modifying
    @Query(
            "delete from Credential credential where credential.verifiedAt is null and credential.createdAt < :before")
    void forgetUnverified(Instant before);
}
