package io.cartulary.command.account.lock;

import java.time.Instant;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

interface KnownDevices extends CrudRepository<KnownDevice, String> {

    boolean existsByAccountId(String accountId);

    /// @return 0 when the account does not know the device
    @Modifying
    @Query(
            """
            update KnownDevice device set device.lastUsedAt = :now
            where device.tokenHash = :tokenHash and device.accountId = :accountId\
            """)
    int use(String tokenHash, String accountId, Instant now);
}
