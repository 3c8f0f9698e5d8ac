package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.account.passkey.SoftwareAuthenticator;
import io.cartulary.command.account.token.Secret;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Passkeys, as browsers and authenticators use them.
class PasskeyTest extends AccountsOverHttp {

    private static final String CURRENT_PASSWORD =
            "{\"currentPassword\": \"%s\"}".formatted(PASSWORD);

    private static final Map<String, Consumer<SoftwareAuthenticator>> ATTACKS =
            Map.of(
                    "another origin", it -> it.origin = "http://localhost:9090",
                    "another relying party", it -> it.relyingParty = "example.org",
                    "an owner who was not verified", it -> it.verifiesOwner = false,
                    "a frame of another site", it -> it.inFrameOfOthers = true);

    private final SoftwareAuthenticator phone = authenticator();

    private static SoftwareAuthenticator authenticator() {
        return new SoftwareAuthenticator(UUID.randomUUID().getMostSignificantBits());
    }

    private Answer begin(Answer tokens) {
        return send("POST", "/auth/passkeys/creation-options", CURRENT_PASSWORD, bearer(tokens));
    }

    private Answer add(String authorization, String attempt, String credential) {
        return send(
                "POST",
                "/auth/passkeys",
                "{\"attempt\": \"%s\", \"name\": \"Ada's phone\", \"credential\": %s}"
                        .formatted(attempt, credential),
                authorization);
    }

    /// In an attempt of its own.
    private Answer add(String account, SoftwareAuthenticator authenticator) {
        var secret = "attempt " + UUID.randomUUID();
        return add(
                bearer(account, Role.CUSTOMER),
                secret,
                authenticator.create(beginFor(account, secret)));
    }

    private Answer beginLogIn() {
        return send("POST", "/auth/passkeys/request-options", null, null);
    }

    private Answer logInWith(String attempt, String credential) {
        return post(
                "/auth/passkeys/login",
                "{\"attempt\": \"%s\", \"credential\": %s}".formatted(attempt, credential));
    }

    private Answer logInWith(SoftwareAuthenticator authenticator) {
        var begun = beginLogIn();
        return logInWith(begun.text("attempt"), authenticator.get(begun.body().path("publicKey")));
    }

    private Answer logInWithPasswordAnd(String code) {
        return post(
                "/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\", \"code\": \"%s\"}"
                        .formatted(email, PASSWORD, code));
    }

    /// As the shop keeps an attempt: to ask for one over HTTP takes the password, and its hash a
    /// while.
    private JsonNode beginFor(String account, String secret) {
        var options =
                JSON.createObjectNode()
                        .put("challenge", Secret.next().text())
                        .set("user", JSON.createObjectNode().put("id", Secret.next().text()));
        database.sql(
                        """
                        insert into account.passkey_attempt
                            (attempt_hash, account_id, user_handle, challenge, expires_at, version)
                        values (?, ?, ?, ?, now() + interval '1 minute', 0)\
                        """)
                .params(
                        Secret.hashOf(secret),
                        account,
                        options.at("/user/id").asString(),
                        options.path("challenge").asString())
                .update();
        return options;
    }

    /// An account of its own, with the phone's passkey.
    private String accountWithPhone() {
        var account = accountWithoutPassword(Role.CUSTOMER);
        var added =
                add(
                        bearer(account, Role.CUSTOMER),
                        "phone " + account,
                        phone.create(beginFor(account, "phone " + account)));
        assertThat(added.status()).isEqualTo(201);
        return account;
    }

    private static String signed(
            String id, String clientData, String authenticatorData, String signature) {
        return """
        {"id": "%s", "response": {"clientDataJSON": "%s", "authenticatorData": "%s", "signature": "%s", "userHandle": "AA"}}\
        """
                .formatted(id, clientData, authenticatorData, signature);
    }

