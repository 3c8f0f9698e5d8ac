package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// Accounts, over HTTP and by the mails that arrive.
class AccountTest extends AccountsOverHttp {

    @Nested
    class Registering {

        @Test
        void needs_the_link_in_the_mail() {
            register(email);
            assertThat(logIn(PASSWORD).text("code")).isEqualTo("EMAIL_NOT_VERIFIED");

            verify(tokenIn(mail(0)));
            var tokens = logIn(PASSWORD);
            assertThat(tokens.status()).isEqualTo(200);
            assertThat(tokens.text("tokenType")).isEqualTo("Bearer");

            var me = me(tokens);
            assertThat(me.text("email")).isEqualTo(email);
            assertThat(me.text("role")).isEqualTo("CUSTOMER");
            assertThat(me.text("customerId"))
                    .isEqualTo(me.text("accountId").replace("account-", "customer-"));
            assertThat(eventsOf(me.text("accountId")))
                    .containsExactly("AccountRegistered", "EmailVerified", "LoggedIn");
        }

        @Test
        void is_answered_the_same_where_there_is_an_account_and_its_owner_gets_a_mail()
                throws Exception {
            openAccount();
            register(email);
            assertThat(mail(1).getSubject()).isEqualTo("You have an account already");
            assertThat(logIn(PASSWORD).status()).isEqualTo(200);
        }

        @Test
        void gives_an_address_to_the_first_whose_link_is_used() {
            register(email);
            register(email.toUpperCase(Locale.ROOT));
            var tokens =
                    Stream.of(mail(0), theOther(mail(0))).map(AccountsOverHttp::tokenIn).toList();
            verify(tokens.get(0));
            var refused =
                    post("/auth/verify-email", "{\"token\": \"%s\"}".formatted(tokens.get(1)));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("code")).isEqualTo("EMAIL_TAKEN");
        }

        /// The second of two mails, whose recipient is written as its owner wrote it.
        private MimeMessage theOther(MimeMessage first) {
            return Stream.of(email, email.toUpperCase(Locale.ROOT))
                    .flatMap(address -> awaitMails(address, 1).stream())
                    .filter(mail -> !tokenIn(mail).equals(tokenIn(first)))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void sends_the_mail_again_in_the_language_that_was_chosen() throws Exception {
            post(
                    "/auth/register",
                    "{\"email\": \"%s\", \"password\": \"%s\", \"language\": \"km\"}"
                            .formatted(email, PASSWORD));
            mail(0);
            assertThat(
                            post(
                                            "/auth/resend-verification",
                                            "{\"email\": \"%s\"}".formatted(email))
                                    .status())
                    .isEqualTo(202);
            assertThat(mail(1).getSubject()).startsWith("បញ្ជាក់");
            verify(tokenIn(mail(1)));
            assertThat(
                            post(
                                            "/auth/verify-email",
                                            "{\"token\": \"%s\"}".formatted(tokenIn(mail(0))))
                                    .text("code"))
                    .isEqualTo("LINK_INVALID");
        }

        @Test
        void of_no_one_is_answered_as_of_somebody() {
            assertThat(
                            post("/auth/resend-verification", "{\"email\": \"nobody@example.org\"}")
                                    .status())
                    .isEqualTo(202);
        }

        @ParameterizedTest
        @CsvSource({
            "password123, PASSWORD_WEAK",
            "ขอสี่คำที่ไม่มีใครเอามาต่อกันเลย, PASSWORD_TOO_LONG"
        })
        void is_refused_with_a_password_that_is_no_good(String password, String code) {
            var refused =
                    post(
                            "/auth/register",
                            "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("code")).isEqualTo(code);
            assertThat(refused.text("field")).isEqualTo("password");
        }
    }

    @Nested
    class Logging_in {

        @Test
        void fails_in_the_same_words_with_a_wrong_password_and_without_an_account() {
            useSharedAccount();
            var account = accountId();
            var wrong = logIn("not the password at all");
            var nobody =
                    post(
                            "/auth/login",
                            "{\"email\": \"nobody@example.org\", \"password\": \"%s\"}"
                                    .formatted(PASSWORD));
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(nobody).isEqualTo(wrong);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(eventsOf(account)).endsWith("LogInFailed"));
        }

        @Test
        void hashes_the_password_again_that_was_hashed_with_less() {
            useSharedAccount();
            database.sql("update account.credential set password_hash = ? where account_id = ?")
                    .param("{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD))
                    .param(accountId())
                    .update();
            assertThat(logIn(PASSWORD).status()).isEqualTo(200);
            assertThat(
                            database.sql(
                                            "select password_hash from account.credential where account_id = ?")
                                    .param(accountId())
                                    .query(String.class)
                                    .single())
                    .startsWith("{bcrypt}$2a$05$");
        }

        /// The process ended after the rows were stored and before the event was.
        @Test
        void becomes_an_event_after_a_crash() {
            useSharedAccount();
            var account = accountId();
            database.sql(
                            """
                            insert into account.act (act_id, account_id, kind, session_id, done_at, version)
                            values (?, ?, 'LOG_IN', 'session-cut-off', now() - interval '1 minute', 0)\
                            """)
                    .param("act-" + UUID.randomUUID())
                    .param(account)
                    .update();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(eventsOf(account)).endsWith("LoggedIn"));
            await().atMost(SOON)
                    .until(() ->
                            database.sql("select count(*) from account.act where account_id = ?")
                                            .param(account)
                                            .query(Integer.class)
                                            .single()
                                    == 0);
        }
    }

