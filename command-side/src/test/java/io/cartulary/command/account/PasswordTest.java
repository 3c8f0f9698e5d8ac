package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.account.Role;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What the owner of an account changes, and how guessing is slowed, over HTTP and by the mails
/// that arrive.
class PasswordTest extends AccountsOverHttp {

    private static final String OTHER_PASSWORD = "more words nobody joins";

    @Nested
    class A_password {

        @Test
        void is_set_by_the_link_of_a_mail_and_ends_every_session() throws Exception {
            openAccount();
            var before = logIn(PASSWORD);
            assertThat(
                            post("/auth/forgot-password", "{\"email\": \"%s\"}".formatted(email))
                                    .status())
                    .isEqualTo(202);
            assertThat(mail(1).getSubject()).isEqualTo("Set another password");

            var token = tokenIn(mail(1));
            assertThat(reset(token, "password123").text("code")).isEqualTo("PASSWORD_WEAK");
            assertThat(reset(token, OTHER_PASSWORD).status()).isEqualTo(204);
            assertThat(reset(token, OTHER_PASSWORD).text("code")).isEqualTo("LINK_INVALID");

            assertThat(post("/auth/refresh", refreshOf(before)).status()).isEqualTo(401);
            await().atMost(SOON).until(() -> me(before).status() == 401);
            assertThat(logIn(PASSWORD).text("code")).isEqualTo("WRONG_PASSWORD");
            assertThat(logIn(OTHER_PASSWORD).status()).isEqualTo(200);
            assertThat(mail(2).getSubject()).isEqualTo("Your password was changed");
        }

        @Test
        void is_changed_by_who_knows_it_and_ends_the_other_sessions() {
            openAccount();
            var other = logIn(PASSWORD);
            var mine = logIn(PASSWORD);
            assertThat(change(mine, "not the password at all").text("code"))
                    .isEqualTo("CURRENT_PASSWORD_WRONG");
            assertThat(change(mine, PASSWORD).status()).isEqualTo(204);
            assertThat(post("/auth/refresh", refreshOf(mine)).status()).isEqualTo(200);
            assertThat(post("/auth/refresh", refreshOf(other)).status()).isEqualTo(401);
        }

        private Answer reset(String token, String password) {
            return post(
                    "/auth/reset-password",
                    "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(token, password));
        }

        private Answer change(Answer tokens, String current) {
            return send(
                    "POST",
                    "/auth/change-password",
                    "{\"currentPassword\": \"%s\", \"password\": \"%s\"}"
                            .formatted(current, OTHER_PASSWORD),
                    bearer(tokens));
        }
    }

    @Test
    void an_address_is_changed_once_the_mail_to_the_new_one_was_read() throws Exception {
        openAccount();
        var tokens = logIn(PASSWORD);
        var old = email;
        var next = "new-" + email;
        assertThat(
                        send(
                                        "POST",
                                        "/users/me/email",
                                        "{\"email\": \"%s\", \"currentPassword\": \"%s\"}"
                                                .formatted(next, PASSWORD),
                                        bearer(tokens))
                                .status())
                .isEqualTo(202);
        assertThat(mail(1).getSubject())
                .isEqualTo("Your account is about to move to another address");
        assertThat(me(tokens).text("email")).isEqualTo(old);

        var token = tokenIn(awaitMails(next, 1).getFirst());
        assertThat(post("/auth/confirm-email", "{\"token\": \"%s\"}".formatted(token)).status())
                .isEqualTo(204);
        assertThat(me(tokens).text("email")).isEqualTo(next);
        assertThat(logIn(PASSWORD).status()).isEqualTo(401);

        // The old address is free for another account.
        register(old);
        verify(tokenIn(mail(2)));
    }

