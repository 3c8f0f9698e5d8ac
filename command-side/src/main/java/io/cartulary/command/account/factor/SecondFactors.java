package io.cartulary.command.account.factor;

import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

interface SecondFactors extends CrudRepository<SecondFactor, String> {

    /// Of two who come with one code at the same moment, one gets 1.
    @Modifying
    @Query(
            """
            update SecondFactor factor set factor.lastStep = :step
            where factor.accountId = :accountId and factor.lastStep < :step\
            """)
    int accept(String accountId, long step);

    @Query(
            "select passkey.passkeyId from Passkey passkey where passkey.accountId = :accountId order by passkey.passkeyId")
    List<String> findPasskeys(String accountId);

    @Modifying
    @Query("delete from Passkey passkey where passkey.accountId = :accountId")
    void removePasskeys(String accountId);
}
