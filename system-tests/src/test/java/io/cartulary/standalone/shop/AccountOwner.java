package io.cartulary.standalone.shop;

import static org.awaitility.Awaitility.await;

import io.cartulary.standalone.shop.Shopper.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// A customer with an account, who finds the shop's mails in the outbox of the tests.
public final class AccountOwner {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "four words nobody joins";
    private static final Pattern TOKEN = Pattern.compile("token=([\\w-]{43})");

    private final String email = UUID.randomUUID() + "@example.org";

    /// Registers and follows the mail's link.
    public void open(Shopper shop) {
        shop.shop("POST", "/auth/register", credentials()).expect(202);
        var token = await().atMost(PATIENCE).until(this::mailedToken, Optional::isPresent);
        shop.shop(
                        "POST",
                        "/auth/verify-email",
                        "{\"token\": \"%s\"}".formatted(token.orElseThrow()))
                .expect(204);
    }

    private Optional<String> mailedToken() {
        if (!Files.exists(TestSettings.OUTBOX)) {
            return Optional.empty();
        }
        try (var mails = Files.list(TestSettings.OUTBOX)) {
            return mails.filter(file -> file.toString().endsWith(".eml"))
                    .map(AccountOwner::text)
                    .filter(mail -> mail.contains("To: " + email))
                    .map(TOKEN::matcher)
                    .filter(found -> found.find())
                    .map(found -> found.group(1))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path mail) {
        try {
            return Files.readString(mail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer logIn(Shopper shop) {
        return shop.shop("POST", "/auth/login", credentials()).expect(200);
    }

    public void logOut(Shopper shop, Answer tokens) {
        shop.shop(
                        "POST",
                        "/auth/logout",
                        "{\"refreshToken\": \"%s\"}".formatted(tokens.text("refreshToken")))
                .expect(204);
    }

    public void delete(Shopper shop, Answer tokens) {
        shop.shop(
                        "DELETE",
                        "/users/me",
                        "{\"currentPassword\": \"%s\"}".formatted(PASSWORD),
                        "Authorization",
                        "Bearer " + tokens.text("accessToken"))
                .expect(204);
    }

    private String credentials() {
        return "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);
    }
}
