package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.account.Role;
import io.cartulary.tests.access.OperatorAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys, as a super_admin makes them and machines use them.
class ApiKeyTest extends AccountsOverHttp {

    private String boss;

    @BeforeEach
    void appoint() {
        boss = superAdmin();
    }

    private Answer byStaff(String method, String path, String body) {
        return send(method, path, body, bearer(boss, Role.SUPER_ADMIN));
    }

    private Answer issue(String members) {
        return issue("a test " + UUID.randomUUID(), members);
    }

    private Answer issue(String name, String members) {
        return byStaff(
                "POST", "/admin/api-keys", "{\"name\": \"%s\", %s}".formatted(name, members));
    }

    private Answer exchange(String form) {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:%d/api/v1/auth/token".formatted(port)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Answer exchangeKey(String key) {
        return exchange("grant_type=client_credentials&client_secret=" + key);
    }

    private static String bearerOf(Answer exchanged) {
        return "Bearer " + exchanged.text("access_token");
    }

    @Test
    void is_exchanged_for_a_token_that_may_do_what_the_key_is_for() {
        var issued = issue("\"scopes\": [\"READ\", \"OPERATIONS\"]");
        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.text("key")).startsWith("ck_");

        var exchanged = exchangeKey(issued.text("key"));
        assertThat(exchanged.text("token_type")).isEqualTo("Bearer");
        assertThat(exchanged.text("scope")).isEqualTo("READ OPERATIONS");
        assertThat(exchanged.body().path("expires_in").asInt()).isEqualTo(900);
        var token = bearerOf(exchanged);
        assertThat(get("/admin/tax-rules", token).status()).isEqualTo(200);
        assertThat(get("/admin/effects", token).status()).isEqualTo(200);
        assertThat(get("/admin/locked-accounts", token).text("code")).isEqualTo("FORBIDDEN");
        assertThat(get("/admin/staff", token).text("code")).isEqualTo("FORBIDDEN");
        assertThat(get("/users/me", token).text("code")).isEqualTo("FORBIDDEN");
    }

    @Test
    void is_shown_once_and_kept_as_a_hash() {
        var issued = issue("\"scopes\": [\"READ\"]");
        exchangeKey(issued.text("key"));
        var listed =
                byStaff("GET", "/admin/api-keys", null)
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(key -> key.path("keyId").asString().equals(issued.text("keyId")))
                        .toList();
        assertThat(listed)
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.path("issuedBy").asString()).isEqualTo(boss);
                    assertThat(key.path("lastUsedAt").asString("")).isNotEmpty();
                    assertThat(key.toString()).doesNotContain(issued.text("key"));
                });
        assertThat(
                        database.sql("select row_to_json(k)::text from account.api_key k")
                                .query(String.class)
                                .list())
                .noneMatch(row -> row.contains(issued.text("key")));
        assertThat(eventsOf(boss)).endsWith("ApiKeyIssued");
    }

    /// An answer that was lost cannot be had again; the key is revoked by its name.
    @Test
    void is_made_once_when_its_request_comes_twice() {
        var name = "twice " + UUID.randomUUID();
        var answers =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(
                                        () -> issue(name, "\"scopes\": [\"READ\"]")))
                        .limit(2)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
        assertThat(answers).extracting(answer -> answer.text("code")).contains("KEY_NAME_TAKEN");
        var made = answers.stream().filter(answer -> answer.status() == 201).findFirst();
        assertThat(
                        byStaff(
                                        "DELETE",
                                        "/admin/api-keys/" + made.orElseThrow().text("keyId"),
                                        null)
                                .status())
                .isEqualTo(204);
        assertThat(issue(name, "\"scopes\": [\"READ\"]").status()).isEqualTo(201);
    }

    @Test
    void is_of_no_use_once_it_was_revoked_and_neither_are_its_tokens() {
        var issued = issue("\"scopes\": [\"READ\"]");
        var token = bearerOf(exchangeKey(issued.text("key")));
        var path = "/admin/api-keys/" + issued.text("keyId");
        assertThat(byStaff("DELETE", path, null).status()).isEqualTo(204);
        assertThat(byStaff("DELETE", path, null).status()).isEqualTo(204);
        var refused = exchangeKey(issued.text("key"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("code")).isEqualTo("KEY_INVALID");
        await().atMost(SOON).until(() -> get("/admin/tax-rules", token).status() == 401);
        assertThat(eventsOf(boss)).endsWith("ApiKeyIssued", "ApiKeyRevoked");
    }

    @Test
    void ends_when_it_was_said_to() {
        var issued = issue("\"scopes\": [\"READ\"], \"expiresAt\": \"2999-01-01T00:00:00Z\"");
        database.sql(
                        "update account.api_key set expires_at = now() + interval '1 minute' where key_id = ?")
                .param(issued.text("keyId"))
                .update();
        assertThat(exchangeKey(issued.text("key")).body().path("expires_in").asInt())
                .isBetween(1, 60);
        database.sql(
                        "update account.api_key set expires_at = now() - interval '1 minute' where key_id = ?")
                .param(issued.text("keyId"))
                .update();
        assertThat(exchangeKey(issued.text("key")).text("code")).isEqualTo("KEY_INVALID");
        assertThat(
                        issue("\"scopes\": [\"READ\"], \"expiresAt\": \"2001-01-01T00:00:00Z\"")
                                .text("code"))
                .isEqualTo("EXPIRY_PAST");
    }

    @Test
    void appoints_no_one_and_makes_no_other_key() {
        assertThat(issue("\"scopes\": [\"READ\", \"STAFF\"]").text("code"))
                .isEqualTo("SCOPE_FOR_PEOPLE");
        assertThat(issue("\"scopes\": []").status()).isEqualTo(400);
    }

    @Test
    void is_asked_for_as_rfc_6749_says() {
        assertThat(exchangeKey("ck_made-up").status()).isEqualTo(401);
        var key = OperatorAccess.KEY;
        assertThat(exchange("grant_type=password&client_secret=" + key).status()).isEqualTo(400);
        var grant = "grant_type=client_credentials&client_secret=" + key;
        assertThat(exchange(grant + "&client_id=key-other").status()).isEqualTo(401);
        assertThat(exchange(grant + "&client_id=key-operator").status()).isEqualTo(200);
    }

    @Test
    void may_be_deployed_with_the_shop() {
        var token = bearerOf(exchangeKey(OperatorAccess.KEY));
        assertThat(get("/admin/effects", token).status()).isEqualTo(200);
        assertThat(get("/admin/api-keys", token).text("code")).isEqualTo("FORBIDDEN");
    }
}
