package io.cartulary.command.account.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.ShopWithMailServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class AccountExpiryTest extends ShopWithMailServer {

    @Autowired private AccountExpiryJob job;
    @Autowired private JdbcClient database;

    @Test
    void forgets_what_nobody_can_log_in_with() {
        account("account-waits", "1 day", false);
        account("account-never-verified", "8 days", false);
        account("account-in-use", "8 days", true);
        session("session-old", "8 days");
        session("session-open", "1 hour");
        database.sql(
                        """
                        insert into account.one_time_token (token_hash, account_id, purpose, issued_at, expires_at, version)
                        values ('old', 'account-in-use', 'RESET_PASSWORD', now(), now() - interval '1 minute', 0),
                               ('new', 'account-in-use', 'RESET_PASSWORD', now(), now() + interval '1 minute', 0)\
                        """)
                .update();

        job.poll();

        assertThat(kept("account_id", "credential"))
                .containsOnly("account-waits", "account-in-use");
        assertThat(kept("session_id", "session")).containsOnly("session-open");
        assertThat(kept("token_hash", "one_time_token")).containsOnly("new");
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

    private void session(String session, String age) {
        database.sql(
                        """
                        insert into account.session
                            (session_id, account_id, place_sealed, started_at, last_used_at, version)
                        values (:session, 'account-in-use', 'sealed', now(), now() - :age::interval, 0)\
                        """)
                .param("session", session)
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
