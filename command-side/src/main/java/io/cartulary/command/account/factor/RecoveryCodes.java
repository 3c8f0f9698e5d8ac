package io.cartulary.command.account.factor;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

interface RecoveryCodes extends CrudRepository<RecoveryCode, String> {

    int countByAccountId(String accountId);

    /// Of two who come with one code at the same moment, one gets 1.
    @Modifying
    @Query(
            "delete from RecoveryCode code where code.codeHash = :codeHash and code.accountId = :accountId")
    int spend(String codeHash, String accountId);

    @Modifying
    @Query("delete from RecoveryCode code where code.accountId = :accountId")
    void removeAll(String accountId);
}
