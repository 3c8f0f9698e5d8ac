package io.cartulary.command.account.staff;

import io.cartulary.command.account.token.Purpose;
import io.cartulary.command.account.token.Secret;
import io.cartulary.events.account.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lets in who has the database, when no super_admin can log in: makes a link with which the
/// password of one is set. By SQL, because the shop may run in another process or not at all.
public final class AdminReset {

    private AdminReset() {}

    /// @param path of the route below `/api/v1/auth` that takes the token
    /// @param token good for one use within an hour
    public record Link(String path, String token) {

        @Override
        public String toString() {
            return "Link";
        }
    }

    /// Of the super_admin who logged in last, or of the one who is invited; nothing where there is
    /// neither.
    public static Optional<Link> issue(JdbcClient database) {
        return find(database, "role")
                .map(account -> issue(database, account, Purpose.RESET_PASSWORD, "reset-password"))
                .or(() ->
                        find(database, "invited_role")
                                .map(account ->
                                        issue(
                                                database,
                                                account,
                                                Purpose.ACCEPT_INVITATION,
                                                "accept-invitation")));
    }

    private static Optional<String> find(JdbcClient database, String column) {
        return database.sql(
                        """
                        select account_id from account.credential where %s = ?
                        order by last_log_in_at desc nulls last, created_at limit 1\
                        """
                                .formatted(column))
                .param(Role.SUPER_ADMIN.name())
                .query(String.class)
                .optional();
    }

    /// Guesses of their password are forgotten as well, or they might have to wait, and their
    /// second factor, which may be what they lost.
    private static Link issue(JdbcClient database, String account, Purpose purpose, String path) {
        var secret = Secret.next();
        database.sql(
                        """
                        delete from account.log_in_attempt where email_hash =
                            (select email_hash from account.credential where account_id = ?)\
                        """)
                .param(account)
                .update();
        for (var table : List.of("second_factor", "passkey", "recovery_code")) {
            database.sql("delete from account.%s where account_id = ?".formatted(table))
                    .param(account)
                    .update();
        }
        database.sql(
                        """
                        insert into account.one_time_token
                            (token_hash, account_id, purpose, issued_at, expires_at, version)
                        values (?, ?, ?, now(), now() + interval '1 hour', 0)\
                        """)
                .params(secret.hash(), account, purpose.name())
                .update();
        return new Link(path, secret.text());
    }
}
