package io.cartulary.command.account.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.ShopWithMailServer;
import io.cartulary.command.account.AccountCommand.RegisterAccount;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.events.account.AccountId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

class AccountExpiryTest extends ShopWithMailServer {

    @Autowired private AccountExpiryJob job;
    @Autowired private ErasedAccountJob erasures;
    @Autowired private Credentials credentials;
    @Autowired private CommandGateway commands;
    @Autowired private PersonalDataCipher cipher;
    @Autowired private JdbcClient database;

    @Autowired
    @Qualifier("personalKeys")
    private DataSource keys;

    @Test
    void forgets_what_no_one_can_log_in_with() {
        account("account-waits", "1 day", false);
        account("account-never-verified", "8 days", false);
        account("account-in-use", "8 days", true);
        session("session-old", "8 days", "account-in-use");
        session("session-open", "1 hour", "account-in-use");
        database.sql(
                        """
                        insert into account.one_time_token (token_hash, account_id, purpose, issued_at, expires_at, version)
                        values ('old', 'account-in-use', 'RESET_PASSWORD', now(), now() - interval '1 minute', 0),
                               ('new', 'account-in-use', 'RESET_PASSWORD', now(), now() + interval '1 minute', 0)\
                        """)
                .update();
        database.sql(
                        """
                        insert into account.passkey_attempt (attempt_hash, account_id, challenge, expires_at, version)
                        values ('old', 'account-in-use', 'challenge', now() - interval '1 minute', 0),
                               ('new', 'account-in-use', 'challenge', now() + interval '1 minute', 0)\
                        """)
                .update();

        job.poll();

        assertThat(kept("account_id", "credential"))
                .containsOnly("account-waits", "account-in-use");
        assertThat(kept("session_id", "session")).containsOnly("session-open");
        assertThat(kept("token_hash", "one_time_token")).containsOnly("new");
        assertThat(kept("attempt_hash", "passkey_attempt")).containsOnly("new");
    }

    /// The key that they are sealed with is in another database.
    @Test
    void forgets_who_was_erased() {
        var id = UUID.randomUUID();
        var email = id + "@example.org";
        var account = new AccountId("account-" + id);
        account(account.value(), "1 day", true);
        database.sql("update account.credential set email_sealed = ? where account_id = ?")
                .params(cipher.seal(account.customer().value(), email), account.value())
                .update();
        commands.sendAndWait(new RegisterAccount(account, email, "en"));
        session("session-" + id, "1 hour", account.value());
        database.sql(
                        """
                        insert into account.passkey (passkey_id, account_id, user_handle, credential_id, credential_data,
                            sign_count, backup_eligible, backed_up, name_sealed, added_at, version)
                        values (:account, :account, 'handle', :account, '', 0, false, false, 'sealed', now(), 0)\
                        """)
                .param("account", account.value())
                .update();
        erasures.poll();
        assertThat(credentials.existsById(account.value())).isTrue();

        JdbcClient.create(keys)
                .sql("select erase_person(?)")
                .param(account.customer().value())
                .query()
                .listOfRows();
        erasures.poll();
        erasures.poll();

        assertThat(credentials.existsById(account.value())).isFalse();
        assertThat(
                        database.sql("select count(*) from account.passkey where account_id = ?")
                                .param(account.value())
                                .query(Integer.class)
                                .single())
                .isZero();
        assertThat(
                        database.sql(
                                        "select payload_type from domain_event_entry where aggregate_identifier = ? order by sequence_number")
                                .param(account.value())
                                .query(String.class)
                                .list())
                .containsExactly(
                        "account.AccountRegistered",
                        "account.SessionEnded",
                        "account.AccountDeleted");
    }

    private void account(String account, String age, boolean verified) {
        database.sql(
                        """
                        insert into account.credential
                            (account_id, email_hash, email_sealed, password_hash, language, role, created_at, verified_at, version)
                        values (:account, :account, 'sealed', 'hash', 'en', 'CUSTOMER', now() - :age::interval,
                            case when :verified then now() end, 0)\
                        """)
                .param("account", account)
                .param("age", age)
                .param("verified", verified)
                .update();
    }

    private void session(String session, String age, String account) {
        database.sql(
                        """
                        insert into account.session
                            (session_id, account_id, place_sealed, started_at, last_used_at, version)
                        values (:session, :account, 'sealed', now(), now() - :age::interval, 0)\
                        """)
                .param("session", session)
                .param("account", account)
                .param("age", age)
                .update();
    }

    /// Of the rows that this test made: other tests of the same shop have theirs.
    private List<String> kept(String key, String table) {
        return database.sql(
                        "select %s from account.%s where account_id in ('account-waits', 'account-never-verified', 'account-in-use')"
                                .formatted(key, table))
                .query(String.class)
                .list();
    }
}
