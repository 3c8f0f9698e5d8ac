package io.cartulary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// What is kept of an answer, and what passes while it comes.
class GatewayCacheTest extends RunningGateway {

    @Nested
    class Caching {

        @Autowired private MeterRegistry meters;

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
        void asks_once_for_what_many_want_at_the_same_time() throws Exception {
            String path = "/api/v1/products/slow";
            List<CompletableFuture<HttpResponse<String>>> waiting =
                    IntStream.range(0, 50)
                            .mapToObj(_ ->
                                    http.sendAsync(
                                            request(path).build(),
                                            HttpResponse.BodyHandlers.ofString()))
                            .toList();
            await().until(() -> inProgress() == 50);
            QUERY_1.mayAnswer.countDown();
            QUERY_2.mayAnswer.countDown();

            assertThat(waiting.stream().map(CompletableFuture::join))
                    .allMatch(answer -> answer.statusCode() == 200)
                    .extracting(HttpResponse::body)
                    .containsOnly(waiting.getFirst().join().body());
            assertThat(askedFor(path)).isEqualTo(1);
        }

        /// Requests that the gateway has begun to answer.
        private int inProgress() {
            return meters.get("http.server.requests.active").longTaskTimers().stream()
                    .mapToInt(LongTaskTimer::activeTasks)
                    .sum();
        }

        @Test
        void sends_each_on_whose_answer_no_one_may_keep() {
            String path = "/api/v1/products/private";
            int before = askedFor(path);
            List<CompletableFuture<HttpResponse<String>>> waiting =
                    IntStream.range(0, 10)
                            .mapToObj(_ ->
                                    http.sendAsync(
                                            request(path).build(),
                                            HttpResponse.BodyHandlers.ofString()))
                            .toList();

            assertThat(waiting.stream().map(CompletableFuture::join))
                    .allMatch(answer -> answer.statusCode() == 200);
            assertThat(askedFor(path) - before).isEqualTo(10);
        }

        @Test
        void keeps_for_shared_caches_what_browsers_ask_again_for() throws Exception {
            String path = "/api/v1/products/shared";
            send("GET", path);
            send("GET", path);

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
            int before = askedFor(path);
            send("GET", path);
            send("GET", path);

            assertThat(askedFor(path)).isEqualTo(before + 2);
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