    @Test
    void lets_its_owner_in_in_place_of_the_password_which_is_not_enough_any_more() {
        openAccount();
        var tokens = logIn(PASSWORD);
        var begun = begin(tokens);
        var options = begun.body().path("publicKey");
        assertThat(options.at("/rp/id").asString()).isEqualTo("localhost");
        assertThat(options.at("/user/name").asString()).isEqualTo(email);
        assertThat(options.at("/user/id").asString()).matches("[\\w-]{43}");
        var added = add(bearer(tokens), begun.text("attempt"), phone.create(options));
        assertThat(added.status()).isEqualTo(201);
        var codes = added.body().path("recoveryCodes");
        assertThat(codes).hasSize(10);
        assertThat(get("/users/me/second-factor", bearer(tokens)).body().toString())
                .isEqualTo("{\"active\":true,\"app\":false,\"recoveryCodesLeft\":10}");
        assertThat(logIn(PASSWORD).text("code")).isEqualTo("SECOND_FACTOR_REQUIRED");
        assertThat(logInWithPasswordAnd(codes.get(0).asString()).status()).isEqualTo(200);

        var loggedIn = logInWith(phone);
        assertThat(loggedIn.status()).isEqualTo(200);
        assertThat(me(loggedIn).text("email")).isEqualTo(email);
        var kept = get("/users/me/passkeys", bearer(loggedIn)).body().path("items");
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).path("name").asString()).isEqualTo("Ada's phone");
        assertThat(kept.get(0).has("lastUsedAt")).isTrue();
        awaitMail("A passkey was added");

        var second = begin(tokens).body().path("publicKey");
        assertThat(second.at("/excludeCredentials/0/id").asString())
                .isEqualTo(phone.credentialId());
        assertThat(second.at("/user/id").asString()).isEqualTo(phone.userHandle());
        var path = "/users/me/passkeys/" + added.text("passkeyId");
        assertThat(send("DELETE", path, CURRENT_PASSWORD, bearer(tokens)).status()).isEqualTo(204);
        assertThat(logInWith(phone).text("code")).isEqualTo("PASSKEY_REFUSED");
        assertThat(logIn(PASSWORD).status()).isEqualTo(200);
        awaitMail("A passkey was removed");
        assertThat(eventsOf(accountId()))
                .containsSubsequence(
                        "PasskeyAdded", "LoggedIn", "LoggedIn", "PasskeyRemoved", "LoggedIn");
    }

    @Test
    void is_one_of_several_with_a_name_each() {
        var account = accountWithPhone();
        var owner = bearer(account, Role.CUSTOMER);
        var laptop = authenticator();
        var second = add(account, laptop);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body().has("recoveryCodes")).isFalse();
        assertThat(logInWith(phone).status()).isEqualTo(200);
        assertThat(logInWith(laptop).status()).isEqualTo(200);

        var path = "/users/me/passkeys/" + second.text("passkeyId");
        assertThat(send("PUT", path, "{\"name\": \"Laptop\"}", owner).status()).isEqualTo(204);
        assertThat(get("/users/me/passkeys", owner).body().path("items").valueStream())
                .extracting(passkey -> passkey.path("name").asString())
                .containsExactly("Ada's phone", "Laptop");
        var other = bearer(superAdmin(), Role.SUPER_ADMIN);
        assertThat(send("PUT", path, "{\"name\": \"Mine\"}", other).status()).isEqualTo(404);
        assertThat(add(account, phone).text("code")).isEqualTo("PASSKEY_KNOWN");

        database.sql(
                        """
                        insert into account.passkey
                        select passkey_id || n, account_id, user_handle, credential_id || n, credential_data, sign_count,
                            backup_eligible, backed_up, name_sealed, added_at, last_used_at, version
                        from account.passkey, generate_series(1, 18) n where credential_id = ?\
                        """)
                .param(phone.credentialId())
                .update();
        assertThat(add(account, authenticator()).text("code")).isEqualTo("TOO_MANY_PASSKEYS");
    }

    @Test
    void is_removed_by_a_super_admin_for_an_owner_who_lost_it() {
        var account = accountWithPhone();
        var path = "/admin/accounts/%s/second-factor".formatted(account);
        assertThat(send("DELETE", path, null, bearer("account-boss", Role.SUPER_ADMIN)).status())
                .isEqualTo(204);
        assertThat(logInWith(phone).text("code")).isEqualTo("PASSKEY_REFUSED");
        assertThat(get("/users/me/second-factor", bearer(account, Role.CUSTOMER)).body().toString())
                .isEqualTo("{\"active\":false,\"app\":false,\"recoveryCodesLeft\":0}");
        assertThat(eventsOf(account))
                .containsSubsequence("PasskeyAdded", "PasskeyRemoved")
                .doesNotContain("SecondFactorRemoved");
    }

    @Test
    void lets_no_one_into_an_account_that_is_deactivated() {
        var path =
                "/admin/customers/%s/deactivation"
                        .formatted(new AccountId(accountWithPhone()).customer());
        assertThat(send("POST", path, null, bearer("account-boss", Role.ADMIN)).status())
                .isEqualTo(204);
        assertThat(logInWith(phone).text("code")).isEqualTo("ACCOUNT_DEACTIVATED");
    }

    @Nested
    class An_answer_to_log_in {

        /// Ten refused ones from one place are the most.
        @Test
        void is_refused_unless_it_is_signed_for_this_shop_and_attempt_by_its_owner() {
            var account = accountWithPhone();
            assertThat(logInWith(phone).status()).isEqualTo(200);
            ATTACKS.forEach((name, attack) -> {
                attack.accept(phone);
                assertThat(logInWith(phone).text("code")).as(name).isEqualTo("PASSKEY_REFUSED");
                phone.behave();
            });
            phone.uses = 0;
            assertThat(logInWith(phone).text("code"))
                    .as("a counter that does not rise")
                    .isEqualTo("PASSKEY_REFUSED");
            var begun = beginLogIn();
            var options = begun.body().path("publicKey");
            var stranger = authenticator();
            assertThat(
                            logInWith(
                                            begun.text("attempt"),
                                            stranger.get(options)
                                                    .replace(
                                                            stranger.credentialId(),
                                                            phone.credentialId())
                                                    .replace(
                                                            "\"userHandle\": \"\"",
                                                            "\"userHandle\": \"%s\""
                                                                    .formatted(phone.userHandle())))
                                    .text("code"))
                    .as("another key")
                    .isEqualTo("PASSKEY_REFUSED");
            phone.uses = 10;
            assertThat(logInWith(beginLogIn().text("attempt"), phone.get(options)).text("code"))
                    .as("the challenge of another attempt")
                    .isEqualTo("PASSKEY_REFUSED");
            var last = beginLogIn();
            assertThat(
                            logInWith(
                                            last.text("attempt"),
                                            phone.get(last.body().path("publicKey"))
                                                    .replace(phone.userHandle(), "another"))
                                    .text("code"))
                    .as("the handle of another account")
                    .isEqualTo("PASSKEY_REFUSED");
            assertThat(logInWith(phone).status()).isEqualTo(200);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(eventsOf(account)).contains("LogInFailed"));
        }

        @Test
        void is_good_once_and_in_time_even_when_two_come_together() {
            accountWithPhone();
            var begun = beginLogIn();
            var answer = phone.get(begun.body().path("publicKey"));
            var statuses =
                    Stream.generate(() ->
                                    CompletableFuture.supplyAsync(() ->
                                            logInWith(begun.text("attempt"), answer).status()))
                            .limit(2)
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
            assertThat(statuses).containsExactlyInAnyOrder(200, 422);
            assertThat(logInWith(begun.text("attempt"), answer).text("code"))
                    .isEqualTo("PASSKEY_ATTEMPT_INVALID");

            var late = beginLogIn();
            database.sql(
                            "update account.passkey_attempt set expires_at = now() - interval '1 second' where challenge = ?")
                    .param(late.body().at("/publicKey/challenge").asString())
                    .update();
            assertThat(
                            logInWith(
                                            late.text("attempt"),
                                            phone.get(late.body().path("publicKey")))
                                    .text("code"))
                    .isEqualTo("PASSKEY_ATTEMPT_INVALID");
        }

        @Test
        void waits_after_ten_that_were_refused() {
            accountWithPhone();
            phone.verifiesOwner = false;
            IntStream.range(0, 10)
                    .forEach(_ -> assertThat(logInWith(phone).status()).isEqualTo(401));
            phone.behave();
            assertThat(logInWith(phone).text("code")).isEqualTo("TOO_MANY_ATTEMPTS");
        }

        @Test
        void that_cannot_be_read_is_refused_by_what_is_wrong_with_it() {
            accountWithPhone();
            var bodies =
                    Map.of(
                            "{}",
                            400,
                            "{\"id\": \"A\"}",
                            400,
                            "{\"id\": \"A\", \"response\": null}",
                            400,
                            signed("A", "+", "A", "A"),
                            400,
                            signed("A", "A".repeat(5_000), "A", "A"),
                            400,
                            signed(phone.credentialId(), "A", "A", "A"),
                            401,
                            signed(phone.credentialId(), "bnVsbA", "AAAA", "AAAA"),
                            401,
                            "\"%s\"".formatted("A".repeat(10_000_000)),
                            413);
            bodies.forEach((credential, status) ->
                    assertThat(logInWith(beginLogIn().text("attempt"), credential).status())
                            .as(credential.substring(0, Math.min(200, credential.length())))
                            .isEqualTo(status));
        }
    }

    @Nested
    class A_new_one {

        @Test
        void is_refused_unless_it_is_made_for_this_shop_and_attempt_by_its_owner() {
            var account = accountWithoutPassword(Role.CUSTOMER);
            ATTACKS.forEach((name, attack) -> {
                attack.accept(phone);
                assertThat(add(account, phone).text("code")).as(name).isEqualTo("PASSKEY_INVALID");
                phone.behave();
            });
            for (var attestation : List.of("A", "AAAA", "o2NmbXRkbm9uZQ", "oA")) {
                var secret = "attempt " + UUID.randomUUID();
                beginFor(account, secret);
                assertThat(
                                add(
                                                bearer(account, Role.CUSTOMER),
                                                secret,
                                                "{\"response\": {\"clientDataJSON\": \"bnVsbA\", \"attestationObject\": \"%s\"}}"
                                                        .formatted(attestation))
                                        .text("code"))
                        .as(attestation)
                        .isEqualTo("PASSKEY_INVALID");
            }
            assertThat(add(account, phone).status()).isEqualTo(201);
        }

        @Test
        void is_good_for_one_attempt_of_its_own_account_in_time() {
            var account = accountWithoutPassword(Role.CUSTOMER);
            var owner = bearer(account, Role.CUSTOMER);
            var secret = "attempt " + account;
            var answer = phone.create(beginFor(account, secret));
            var other = bearer(superAdmin(), Role.SUPER_ADMIN);
            assertThat(add(other, secret, answer).text("code"))
                    .isEqualTo("PASSKEY_ATTEMPT_INVALID");
            assertThat(add(owner, beginLogIn().text("attempt"), answer).text("code"))
                    .isEqualTo("PASSKEY_ATTEMPT_INVALID");
            assertThat(logInWith(secret, phone.get(JSON.createObjectNode())).text("code"))
                    .isEqualTo("PASSKEY_ATTEMPT_INVALID");
            assertThat(add(owner, secret, answer).status()).isEqualTo(201);
            assertThat(add(owner, secret, answer).text("code"))
                    .isEqualTo("PASSKEY_ATTEMPT_INVALID");

            var late = authenticator().create(beginFor(account, secret));
            database.sql(
                            "update account.passkey_attempt set expires_at = now() - interval '1 second' where account_id = ?")
                    .param(account)
                    .update();
            assertThat(add(owner, secret, late).text("code")).isEqualTo("PASSKEY_ATTEMPT_INVALID");
        }
    }
}
