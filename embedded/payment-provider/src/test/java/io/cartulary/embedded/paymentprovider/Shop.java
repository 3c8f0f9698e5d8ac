package io.cartulary.embedded.paymentprovider;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// The other side of the wire: a shop that charges, and writes down every callback.
final class Shop implements AutoCloseable {

    static final String SECRET = "a-secret-of-the-tests";

    record Heard(String signature, String body) {
        JsonNode json() {
            return Json.MAPPER.readTree(body);
        }
    }

    record Reply(int status, JsonNode body) {
        String code() {
            return body.path("code").asString();
        }

        String chargeStatus() {
            return body.path("status").asString();
        }
    }

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private URI provider = URI.create("http://127.0.0.1:1");

    Shop() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/callback",
                exchange -> {
                    try (exchange) {
                        String body =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            exchange.sendResponseHeaders(500, -1);
                            return;
                        }
                        heard.add(
                                new Heard(
                                        exchange.getRequestHeaders().getFirst(Signature.HEADER),
                                        body));
                        exchange.sendResponseHeaders(204, -1);
                    }
                });
        server.start();
    }

    void uses(URI address) {
        provider = address;
    }

    void failsTheNext(int callbacks) {
        failuresLeft.set(callbacks);
    }

    boolean hasFailedAll() {
        return failuresLeft.get() == 0;
    }

    List<Heard> heardOf(String reference) {
        return heard.stream()
                .filter(one -> one.json().path("reference").asString().equals(reference))
                .toList();
    }

    String callbackUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
    }

    Reply charge(String reference, long amount, String token) {
        return charge(reference, reference, amount, token);
    }

    Reply charge(String key, String reference, long amount, String token) {
        return post("/v1/charges", key, chargeBody(reference, amount, token));
    }

    String chargeBody(String reference, long amount, String token) {
        return """
        {"reference":"%s","amount":%d,"currency":"EUR","token":"%s","callbackUrl":"%s"}\
        """
                .formatted(reference, amount, token, callbackUrl());
    }

    Reply find(String reference) {
        return send(request("/v1/charges/" + reference).GET());
    }

    Reply voidCharge(String reference) {
        return post("/v1/charges/" + reference + "/void", null, "");
    }

    Reply refund(String reference, String key, long amount) {
        return post(
                "/v1/charges/" + reference + "/refunds", key, "{\"amount\":%d}".formatted(amount));
    }

    Reply post(String path, String key, String body) {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.setHeader("Idempotency-Key", key);
        }
        return send(request);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(provider.resolve(path))
                .setHeader("Authorization", "Bearer " + SECRET);
    }

    Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), Json.MAPPER.readTree(response.body()));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
