package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.tests.access.OperatorAccess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// Accounts that another shop had, by the files that name them.
class ImportedAccountTest extends AccountsOverHttp {

    private static final String IMPORTS = "/admin/imports/";

    static Stream<Arguments> hashes() throws Exception {
        var pbkdf2 =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(
                                new PBEKeySpec(
                                        PASSWORD.toCharArray(),
                                        "seasalt".getBytes(StandardCharsets.UTF_8),
                                        1000,
                                        256));
        return Stream.of(
                Arguments.of("bcrypt", new BCryptPasswordEncoder(4).encode(PASSWORD)),
                Arguments.of(
                        "argon2",
                        Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD)),
                Arguments.of(
                        "pbkdf2",
                        "pbkdf2_sha256$1000$seasalt$"
                                + Base64.getEncoder().encodeToString(pbkdf2.getEncoded())));
    }

    @ParameterizedTest
    @MethodSource("hashes")
    void keeps_its_password_and_hashes_it_again_at_the_first_log_in(String way, String hash) {
        takeIn(
                """
                {"email": "%s", "first_name": "Ada", "language": "km", "password_hash": "%s",
                 "addresses": [{"last_name": "Park", "line1": "1 High Street", "city": "London", "postal_code": "N1 1AA", "country": "GB"}]}\
                """
                        .formatted(email, hash)
                        .replace("\n", " "));
        assertThat(logIn("not the password at all").text("code")).isEqualTo("WRONG_PASSWORD");
        var tokens = logIn(PASSWORD);
        assertThat(tokens.status()).as(way).isEqualTo(200);
        assertThat(me(tokens).body().at("/profile/firstName").asString()).isEqualTo("Ada");
        assertThat(get("/users/me/addresses", bearer(tokens)).body().at("/items/0/address/city"))
                .hasToString("\"London\"");
        assertThat(hashOf(email)).startsWith("{bcrypt}$2a$05$");
        assertThat(mailsTo(email)).isEmpty();
    }

    @Test
    void is_the_same_after_a_repetition_and_bad_rows_are_named_without_what_they_say() {
        var bad = UUID.randomUUID() + "@example.org";
        var file =
                """
                email;first_name;last_name;birth_date;password_hash;line1;city;postal_code;country
                %1$s;Ada;Park;1990-04-30;;1 High Street;London;N1 1AA;GB
                %1$s;Ada;Park;1990-04-30;;2 High Street;London;N1 1AA;GB
                %2$s;Eve;Secret;yesterday;;;;;
                %2$s;Eve;Secret;;$2b$31$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;;;;
                no-address;Eve;Secret;;;;;;
                """
                        .formatted(email, bad);
        var status = takeIn(file);
        assertThat(status.text("rowsTaken")).isEqualTo("2");
        assertThat(status.text("rowsReported")).isEqualTo("3");
        var report = report(status.text("importId"));
        assertThat(report)
                .contains("3,birth_date,MALFORMED_ROW", "4,password_hash,MALFORMED_ROW", "5,email")
                .doesNotContain(bad, "Secret", "yesterday", "no-address");
        var events = eventsOf(accountId());
        var said = eventsOf(accountId().replace("account-", "customer-"));
        assertThat(said)
                .containsExactly(
                        "ProfileChanged", "AddressAdded", "DefaultAddressesChosen", "AddressAdded");

        takeIn(file + "\n");
        assertThat(eventsOf(accountId())).isEqualTo(events);
        assertThat(eventsOf(accountId().replace("account-", "customer-"))).isEqualTo(said);
    }

    @Test
    void keeps_what_its_owner_changed_and_is_not_made_again_once_they_deleted_it() {
        var line =
                "{\"email\": \"%s\", \"first_name\": \"Ada\", \"password_hash\": \"%s\"}"
                        .formatted(email, new BCryptPasswordEncoder(4).encode(PASSWORD));
        takeIn(line);
        var tokens = logIn(PASSWORD);
        assertThat(
                        send(
                                        "PUT",
                                        "/users/me",
                                        "{\"firstName\": \"Augusta\", \"language\": \"en\"}",
                                        bearer(tokens))
                                .status())
                .isEqualTo(204);
        takeIn(line + "\n\n");
        assertThat(me(tokens).body().at("/profile/firstName").asString()).isEqualTo("Augusta");

        var account = accountId();
        var deleted =
                send(
                        "DELETE",
                        "/users/me",
                        "{\"currentPassword\": \"%s\"}".formatted(PASSWORD),
                        bearer(tokens));
        assertThat(deleted.status()).isEqualTo(204);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(eventsOf(account)).contains("AccountDeleted"));
        assertThat(report(takeIn(line + "\n\n\n").text("importId"))).contains("ACCOUNT_DELETED");
        assertThat(logIn(PASSWORD).text("code")).isEqualTo("WRONG_PASSWORD");
    }

    @Test
    void is_not_made_of_the_address_of_another_account() {
        useSharedAccount();
        var status = takeIn("{\"email\": \"%s\"}".formatted(email));
        assertThat(status.text("rowsTaken")).isEqualTo("0");
        assertThat(report(status.text("importId"))).contains("EMAIL_TAKEN");
        assertThat(logIn(PASSWORD).status()).isEqualTo(200);
    }

    private String hashOf(String address) {
        return database.sql("select password_hash from account.credential where email_hash = ?")
                .param(hashes.of(address))
                .query(String.class)
                .single();
    }

    private Answer takeIn(String file) {
        var received = send("POST", IMPORTS + "customers", file, staff());
        assertThat(received.status()).as(received.body().toString()).isEqualTo(202);
        var status = IMPORTS + received.text("importId");
        return await().atMost(SOON)
                .until(() -> get(status, staff()), answer -> answer.text("state").equals("DONE"));
    }

    private String report(String importId) {
        var asked =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d/api/v1%s%s/report"
                                                .formatted(port, IMPORTS, importId)))
                        .header("Authorization", staff());
        return http.sendAsync(asked.build(), BodyHandlers.ofString()).join().body();
    }

    private String staff() {
        return OperatorAccess.bearer(port);
    }
}
