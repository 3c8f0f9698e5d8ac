package io.cartulary.command.account.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.ShopWithMailServer;
import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A shop that asks its staff for a second factor.
class SecondFactorForStaffTest extends ShopWithMailServer {

    @Autowired SecondFactors factors;
    @Autowired RecoveryCodes recoveryCodes;
    @Autowired Credentials credentials;
    @Autowired Acts acts;
    @Autowired ActRecorder recorder;
    @Autowired AccountTransactions transactions;
    @Autowired PersonalDataCipher cipher;
    @Autowired JdbcClient database;
    @Autowired SecondFactorService withoutDemand;

    private SecondFactorService withDemand() {
        var settings =
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of(
                                                "cartulary.accounts.second-factor-for-staff",
                                                "true")))
                        .bindOrCreate("cartulary.accounts", AccountSettings.class);
        return new SecondFactorService(
                factors,
                recoveryCodes,
                credentials,
                acts,
                recorder,
                transactions,
                cipher,
                settings,
                InstantSource.system());
    }

    private Credential ownerWho(Role role) {
        var account = new AccountId("account-" + UUID.randomUUID());
        return transactions.run(() -> {
            var credential =
                    new Credential(
                            account,
                            account.value(),
                            cipher.seal(account.customer().value(), "ada@example.org"),
                            "hash",
                            "en",
                            Instant.now());
            credential.appoint(role);
            return credentials.save(credential);
        });
    }

    @Test
    void lets_them_in_as_customers_until_they_added_one() {
        var admin = ownerWho(Role.ADMIN);
        assertThat(withDemand().isMissing(admin)).isTrue();
        assertThat(withDemand().roleOf(admin)).isEqualTo(Role.CUSTOMER);
        assertThat(withoutDemand.roleOf(admin)).isEqualTo(Role.ADMIN);

        transactions.run(() -> {
            var factor = new SecondFactor(admin.accountId().value(), "sealed");
            factor.confirm(Instant.now());
            factors.save(factor);
        });
        assertThat(withDemand().roleOf(admin)).isEqualTo(Role.ADMIN);
    }

    @Test
    void takes_a_passkey_for_one() {
        var admin = ownerWho(Role.ADMIN);
        database.sql(
                        """
                        insert into account.passkey (passkey_id, account_id, user_handle, credential_id, credential_data,
                            sign_count, backup_eligible, backed_up, name_sealed, added_at, version)
                        values (:account, :account, 'handle', :account, '', 0, false, false, 'sealed', now(), 0)\
                        """)
                .param("account", admin.accountId().value())
                .update();
        assertThat(withDemand().roleOf(admin)).isEqualTo(Role.ADMIN);
    }

    @Test
    void asks_no_customer() {
        assertThat(withDemand().isMissing(ownerWho(Role.CUSTOMER))).isFalse();
    }
}
