package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.cartulary.events.account.Role;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The second factor, as the owner of an account uses it with an app.
class SecondFactorTest extends AccountsOverHttp {

    private static final String CURRENT_PASSWORD =
            "{\"currentPassword\": \"%s\"}".formatted(PASSWORD);

    private final TimeBasedOneTimePasswordGenerator app = new TimeBasedOneTimePasswordGenerator();

    private Answer logInWith(@Nullable String code) {
        return post(
                "/auth/login",
                code == null
                        ? "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD)
                        : "{\"email\": \"%s\", \"password\": \"%s\", \"code\": \"%s\"}"
                                .formatted(email, PASSWORD, code));
    }

    /// @param stepsAhead of time, each of 30 seconds
    private String codeOf(String secret, int stepsAhead) {
        try {
            return app.generateOneTimePasswordString(
                    new SecretKeySpec(new Base32().decode(secret), app.getAlgorithm()),
                    Instant.now().plus(app.getTimeStep().multipliedBy(stepsAhead)));
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    private Answer begin(Answer tokens, String password) {
        return send(
                "POST",
                "/auth/second-factor",
                "{\"currentPassword\": \"%s\"}".formatted(password),
                bearer(tokens));
    }

    private Answer confirm(Answer tokens, String code) {
        return send(
                "POST",
                "/auth/second-factor/confirm",
                "{\"code\": \"%s\"}".formatted(code),
                bearer(tokens));
    }

    private static List<String> recoveryCodes(Answer answer) {
        return answer.body()
                .path("recoveryCodes")
                .valueStream()
                .map(code -> code.asString())
                .toList();
    }

    private String state(Answer tokens) {
        return get("/users/me/second-factor", bearer(tokens)).body().toString();
    }

    @Test
    void is_asked_for_at_each_log_in_once_a_code_of_the_app_confirmed_it() {
        openAccount();
        var tokens = logInWith(null);
        assertThat(begin(tokens, "not the password at all").text("code"))
                .isEqualTo("CURRENT_PASSWORD_WRONG");
        var begun = begin(tokens, PASSWORD);
        var secret = begun.text("secret");
        assertThat(begun.text("uri"))
                .isEqualTo(
                        "otpauth://totp/Cartulary:%s?secret=%s&issuer=Cartulary"
                                .formatted(email.replace("@", "%40"), secret));
        assertThat(logInWith(null).status()).isEqualTo(200);
        assertThat(confirm(tokens, "not it").text("code")).isEqualTo("CODE_WRONG");

        var confirmed = confirm(tokens, codeOf(secret, 0));
        assertThat(recoveryCodes(confirmed))
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[A-Z2-7]{4}(-[A-Z2-7]{4}){5}"));
        assertThat(begin(tokens, PASSWORD).text("code")).isEqualTo("SECOND_FACTOR_ACTIVE");
        assertThat(state(tokens))
                .isEqualTo("{\"active\":true,\"app\":true,\"recoveryCodesLeft\":10}");
        assertThat(logInWith(null).text("code")).isEqualTo("SECOND_FACTOR_REQUIRED");
        assertThat(logInWith("000000").text("code")).isEqualTo("WRONG_CODE");
        assertThat(logInWith(codeOf(secret, 1)).status()).isEqualTo(200);
        assertThat(logInWith(codeOf(secret, 1)).text("code")).isEqualTo("WRONG_CODE");
        awaitMail("A second factor was added");
        assertThat(eventsOf(accountId()))
                .contains("SecondFactorAdded")
                .doesNotContain("SecondFactorRemoved");
    }

    @Test
    void can_be_replaced_by_a_recovery_code_once_even_when_two_use_it_together() {
        var tokens = addedTo();
        var codes =
                recoveryCodes(
                        send(
                                "POST",
                                "/auth/second-factor/recovery-codes",
                                CURRENT_PASSWORD,
                                bearer(tokens)));
        var statuses =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(
                                        () -> logInWith(codes.getFirst()).status()))
                        .limit(2)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(statuses).containsExactlyInAnyOrder(200, 401);
        assertThat(state(tokens))
                .isEqualTo("{\"active\":true,\"app\":true,\"recoveryCodesLeft\":9}");
    }

    @Test
    void is_removed_by_its_owner_or_by_a_super_admin() {
        var tokens = addedTo();
        var account = accountId();
        assertThat(
                        send("DELETE", "/users/me/second-factor", CURRENT_PASSWORD, bearer(tokens))
                                .status())
                .isEqualTo(204);
        assertThat(logInWith(null).status()).isEqualTo(200);
        awaitMail("The second factor was removed");

        var path = "/admin/accounts/%s/second-factor".formatted(account);
        assertThat(send("DELETE", path, null, bearer("account-boss", Role.ADMIN)).status())
                .isEqualTo(403);
        assertThat(send("DELETE", path, null, bearer("account-boss", Role.SUPER_ADMIN)).status())
                .isEqualTo(404);
        var secret = begin(tokens, PASSWORD).text("secret");
        assertThat(confirm(tokens, codeOf(secret, 0)).status()).isEqualTo(200);
        assertThat(send("DELETE", path, null, bearer("account-boss", Role.SUPER_ADMIN)).status())
                .isEqualTo(204);
        assertThat(logInWith(null).status()).isEqualTo(200);
        assertThat(eventsOf(account))
                .containsSubsequence(
                        "SecondFactorAdded",
                        "SecondFactorRemoved",
                        "SecondFactorAdded",
                        "SecondFactorRemoved");
    }

    /// To an account of its own.
    private Answer addedTo() {
        openAccount();
        var tokens = logInWith(null);
        confirm(tokens, codeOf(begin(tokens, PASSWORD).text("secret"), 0));
        return tokens;
    }
}
