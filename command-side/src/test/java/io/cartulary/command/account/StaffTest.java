package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.account.staff.AdminReset;
import io.cartulary.events.account.Role;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Staff, as a super_admin appoints them and as they come to log in.
class StaffTest extends AccountsOverHttp {

    private static final String ANOTHER_PASSWORD = "six other words nobody joins";

    private static final String BOSS = "account-boss";

    private Answer bySuperAdmin(String method, String path, String body) {
        return send(method, path, body, bearer(BOSS, Role.SUPER_ADMIN));
    }

    private Answer invite(Role role) {
        return bySuperAdmin(
                "POST",
                "/admin/staff",
                "{\"email\": \"%s\", \"role\": \"%s\"}".formatted(email, role));
    }

    private String invited(Role role) {
        return invite(role).text("accountId");
    }

    private Answer accept(String token, String password) {
        return post(
                "/auth/accept-invitation",
                "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(token, password));
    }

    private Answer changeRole(String account, String role) {
        return bySuperAdmin(
                "PUT",
                "/admin/staff/%s/role".formatted(account),
                "{\"role\": \"%s\"}".formatted(role));
    }

    private Answer remove(String account) {
        return bySuperAdmin("DELETE", "/admin/staff/" + account, null);
    }

    private String roleOf(String account) {
        return bySuperAdmin("GET", "/admin/staff", null)
                .body()
                .path("items")
                .valueStream()
                .filter(member -> member.path("accountId").asString().equals(account))
                .map(member -> member.path("role").asString("none"))
                .findFirst()
                .orElse("");
    }

    private void forgetSuperAdmins() {
        database.sql("update account.credential set role = 'CUSTOMER' where role = 'SUPER_ADMIN'")
                .update();
    }

    @Test
    void are_invited_by_mail_and_set_a_password_themselves() {
        var account = invited(Role.MODERATOR);
        assertThat(roleOf(account)).isEqualTo("none");
        assertThat(logIn(PASSWORD).text("code")).isEqualTo("WRONG_PASSWORD");

        var token = tokenIn(mail(0));
        assertThat(accept(token, "password123").text("code")).isEqualTo("PASSWORD_WEAK");
        assertThat(accept(token, PASSWORD).status()).isEqualTo(204);
        assertThat(accept(token, PASSWORD).text("code")).isEqualTo("LINK_INVALID");

        var tokens = logIn(PASSWORD);
        assertThat(me(tokens).text("role")).isEqualTo("MODERATOR");
        assertThat(get("/admin/tax-rules", bearer(tokens)).status()).isEqualTo(200);
        assertThat(get("/admin/staff", bearer(tokens)).text("code")).isEqualTo("FORBIDDEN");
        assertThat(invite(Role.ADMIN).text("code")).isEqualTo("ALREADY_STAFF");
        assertThat(eventsOf(account))
                .containsSubsequence("StaffInvited", "EmailVerified", "StaffAppointed", "LoggedIn");
    }

    @Test
    void may_be_a_customer_until_they_accept_and_again_when_they_are_removed() {
        openAccount();
        var asCustomer = logIn(PASSWORD);
        var account = accountId();
        assertThat(invited(Role.ADMIN)).isEqualTo(account);
        assertThat(me(asCustomer).text("role")).isEqualTo("CUSTOMER");

        assertThat(accept(tokenIn(mail(1)), ANOTHER_PASSWORD).status()).isEqualTo(204);
        await().atMost(SOON).until(() -> me(asCustomer).status() == 401);
        var asStaff = logIn(ANOTHER_PASSWORD);
        assertThat(me(asStaff).text("role")).isEqualTo("ADMIN");

        assertThat(changeRole(account, "MODERATOR").status()).isEqualTo(204);
        assertThat(changeRole(account, "MODERATOR").status()).isEqualTo(204);
        await().atMost(SOON).until(() -> me(asStaff).status() == 401);
        assertThat(post("/auth/refresh", refreshOf(asStaff)).text("code"))
                .isEqualTo("SESSION_ENDED");
        assertThat(roleOf(account)).isEqualTo("MODERATOR");

        assertThat(remove(account).status()).isEqualTo(204);
        assertThat(remove(account).status()).isEqualTo(204);
        assertThat(roleOf(account)).isEmpty();
        assertThat(changeRole(account, "ADMIN").text("code")).isEqualTo("NOT_STAFF");
        awaitMail("Your role was changed");
        assertThat(eventsOf(account))
                .containsSubsequence(
                        "StaffInvited", "StaffAppointed", "StaffRoleChanged", "StaffRemoved");
    }

    @Test
    void are_not_appointed_by_an_invitation_that_was_withdrawn() {
        var account = invited(Role.ADMIN);
        var token = tokenIn(mail(0));
        assertThat(remove(account).status()).isEqualTo(204);
        assertThat(accept(token, PASSWORD).text("code")).isEqualTo("LINK_INVALID");
        assertThat(eventsOf(account)).containsExactly("StaffInvited", "InvitationWithdrawn");

        assertThat(invited(Role.ADMIN)).isNotEqualTo(account);
    }

    @Test
    void have_a_role_of_staff() {
        assertThat(invite(Role.CUSTOMER).text("code")).isEqualTo("ROLE_NOT_OF_STAFF");
        assertThat(changeRole("account-1", "CUSTOMER").text("code")).isEqualTo("ROLE_NOT_OF_STAFF");
    }

    @Test
    void are_appointed_by_no_one_but_a_super_admin() {
        for (var role : List.of(Role.CUSTOMER, Role.MODERATOR, Role.ADMIN)) {
            var answer =
                    send(
                            "POST",
                            "/admin/staff",
                            "{\"email\": \"%s\", \"role\": \"ADMIN\"}".formatted(email),
                            bearer(BOSS, role));
            assertThat(answer.text("code")).isEqualTo("FORBIDDEN");
        }
    }

    @Test
    void are_invited_to_one_account_when_two_ask_together_and_when_they_became_customers_since() {
        var statuses =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(() -> invite(Role.ADMIN).status()))
                        .limit(2)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(statuses).containsExactly(202, 202);
        assertThat(accountsInvited()).hasSize(1);

        var asked = accountsInvited().getFirst();
        register(email);
        var customer =
                database.sql(
                                "select account_id from account.credential where email_hash = ? and invited_role is null")
                        .param(hashes.of(email))
                        .query(String.class)
                        .single();
        database.sql("update account.credential set verified_at = now() where account_id = ?")
                .param(customer)
                .update();
        assertThat(invite(Role.ADMIN).status()).isEqualTo(202);
        assertThat(accountsInvited()).containsExactly(customer);
        assertThat(eventsOf(asked)).endsWith("InvitationWithdrawn");
    }

