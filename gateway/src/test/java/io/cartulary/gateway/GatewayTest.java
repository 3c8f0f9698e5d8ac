package io.cartulary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.gateway.BackEnd.Asked;
import io.cartulary.web.access.RouteTable.Side;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Over real HTTP, in front of two back ends a side. The test plays a trusted proxy, so that each
/// test may call from an address of its own.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cartulary.gateway.trusted-proxies=127\\.0\\.0\\.1",
            "cartulary.gateway.probe-every=50ms",
            "cartulary.gateway.answer-within=2s",
            "cartulary.gateway.cors-origins=https://shop.example",
        })
class GatewayTest {

    private static final BackEnd COMMAND_1 = new BackEnd("command-1");
    private static final BackEnd COMMAND_2 = new BackEnd("command-2");
    private static final BackEnd QUERY_1 = new BackEnd("query-1");
    private static final BackEnd QUERY_2 = new BackEnd("query-2");
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private String caller;
    @LocalServerPort private int port;
    @Autowired private Nodes nodes;

    @DynamicPropertySource
    static void nodes(DynamicPropertyRegistry registry) {
        registry.add(
                "cartulary.gateway.command-nodes",
                () -> COMMAND_1.address() + "," + COMMAND_2.address());
        registry.add(
                "cartulary.gateway.query-nodes", () -> QUERY_1.address() + "," + QUERY_2.address());
    }

    @AfterAll
    static void close() {
        List.of(COMMAND_1, COMMAND_2, QUERY_1, QUERY_2).forEach(BackEnd::close);
    }

    @BeforeEach
    void callFromAnotherAddress() {
        caller = "203.0.113." + ADDRESSES.incrementAndGet();
        await().until(() -> nodes.availableOf(Side.QUERY) == 2);
        await().until(() -> nodes.availableOf(Side.COMMAND) == 2);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .setHeader("X-Forwarded-For", caller);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = json.readTree(response.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).isNotBlank();
    }

    @Nested
    class Routing {

        @ParameterizedTest
        @CsvSource({
            "GET, /api/v1/orders/order-1, query",
            "POST, /api/v1/orders, command",
            "GET, /api/v1/cart, command",
            "PUT, /api/v1/cart/items/SKU-1, command",
            "POST, /api/v1/admin/projections/order-details/rebuilds, query",
            "GET, /api/docs/swagger-ui/index.html, query",
            "HEAD, /api/v1/orders/order-2, query",
        })
        void follows_the_table_of_ownership(String method, String path, String owner)
                throws Exception {
            HttpResponse<String> response = send(method, path);

            assertThat(response.statusCode()).isEqualTo(200);
            List<BackEnd> owners =
                    owner.equals("query")
                            ? List.of(QUERY_1, QUERY_2)
                            : List.of(COMMAND_1, COMMAND_2);
            assertThat(owners.stream().flatMap(node -> node.asked(path).stream())).hasSize(1);
        }

        @Test
        void takes_turns() throws Exception {
            for (int number = 0; number < 10; number++) {
                send("GET", "/api/v1/orders/turns");
            }

            assertThat(QUERY_1.asked("/api/v1/orders/turns")).hasSize(5);
            assertThat(QUERY_2.asked("/api/v1/orders/turns")).hasSize(5);
        }

        @Test
        void passes_bodies_queries_and_escapes_as_they_are() throws Exception {
            String body = "{\"name\":\"Žluťoučký\"}";
            send(
                    request("/api/v1/admin/products/a%20b?q=x%26y&z=1")
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString(body)));

            Asked asked =
                    Stream.of(COMMAND_1, COMMAND_2)
                            .flatMap(node -> node.asked("/api/v1/admin/products/a%20b").stream())
                            .findAny()
                            .orElseThrow();
            assertThat(asked.body()).isEqualTo(body);
        }