    @Test
    void sessions_are_shown_and_ended_one_by_one() {
        openAccount();
        var one = logIn(PASSWORD);
        var other = logIn(PASSWORD);
        var shown = get("/users/me/sessions", bearer(one)).body().path("items");
        assertThat(shown.size()).isEqualTo(2);
        assertThat(shown.valueStream().filter(session -> session.path("current").asBoolean()))
                .singleElement()
                .satisfies(session -> {
                    assertThat(session.path("sessionId").asString())
                            .isEqualTo(one.text("sessionId"));
                    assertThat(session.path("address").asString()).isEqualTo("127.0.0.1");
                });

        assertThat(
                        send(
                                        "DELETE",
                                        "/users/me/sessions/" + other.text("sessionId"),
                                        null,
                                        bearer(one))
                                .status())
                .isEqualTo(204);
        assertThat(post("/auth/refresh", refreshOf(other)).status()).isEqualTo(401);
        assertThat(send("DELETE", "/users/me/sessions", null, bearer(one)).status()).isEqualTo(204);
        assertThat(post("/auth/refresh", refreshOf(one)).status()).isEqualTo(401);
    }

    @Test
    void a_deleted_account_is_gone_and_its_address_free() {
        openAccount();
        var tokens = logIn(PASSWORD);
        var account = accountId();
        assertThat(
                        send(
                                        "DELETE",
                                        "/users/me",
                                        "{\"currentPassword\": \"%s\"}".formatted(PASSWORD),
                                        bearer(tokens))
                                .status())
                .isEqualTo(204);
        await().atMost(SOON).until(() -> me(tokens).status() == 401);
        assertThat(eventsOf(account)).endsWith("SessionEnded", "AccountDeleted");
        assertThat(logIn(PASSWORD).text("code")).isEqualTo("WRONG_PASSWORD");

        register(email);
        verify(tokenIn(mail(1)));
    }

    @Nested
    class Guessing {

        @Test
        void is_stopped_for_the_place_that_guesses_and_not_for_a_known_device() throws Exception {
            openAccount();
            var device = logIn(PASSWORD).text("deviceToken");
            failures(10);
            var refused = logIn(PASSWORD);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text("code")).isEqualTo("TOO_MANY_ATTEMPTS");
            assertThat(logInFrom(device).status()).isEqualTo(200);

            var account = accountId();
            var staff = bearer("account-of-staff", Role.MODERATOR);
            assertThat(
                            get("/admin/locked-accounts", staff)
                                    .body()
                                    .path("items")
                                    .valueStream()
                                    .map(locked -> locked.path("accountId").asString()))
                    .contains(account);
            assertThat(send("DELETE", "/admin/locked-accounts/" + account, null, staff).status())
                    .isEqualTo(204);
            assertThat(logIn(PASSWORD).status()).isEqualTo(200);
            assertThat(eventsOf(account)).contains("LogInUnlocked");
            assertThat(mail(1).getSubject()).isEqualTo("A log-in from a new device");
        }

        @Test
        void is_stopped_in_the_same_way_where_there_is_no_account() {
            email = "nobody-" + email;
            failures(10);
            assertThat(logIn(PASSWORD).status()).isEqualTo(429);
        }

        @Test
        void is_stopped_for_who_has_an_access_token_as_well() {
            openAccount();
            var tokens = logIn(PASSWORD);
            failures(9);
            assertThat(delete(tokens, OTHER_PASSWORD).text("code"))
                    .isEqualTo("CURRENT_PASSWORD_WRONG");
            assertThat(delete(tokens, PASSWORD).text("code")).isEqualTo("TOO_MANY_ATTEMPTS");
            await().atMost(SOON).until(() -> eventsOf(accountId()).contains("LogInLocked"));
        }

        private Answer delete(Answer tokens, String password) {
            return send(
                    "DELETE",
                    "/users/me",
                    "{\"currentPassword\": \"%s\"}".formatted(password),
                    bearer(tokens));
        }

        /// Made by hand: ten hashes would take a while.
        private void failures(int count) {
            IntStream.range(0, count)
                    .forEach(number ->
                            database.sql(
                                            """
                                            insert into account.log_in_attempt
                                                (attempt_id, email_hash, source, known_device, tried_at, version)
                                            values (gen_random_uuid()::text, ?, 'address 127.0.0.1', false, now(), 0)\
                                            """)
                                    .param(hashes.of(email))
                                    .update());
        }

        private Answer logInFrom(String device) {
            return post(
                    "/auth/login",
                    "{\"email\": \"%s\", \"password\": \"%s\", \"deviceToken\": \"%s\"}"
                            .formatted(email, PASSWORD, device));
        }
    }
}
