package io.cartulary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.gateway.BackEnd.Asked;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Where a request is sent, and what of it a node sees.
class GatewayTest extends RunningGateway {

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
}