        @Test
        void passes_forms_as_they_are() throws Exception {
            String form = "b=2&a=%7e1+x";
            send(
                    request("/api/v1/auth/token")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form)));

            Asked asked =
                    Stream.of(COMMAND_1, COMMAND_2)
                            .flatMap(node -> node.asked("/api/v1/auth/token").stream())
                            .findAny()
                            .orElseThrow();
            assertThat(asked.body()).isEqualTo(form);
        }

        /// A node that does not read makes the sender wait, not the gateway store.
        @Test
        void passes_a_large_body_on_as_it_comes() throws Exception {
            long size = 160 << 20;
            var sent = new AtomicLong();
            var checksum = new CRC32();
            var file =
                    new InputStream() {
                        @Override
                        public int read() {
                            var one = new byte[1];
                            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                        }

                        @Override
                        public int read(byte[] target, int offset, int length) {
                            int count = (int) Math.min(length, size - sent.get());
                            if (count <= 0) {
                                return -1;
                            }
                            for (int index = 0; index < count; index++) {
                                target[offset + index] = (byte) (sent.get() * 31 + index);
                            }
                            checksum.update(target, offset, count);
                            sent.addAndGet(count);
                            return count;
                        }
                    };
            var answer =
                    http.sendAsync(
                            request("/api/v1/admin/imports/products")
                                    .timeout(Duration.ofMinutes(2))
                                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> file))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            var before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
            // The system's buffers of four sockets grow to some twenty megabytes.
            assertThat(sent.get()).isLessThan(64 << 20);

            COMMAND_1.mayRead.countDown();
            COMMAND_2.mayRead.countDown();
            assertThat(answer.get().body()).isEqualTo(size + " " + checksum.getValue());
        }

        @Test
        void keeps_the_nodes_actuator_to_itself() throws Exception {
            assertThat(send("GET", "/actuator/env").statusCode()).isEqualTo(404);
            assertThat(send("GET", "/%61ctuator/env").statusCode()).isEqualTo(404);
            assertThat(QUERY_1.asked("/actuator/env")).isEmpty();
        }

        @Test
        void answers_for_its_own_health_and_metrics() throws Exception {
            assertThat(send("GET", "/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(send("GET", "/actuator/prometheus").body())
                    .contains("cartulary_gateway_nodes_available{")
                    .contains("resilience4j_circuitbreaker_state");
        }

        @Test
        void knows_which_paths_and_methods_there_are() throws Exception {
            assertProblem(send("GET", "/api/v1/unknown"), 404, "NOT_FOUND");
            var other = send("DELETE", "/api/v1/orders");
            assertProblem(other, 405, "METHOD_NOT_ALLOWED");
            assertThat(other.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS, POST");
            var options = send("OPTIONS", "/api/v1/admin/audit");
            assertThat(options.statusCode()).isEqualTo(204);
            assertThat(options.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        }

        @Test
        void joins_what_both_sides_say_of_the_api() throws Exception {
            HttpResponse<String> response = send("GET", "/api/docs");

            JsonNode paths = json.readTree(response.body()).path("paths");
            assertThat(paths.path("/both").propertyNames())
                    .containsExactlyInAnyOrder("get", "post");
            assertThat(paths.propertyNames())
                    .anyMatch(path -> path.startsWith("/command-"))
                    .anyMatch(path -> path.startsWith("/query-"));
            assertThat(json.readTree(response.body()).has("servers")).isFalse();
        }
    }

    @Nested
    class Failing {

        @Test
        void asks_no_node_that_says_it_is_not_ready() throws Exception {
            QUERY_1.answersReadiness(503);
            try {
                await().until(() -> nodes.availableOf(Side.QUERY) == 1);
                for (int number = 0; number < 6; number++) {
                    send("GET", "/api/v1/orders/unready");
                }
            } finally {
                QUERY_1.answersReadiness(200);
            }

            assertThat(QUERY_1.asked("/api/v1/orders/unready")).isEmpty();
            assertThat(QUERY_2.asked("/api/v1/orders/unready")).hasSize(6);
        }

        @Test
        void sends_a_command_to_the_next_node_if_one_is_gone() throws Exception {
            COMMAND_1.stops();
            try {
                for (int number = 0; number < 6; number++) {
                    HttpResponse<String> response =
                            send(
                                    request("/api/v1/orders/gone/returns")
                                            .POST(HttpRequest.BodyPublishers.ofString("order")));
                    assertThat(response.statusCode()).isEqualTo(200);
                }
            } finally {
                COMMAND_1.startsAgain();
            }
            assertThat(COMMAND_2.asked("/api/v1/orders/gone/returns"))
                    .hasSize(6)
                    .allMatch(asked -> asked.body().equals("order"));
        }

        @Test
        void says_when_to_come_back_if_no_node_is_left() throws Exception {
            QUERY_1.stops();
            QUERY_2.stops();
            try {
                HttpResponse<String> response = send("GET", "/api/v1/orders/none");

                assertProblem(response, 503, "NO_NODE_AVAILABLE");
                assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
            } finally {
                QUERY_1.startsAgain();
                QUERY_2.startsAgain();
            }
        }

        @Test
        void does_not_repeat_a_command_that_may_have_taken_effect() throws Exception {
            String path = "/api/v1/payments/mpesa/callback/once/breaks-off";

            HttpResponse<String> response =
                    send(request(path).POST(HttpRequest.BodyPublishers.ofString("order")));

            assertProblem(response, 502, "NODE_FAILED");
            assertThat(COMMAND_1.asked(path).size() + COMMAND_2.asked(path).size()).isEqualTo(1);
        }
    }

    @Nested
    class Breaking {

        @Test
        void leaves_nodes_alone_that_keep_breaking_off_and_asks_them_again_later()
                throws Exception {
            String path = "/api/v1/payments/mpesa/callback/often/breaks-off";
            HttpRequest.Builder order =
                    request(path).POST(HttpRequest.BodyPublishers.ofString("order"));
            await().until(() -> send(order).statusCode() == 503);
            int asked = COMMAND_1.asked(path).size() + COMMAND_2.asked(path).size();

            assertProblem(send(order), 503, "NO_NODE_AVAILABLE");
            assertThat(COMMAND_1.asked(path).size() + COMMAND_2.asked(path).size())
                    .isEqualTo(asked);
            await().untilAsserted(() ->
                    assertThat(send("POST", "/api/v1/orders/after/returns").statusCode())
                            .isEqualTo(200));
        }
    }

    @Nested
    class Limiting {

        @Test
        void passes_no_body_on_that_a_node_would_refuse() throws Exception {
            var tooLarge = new byte[300_000];
            assertProblem(
                    send(
                            request("/api/v1/orders/too-large/returns")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(tooLarge))),
                    413,
                    "BODY_TOO_LARGE");
            assertProblem(
                    send(
                            request("/api/v1/orders/too-large/returns")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofInputStream(
                                                    () -> new ByteArrayInputStream(tooLarge)))),
                    413,
                    "BODY_TOO_LARGE");
        }
    }

    @Nested
    class Forwarding {

        @Test
        void gives_the_nodes_the_address_that_the_nearest_proxy_saw() throws Exception {
            send(
                    request("/api/v1/orders/forwarded")
                            .setHeader("X-Forwarded-For", "10.9.9.9, " + caller)
                            .header("X-Real-IP", "10.9.9.9")
                            .header("Forwarded", "for=10.9.9.9")
                            .header("X-Forwarded-User", "admin"));

            Asked asked =
                    Stream.of(QUERY_1, QUERY_2)
                            .flatMap(node -> node.asked("/api/v1/orders/forwarded").stream())
                            .findAny()
                            .orElseThrow();
            assertThat(asked.headers().get("X-Forwarded-For")).containsExactly(caller);
            assertThat(asked.headers().containsHeader("X-Real-IP")).isFalse();
            assertThat(asked.headers().containsHeader("Forwarded")).isFalse();
            assertThat(asked.headers().containsHeader("X-Forwarded-User")).isFalse();
        }

        @Test
        void answers_browsers_of_configured_origins() throws Exception {
            HttpResponse<String> allowed =
                    send(
                            request("/api/v1/orders")
                                    .header("Origin", "https://shop.example")
                                    .header("Access-Control-Request-Method", "POST")
                                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
            HttpResponse<String> refused =
                    send(request("/api/v1/orders/x").header("Origin", "https://evil.example"));

            assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://shop.example");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("ORIGIN_NOT_ALLOWED");
        }
    }

    @Nested
    class Caching {

        private int askedFor(String path) {
            return QUERY_1.asked(path).size() + QUERY_2.asked(path).size();
        }

        @Test
        void asks_once_for_what_many_want() throws Exception {
            String path = "/api/v1/products/product-1";
            String first = send("GET", path).body();
            HttpResponse<String> second = send("GET", path);

            assertThat(second.body()).isEqualTo(first);
            assertThat(second.headers().firstValue("Age")).isPresent();
            assertThat(second.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(askedFor(path)).isEqualTo(1);
        }

        @Test
        void says_so_if_the_callers_copy_is_still_good() throws Exception {
            String path = "/api/v1/products/product-2";
            send("GET", path);

            HttpResponse<String> response =
                    send(request(path).header("If-None-Match", "\"1\"").GET());

            assertThat(response.statusCode()).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(askedFor(path)).isEqualTo(1);
        }

        @Test
        void forgets_after_a_moment() throws Exception {
            String path = "/api/v1/products/brief";
            send("GET", path);

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> {
                        send("GET", path);
                        return askedFor(path) > 1;
                    });
        }

        @ParameterizedTest
        @ValueSource(strings = {"Authorization", "Cart-Token", "Cartulary-Position"})
        void never_serves_who_is_known_or_must_see_their_own_write(String header) throws Exception {
            String path = "/api/v1/products/" + header.toLowerCase(Locale.ROOT);
            send("GET", path);
            send(request(path).header(header, "mine"));
            send(request(path).header(header, "mine"));

            assertThat(askedFor(path)).isEqualTo(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/api/v1/products/private", "/api/v1/orders/order-9"})
        void keeps_nothing_private_and_nothing_but_the_catalogue(String path) throws Exception {
            send("GET", path);
            send("GET", path);

            assertThat(askedFor(path)).isEqualTo(2);
        }

        @Test
        void distinguishes_queries() throws Exception {
            send("GET", "/api/v1/search?q=a");
            send("GET", "/api/v1/search?q=b");

            assertThat(askedFor("/api/v1/search")).isEqualTo(2);
        }
    }

    @Nested
    class Streaming {

        @Test
        void passes_each_event_when_it_comes_and_ends_with_its_reader() throws Exception {
            HttpResponse<InputStream> response =
                    http.send(
                            request("/api/v1/orders/order-1/events").build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            BackEnd node =
                    QUERY_1.asked("/api/v1/orders/order-1/events").isEmpty() ? QUERY_2 : QUERY_1;

            try (var events = reader(response.body())) {
                assertThat(response.headers().firstValue("Content-Type"))
                        .hasValue("text/event-stream");
                assertThat(events.readLine()).isEqualTo("data: first");
                node.secondEvent.countDown();
                assertThat(events.readLine()).isEmpty();
                assertThat(events.readLine()).isEqualTo("data: next");
            }

            assertThat(node.streamEnded.await(10, TimeUnit.SECONDS)).isTrue();
        }

        private static BufferedReader reader(InputStream body) throws IOException {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        @Test
        void passes_large_uploads_through() throws Exception {
            List<HttpResponse<String>> answers =
                    IntStream.range(0, 3).mapToObj(_ -> post("x".repeat(3_000_000))).toList();

            assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
            assertThat(
                            COMMAND_1.asked("/api/v1/admin/imports/orders").size()
                                    + COMMAND_2.asked("/api/v1/admin/imports/orders").size())
                    .isEqualTo(3);
        }

        private HttpResponse<String> post(String body) {
            try {
                return send(
                        request("/api/v1/admin/imports/orders")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }
    }
}