    private List<String> accountsInvited() {
        return database.sql(
                        "select account_id from account.credential where email_hash = ? and invited_role is not null")
                .param(hashes.of(email))
                .query(String.class)
                .list();
    }

    @Test
    void begin_with_the_one_whom_the_configuration_names() {
        email = FIRST_ADMIN;
        assertThat(accept(tokenIn(mail(0)), PASSWORD).status()).isEqualTo(204);
        assertThat(me(logIn(PASSWORD)).text("role")).isEqualTo("SUPER_ADMIN");
    }

    @Test
    void are_let_in_again_by_who_has_the_database() {
        forgetSuperAdmins();
        openAccount();
        database.sql("update account.credential set role = 'SUPER_ADMIN' where account_id = ?")
                .param(accountId())
                .update();
        var link = AdminReset.issue(database).orElseThrow();
        assertThat(
                        post(
                                        "/auth/" + link.path(),
                                        "{\"token\": \"%s\", \"password\": \"%s\"}"
                                                .formatted(link.token(), ANOTHER_PASSWORD))
                                .status())
                .isEqualTo(204);
        assertThat(me(logIn(ANOTHER_PASSWORD)).text("role")).isEqualTo("SUPER_ADMIN");
    }

    @Nested
    class The_last_super_admin {

        @Test
        void stays_one() {
            forgetSuperAdmins();
            var last = superAdmin();
            assertThat(remove(last).text("code")).isEqualTo("LAST_SUPER_ADMIN");
            assertThat(changeRole(last, "ADMIN").text("code")).isEqualTo("LAST_SUPER_ADMIN");

            var another = superAdmin();
            assertThat(changeRole(last, "ADMIN").status()).isEqualTo(204);
            assertThat(remove(another).text("code")).isEqualTo("LAST_SUPER_ADMIN");
        }

        @Test
        void keeps_their_account() {
            openAccount();
            var tokens = logIn(PASSWORD);
            forgetSuperAdmins();
            database.sql("update account.credential set role = 'SUPER_ADMIN' where account_id = ?")
                    .param(accountId())
                    .update();
            var delete = "{\"currentPassword\": \"%s\"}".formatted(PASSWORD);
            assertThat(send("DELETE", "/users/me", delete, bearer(tokens)).text("code"))
                    .isEqualTo("LAST_SUPER_ADMIN");
        }

        @Test
        void is_one_of_two_who_are_removed_at_the_same_moment() {
            for (var round = 0; round < 5; round++) {
                forgetSuperAdmins();
                var both =
                        List.of(superAdmin(), superAdmin()).stream()
                                .map(account ->
                                        CompletableFuture.supplyAsync(
                                                () -> remove(account).status()))
                                .toList()
                                .stream()
                                .map(CompletableFuture::join)
                                .toList();
                assertThat(both).containsExactlyInAnyOrder(204, 409);
            }
        }
    }
}