    @Nested
    class A_session {

        @Test
        void ends_for_access_tokens_too_when_its_owner_logs_out() {
            useSharedAccount();
            var tokens = logIn(PASSWORD);
            assertThat(me(tokens).status()).isEqualTo(200);
            assertThat(post("/auth/logout", refreshOf(tokens)).status()).isEqualTo(204);
            assertThat(post("/auth/logout", refreshOf(tokens)).status()).isEqualTo(204);
            await().atMost(SOON).until(() -> me(tokens).status() == 401);
            assertThat(post("/auth/refresh", refreshOf(tokens)).text("code"))
                    .isEqualTo("SESSION_ENDED");
        }

        @Test
        void goes_on_for_two_who_refresh_it_at_the_same_moment() {
            useSharedAccount();
            var tokens = logIn(PASSWORD);
            var both =
                    Stream.of(1, 2)
                            .map(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> post("/auth/refresh", refreshOf(tokens))))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
            assertThat(both).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(both)
                    .allSatisfy(answer ->
                            assertThat(post("/auth/refresh", refreshOf(answer)).status())
                                    .isEqualTo(200));
        }

        @Test
        void ends_for_all_when_an_old_token_is_used_later() throws Exception {
            useSharedAccount();
            var first = logIn(PASSWORD);
            var second = post("/auth/refresh", refreshOf(first));
            database.sql(
                            "update account.refresh_token set replaced_at = replaced_at - interval '1 minute'")
                    .update();

            assertThat(post("/auth/refresh", refreshOf(first)).text("code"))
                    .isEqualTo("SESSION_ENDED");
            assertThat(post("/auth/refresh", refreshOf(second)).text("code"))
                    .isEqualTo("SESSION_ENDED");
            await().atMost(SOON).until(() -> me(second).status() == 401);
            awaitMail("We ended a session of yours");
        }

        @Test
        void ends_when_it_was_not_used_for_a_day() {
            useSharedAccount();
            var tokens = logIn(PASSWORD);
            database.sql(
                            "update account.session set last_used_at = last_used_at - interval '25 hours' where session_id = ?")
                    .param(tokens.text("sessionId"))
                    .update();
            assertThat(post("/auth/refresh", refreshOf(tokens)).text("code"))
                    .isEqualTo("SESSION_ENDED");
            assertThat(eventsOf(accountId())).endsWith("SessionEnded");
        }

        @Test
        void ends_however_much_it_is_used() {
            useSharedAccount();
            var tokens = logIn(PASSWORD);
            database.sql(
                            "update account.session set started_at = started_at - interval '31 days' where session_id = ?")
                    .param(tokens.text("sessionId"))
                    .update();
            assertThat(
                            get("/users/me/sessions", bearer(tokens))
                                    .body()
                                    .path("items")
                                    .valueStream()
                                    .map(session -> session.path("sessionId").asString()))
                    .doesNotContain(tokens.text("sessionId"));
            assertThat(post("/auth/refresh", refreshOf(tokens)).text("code"))
                    .isEqualTo("SESSION_ENDED");
        }
    }

    @Nested
    class An_access_token {

        @Test
        void is_asked_for() {
            assertThat(get("/users/me", null).text("code")).isEqualTo("UNAUTHENTICATED");
            assertThat(get("/users/me", "Bearer made.up.token").status()).isEqualTo(401);
        }

        @Test
        void is_refused_when_it_was_changed() {
            var token = sharedTokens().text("accessToken");
            var parts = token.split("\\.");
            var claims = new String(Base64.getUrlDecoder().decode(parts[1]));
            var forged =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(claims.replace("CUSTOMER", "SUPER_ADMIN").getBytes());
            var unsigned =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes());
            assertThat(get("/users/me", "Bearer " + token).status()).isEqualTo(200);
            assertThat(
                            get(
                                            "/users/me",
                                            "Bearer "
                                                    + String.join(".", parts[0], forged, parts[2]))
                                    .status())
                    .isEqualTo(401);
            assertThat(get("/users/me", "Bearer " + unsigned + "." + forged + ".").status())
                    .isEqualTo(401);
        }

        @Test
        void of_a_customer_opens_no_route_for_staff() {
            var answer = get("/admin/effects", "Bearer " + sharedTokens().text("accessToken"));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text("code")).isEqualTo("FORBIDDEN");
        }

        @Test
        void is_checked_by_a_key_that_is_published_without_its_private_part() {
            var header =
                    JSON.readTree(
                            Base64.getUrlDecoder()
                                    .decode(sharedTokens().text("accessToken").split("\\.")[0]));
            var keys = get("/auth/keys", null).body().path("keys");
            assertThat(keys.valueStream().map(key -> key.path("kid"))).contains(header.path("kid"));
            assertThat(keys.toString()).doesNotContain("\"d\"");
        }

        @Test
        void that_ran_out_does_not_keep_its_owner_from_refreshing() {
            useSharedAccount();
            var tokens = logIn(PASSWORD);
            assertThat(
                            send("POST", "/auth/refresh", refreshOf(tokens), "Bearer ran.out.token")
                                    .status())
                    .isEqualTo(200);
        }
    }
}
