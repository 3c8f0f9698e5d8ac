package io.cartulary.benchmarks.client;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A customer's account, opened as a customer opens one: by the link in the mail, which a shop
/// without a mail server leaves in its folder. It is used on one device, which the shop knows from
/// its first log-in on.
public final class CustomerAccount {

    public static final String PASSWORD = "four words that measure";

    private static final Pattern LINK = Pattern.compile("token=([A-Za-z0-9_-]{43})");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final String email;
    private @Nullable String deviceToken;

    private CustomerAccount(String email) {
        this.email = email;
    }

    /// @param data the folder of the running shop
    public static CustomerAccount open(HttpConnection shop, Path data)
            throws IOException, InterruptedException {
        var account = new CustomerAccount("bench-%s@example.org".formatted(UUID.randomUUID()));
        shop.send(
                        "POST",
                        "/api/v1/auth/register",
                        "Idempotency-Key: " + UUID.randomUUID() + "\r\n",
                        account.credentials())
                .accepted("register");
        shop.send(
                        "POST",
                        "/api/v1/auth/verify-email",
                        "",
                        "{\"token\":\"%s\"}".formatted(account.awaitLink(data.resolve("outbox"))))
                .accepted("verify");
        return account;
    }

    /// Answers the header of the access token.
    public String logIn(HttpConnection shop) throws IOException {
        var answer = shop.send("POST", "/api/v1/auth/login", "", logIn()).accepted("log in");
        deviceToken = answer.requiredMember("deviceToken");
        return "Authorization: Bearer " + answer.requiredMember("accessToken") + "\r\n";
    }

    private String logIn() {
        return deviceToken == null
                ? credentials()
                : credentials().replace("}", ",\"deviceToken\":\"%s\"}".formatted(deviceToken));
    }

    private String credentials() {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
    }

    private String awaitLink(Path outbox) throws IOException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var link = link(outbox);
            if (link.isPresent()) {
                return link.get();
            }
            Pause.of(BETWEEN_LOOKS);
        }
        throw new BenchmarkUnavailable(
                "No mail to %s came to %s; is --data the running shop's folder?"
                        .formatted(email, outbox));
    }

    private Optional<String> link(Path outbox) throws IOException {
        if (!Files.isDirectory(outbox)) {
            return Optional.empty();
        }
        try (var mails = Files.newDirectoryStream(outbox, "*.eml")) {
            for (var mail : mails) {
                // A mail is quoted-printable: it breaks its lines with "=" and writes that as
                // "=3D".
                var text =
                        Files.readString(mail, StandardCharsets.ISO_8859_1)
                                .replaceAll("=\\r?\\n", "")
                                .replace("=3D", "=");
                var link = LINK.matcher(text);
                if (text.contains(email) && link.find()) {
                    return Optional.of(link.group(1));
                }
            }
        }
        return Optional.empty();
    }
}
