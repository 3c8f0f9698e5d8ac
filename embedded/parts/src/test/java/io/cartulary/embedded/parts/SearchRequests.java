package io.cartulary.embedded.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/// Requests to Elasticsearch as whom the address names.
final class SearchRequests {
    private SearchRequests() {}

    static HttpResponse<String> send(URI server, String method, String path, String body)
            throws IOException, InterruptedException {
        var address = "http://%s:%d%s".formatted(server.getHost(), server.getPort(), path);
        var request =
                HttpRequest.newBuilder(URI.create(address))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json");
        if (server.getUserInfo() != null) {
            var credentials =
                    Base64.getEncoder().encodeToString(server.getUserInfo().getBytes(UTF_8));
            request.header("Authorization", "Basic " + credentials);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
