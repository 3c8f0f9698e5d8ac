package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.tests.access.OperatorAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What the owner of an account sends while shopping, and staff about them.
abstract class ShoppingWithAccount extends AccountsOverHttp {

    static final String HOME =
            """
            {"firstName": "Ada", "lastName": "Park", "line1": "1 High Street", "city": "London",
             "postalCode": "N1 1AA", "country": "GB"%s}\
            """;

    @Autowired
    @Qualifier("personalKeys")
    DataSource keys;

    String addAddress(Answer tokens, String more) {
        var added =
                send(
                        "POST",
                        "/users/me/addresses",
                        HOME.formatted(more),
                        bearing(tokens),
                        Map.of());
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        return idOf(added.body());
    }

    Answer put(Answer tokens, String path, String body) {
        return send("PUT", path, body, bearing(tokens), Map.of());
    }

    static String idOf(JsonNode address) {
        return address.path("addressId").asString();
    }

    Map<String, String> staff() {
        return Map.of("Authorization", OperatorAccess.bearer(port));
    }

    static Map<String, String> bearing(Answer tokens) {
        return Map.of("Authorization", bearer(tokens));
    }

    Answer send(
            String method,
            String path,
            @Nullable String body,
            @Nullable Map<String, String> caller,
            Map<String, String> headers) {
        var all = new HashMap<>(headers);
        if (caller != null) {
            all.putAll(caller);
        }
        var answer = exchange(method, path, body, all);
        return new Answer(
                answer.statusCode(),
                answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body()));
    }

    HttpResponse<String> exchange(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:%d/api/v1%s".formatted(port, path)))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null && !body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
