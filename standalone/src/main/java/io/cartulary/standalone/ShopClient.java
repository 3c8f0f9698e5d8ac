package io.cartulary.standalone;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to a running shop over HTTP with the key that `./start` gave it.
final class ShopClient {

    private static final int UNAVAILABLE = 503;
    private static final int FIRST_ERROR = 400;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /// How long read models may need to catch up after an import.
    private static final int ATTEMPTS = 900;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String operatorKey;
    private @Nullable AccessToken token;

    ShopClient(URI address, String operatorKey) {
        this.address = address;
        this.operatorKey = operatorKey;
    }

    private record AccessToken(String text, long exchangedAt, Duration validFor) {

        /// A long request must not meet its end.
        boolean isUsable() {
            return System.nanoTime() - exchangedAt < validFor.dividedBy(2).toNanos();
        }
    }

    /// An answer's body, and the position up to which the shop had come.
    record Answer(JsonNode body, String position) {}

    Answer post(String path, Path file) {
        try {
            var answer =
                    send(
                            request(path)
                                    .header("Content-Type", "application/octet-stream")
                                    .POST(HttpRequest.BodyPublishers.ofFile(file)),
                            HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    json(answer.body()),
                    answer.headers().firstValue("Cartulary-Position").orElse(""));
        } catch (FileNotFoundException e) {
            throw new CannotStart("There is no file " + file + " to read.", e);
        }
    }

    JsonNode get(String path) {
        return json(send(request(path), HttpResponse.BodyHandlers.ofString()).body());
    }

    /// A change, with a JSON document or without.
    ///
    /// @return the answer's body; empty when it has none
    JsonNode change(String method, String path, @Nullable JsonNode document) {
        var request = request(path);
        if (document == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(document.toString()));
        }
        var body = send(request, HttpResponse.BodyHandlers.ofString()).body();
        return body.isEmpty() ? JsonMapper.shared().createObjectNode() : json(body);
    }

    /// Waits until what is asked for has come as far as `position`.
    JsonNode getAt(String path, String position) {
        for (int attempt = 1; ; attempt++) {
            var answer =
                    exchange(
                            request(path).header("Cartulary-Position", position),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != UNAVAILABLE || attempt == ATTEMPTS) {
                return json(checked(answer).body());
            }
            pause(BETWEEN_ATTEMPTS);
        }
    }

    void download(String path, Path to) {
        send(request(path), HttpResponse.BodyHandlers.ofFile(to));
    }

    URI address(String path) {
        return address.resolve(path);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + accessToken());
    }

    /// An import takes longer than a token is valid.
    private String accessToken() {
        var known = token;
        if (known == null || !known.isUsable()) {
            var answer =
                    json(
                            send(
                                            HttpRequest.newBuilder(
                                                            address.resolve("/api/v1/auth/token"))
                                                    .header(
                                                            "Content-Type",
                                                            "application/x-www-form-urlencoded")
                                                    .POST(
                                                            HttpRequest.BodyPublishers.ofString(
                                                                    "grant_type=client_credentials&client_secret="
                                                                            + operatorKey)),
                                            HttpResponse.BodyHandlers.ofString())
                                    .body());
            known =
                    new AccessToken(
                            answer.path("access_token").asString(),
                            System.nanoTime(),
                            Duration.ofSeconds(answer.path("expires_in").asLong()));
            token = known;
        }
        return known.text();
    }

    private <T> HttpResponse<T> send(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        return checked(exchange(request, handler));
    }

    private <T> HttpResponse<T> exchange(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new CannotStart(
                    "The shop at %s does not answer (%s); the same command continues when it does."
                            .formatted(address, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted.", e);
        }
    }

    private static <T> HttpResponse<T> checked(HttpResponse<T> answer) {
        if (answer.statusCode() >= FIRST_ERROR) {
            var problem = answer.body() instanceof String text ? text : "";
            throw new CannotStart(
                    "The shop answered %d to %s: %s"
                            .formatted(
                                    answer.statusCode(),
                                    answer.uri().getPath(),
                                    problem.startsWith("{")
                                            ? json(problem).path("detail").asString(problem)
                                            : problem));
        }
        return answer;
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted.", e);
        }
    }
}
