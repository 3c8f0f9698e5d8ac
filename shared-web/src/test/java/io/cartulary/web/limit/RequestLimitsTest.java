package io.cartulary.web.limit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.tests.access.TestIssuer;
import io.cartulary.web.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What one client may take, over HTTP. The server waits 2 seconds for a request, and holds 1 MiB
/// of all bodies.
class RequestLimitsTest extends RunningServer {

    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(8);
    private static final Duration LONGER_THAN_A_REQUEST = Duration.ofSeconds(4);
    private static final String HEAD = "POST " + ORDERS + " HTTP/1.1\r\nHost: shop\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String ORDER = "{\"sku\":\"MUG\",\"quantity\":1}";

    @ParameterizedTest
    @ValueSource(strings = {"alone", "together"})
    void an_address_asks_for_a_group_of_routes_only_so_often(String group) throws Exception {
        var path = "/api/v1/limited/" + group;
        for (var left = 2; left >= 0; left--) {
            var answer = get(path, "X-Forwarded-For", "203.0.113." + left);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow())
                    .matches("\"%s\";r=%d;t=3[56]\\d\\d".formatted(group, left));
        }
        for (var again : List.of(path, path.replace("ted/", "ted//"), path.replace("/a", "/%61"))) {
            var refused = get(again, "Origin", "https://shop.example");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("RATE_LIMITED");
            assertThat(refused.headers().firstValue("RateLimit-Policy"))
                    .hasValue("\"%s\";q=3;w=3600".formatted(group));
            assertThat(refused.headers().firstValue("RateLimit").orElseThrow())
                    .startsWith("\"%s\";r=0;t=".formatted(group));
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 3600L);
            assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://shop.example");
        }
        assertThat(get("/api/v1/categories", "Shop-Name", "Ada's").statusCode()).isEqualTo(200);
    }

    @Test
    void a_payment_provider_is_not_counted() throws Exception {
        var answer =
                send(
                        HttpRequest.newBuilder(uri("/api/v1/payments/simulated/callback"))
                                .POST(BodyPublishers.ofString("paid")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/orders, 262144",
        "/api/v1/payments/simulated/callback, 524288",
        "/api/v1/admin/products, 4194304",
        "/api/v1/unknown, 262144",
    })
    void a_body_is_refused_before_it_is_sent_when_it_says_that_it_is_too_large(
            String path, long most) throws Exception {
        try (var socket = connect()) {
            write(
                    socket,
                    "POST %s HTTP/1.1\r\nHost: shop\r\nContent-Length: %d\r\n\r\n"
                            .formatted(path, most + 1));
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 413")
                    .contains("BODY_TOO_LARGE", "%,d bytes".formatted(most), "X-Request-Id");
        }
    }

    @Test
    void a_body_that_does_not_say_its_size_is_read_up_to_the_limit() throws Exception {
        var body = ORDER.getBytes(ISO_8859_1);
        var answer = sendChunked(ORDERS, body, 300_000);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("BODY_TOO_LARGE");
        assertThat(sendChunked(ORDERS, body, 200_000).statusCode()).isEqualTo(201);

        var message = sendChunked("/api/v1/payments/simulated/callback", body, 600_000);
        assertThat(message.statusCode()).isEqualTo(413);
    }

    @Test
    void a_file_of_staff_may_be_large() throws Exception {
        var answer =
                send(
                        HttpRequest.newBuilder(uri("/api/v1/admin/imports/orders"))
                                .header("Authorization", TestIssuer.bearer())
                                .header("Idempotency-Key", "a-file")
                                .POST(BodyPublishers.ofByteArray(new byte[6 << 20])));
        assertThat(answer.body()).isEqualTo(String.valueOf(6 << 20));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /api/v1/or",
                "POST /api/v1/orders HTTP/1.1\r\nHost: sh",
                HEAD + JSON + "Content-Length: 40\r\n\r\n{\"sku\":",
                HEAD + JSON + "Content-Length: 40\r\nIdempotency-Key: a\r\n\r\n{\"sku\":",
                HEAD + JSON + "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"",
                "POST /api/v1/admin/products HTTP/1.1\r\nHost: shop\r\nContent-Length: 400\r\n\r\n{",
            })
    void a_request_that_stops_half_way_is_closed(String half) throws Exception {
        try (var socket = connect()) {
            write(socket, half);
            assertThat(isClosedInTime(socket, "")).isTrue();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(
            strings = {
                HEAD + "X-Long: ",
                HEAD + JSON + "Content-Length: 40000\r\n\r\n" + ORDER,
                HEAD + "Content-Length: 1000000\r\n\r\n",
            })
    void a_request_that_trickles_is_closed(String beginning) throws Exception {
        try (var socket = connect()) {
            write(socket, beginning);
            assertThat(isClosedInTime(socket, " ")).isTrue();
        }
    }

    @Test
    void bodies_that_are_held_are_bounded_together_and_small_ones_pass() throws Exception {
        var held = new ArrayList<Socket>();
        try {
            var answered = new ArrayList<String>();
            for (int number = 0; number < 12; number++) {
                var socket = connect();
                held.add(socket);
                write(
                        socket,
                        HEAD
                                + JSON
                                + "Content-Length: 250000\r\n\r\n"
                                + ORDER
                                + " ".repeat(200_000));
            }
            assertThat(post(ORDER, null).statusCode()).isEqualTo(201);
            for (var socket : held) {
                answered.add(answer(socket));
            }
            assertThat(answered)
                    .filteredOn(answer -> answer.startsWith("HTTP/1.1 503"))
                    .hasSizeGreaterThan(5)
                    .allMatch(answer ->
                            answer.contains("SERVER_BUSY") && answer.contains("Retry-After"));
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
        assertThat(sendChunked(ORDERS, ORDER.getBytes(ISO_8859_1), 250_000).statusCode())
                .isEqualTo(201);
    }

    /// The shop did not read it, but the server did, and the client sends other requests.
    @Test
    void a_connection_on_which_a_body_was_refused_serves_the_next_requests() throws Exception {
        try (var socket = connect()) {
            write(
                    socket,
                    "POST /api/v1/unknown HTTP/1.1\r\nHost: shop\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(ORDER.length(), ORDER));
            assertThat(answer(socket)).startsWith("HTTP/1.1 404");
            await().during(LONGER_THAN_A_REQUEST)
                    .atMost(CLOSED_WITHIN)
                    .untilAsserted(() -> {
                        write(socket, "GET /api/v1/unknown HTTP/1.1\r\nHost: shop\r\n\r\n");
                        assertThat(answer(socket)).contains("HTTP/1.1 404");
                    });
        }
    }

    @Test
    void a_refusal_does_not_repeat_all_that_was_sent() throws Exception {
        var answer = post("{\"sku\":\"" + "~".repeat(200_000) + "\",\"quantity\":1}", null);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).hasSizeLessThan(4_000).contains("INVALID_VALUE");
    }

    private java.net.http.HttpResponse<String> sendChunked(String path, byte[] body, int length)
            throws IOException, InterruptedException {
        var padded = java.util.Arrays.copyOf(body, length);
        java.util.Arrays.fill(padded, body.length, length, (byte) ' ');
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(padded))));
    }

    private Socket connect() throws IOException {
        var socket = new Socket("localhost", uri("/").getPort());
        socket.setSoTimeout((int) CLOSED_WITHIN.toMillis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// Whatever comes until the end of a JSON object, of the connection or of our patience.
    private static String answer(Socket socket) throws IOException {
        var answer = new StringBuilder();
        try {
            while (!answer.toString().endsWith("}")) {
                var next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                answer.append((char) next);
            }
        } catch (SocketTimeoutException e) {
            answer.append(" (no end)");
        }
        return answer.toString();
    }

    /// @param trickle sent every half a second meanwhile
    private static boolean isClosedInTime(Socket socket, String trickle) throws Exception {
        try (var writer = Executors.newSingleThreadScheduledExecutor()) {
            if (!trickle.isEmpty()) {
                var _ =
                        writer.scheduleAtFixedRate(
                                () -> {
                                    try {
                                        write(socket, trickle);
                                    } catch (IOException e) {
                                        throw new java.io.UncheckedIOException(e);
                                    }
                                },
                                500,
                                500,
                                java.util.concurrent.TimeUnit.MILLISECONDS);
            }
            var until = System.nanoTime() + CLOSED_WITHIN.toNanos();
            try {
                while (System.nanoTime() < until) {
                    if (socket.getInputStream().read() < 0) {
                        return true;
                    }
                }
                return false;
            } catch (SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            } finally {
                writer.shutdownNow();
            }
        }
    }
}
