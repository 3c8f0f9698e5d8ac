package io.cartulary.tests.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Acts as staff of a running shop by the key that it was started with.
public final class OperatorAccess {

    /// What a shop of tests is started with as `cartulary.accounts.operator-key`.
    public static final String KEY = "ck_0123456789abcdef0123456789abcdef";

    /// An access token is valid for a quarter of an hour.
    private static final Duration USED_FOR = Duration.ofMinutes(10);

    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private static final Map<String, Exchanged> KNOWN = new ConcurrentHashMap<>();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private OperatorAccess() {}

    private record Exchanged(String token, long at) {

        boolean isUsable() {
            return System.nanoTime() - at < USED_FOR.toNanos();
        }
    }

    /// The header `Authorization` of staff.
    ///
    /// @param shop where a command side, or a gateway, answers
    public static String bearer(URI shop, String key) {
        return "Bearer "
                + KNOWN.compute(
                                shop.getAuthority() + " " + key,
                                (_, known) ->
                                        known != null && known.isUsable()
                                                ? known
                                                : exchange(shop, key))
                        .token();
    }

    public static String bearer(int port) {
        return bearer(URI.create("http://localhost:" + port), KEY);
    }

    private static Exchanged exchange(URI shop, String key) {
        var request =
                HttpRequest.newBuilder(shop.resolve("/api/v1/auth/token"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "grant_type=client_credentials&client_secret=" + key))
                        .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            var token = ACCESS_TOKEN.matcher(answer.body());
            if (!token.find()) {
                throw new IllegalStateException(
                        "%s gave no token: %d %s"
                                .formatted(shop, answer.statusCode(), answer.body()));
            }
            return new Exchanged(token.group(1), System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(shop + " gave no token", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
