package io.cartulary.query.order.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.query.QueryNode;
import io.cartulary.query.order.Orders;
import io.cartulary.web.access.CartTokens;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// An order followed live, on a node that did not write the events.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderProgressTest {

    private QueryNode writer;
    private QueryNode node;

    @BeforeAll
    void start() {
        writer = QueryNode.start(List.of("--cartulary.limits.streams.heartbeat=500ms"));
        node = writer.startAnother();
    }

    @AfterAll
    void stop() {
        node.close();
        writer.close();
    }

    @Test
    void shows_what_happened_and_then_what_happens() {
        var order = Orders.fresh();
        writer.publish(order.placed(), order.paymentRequested());
        try (var line = new Line(order)) {
            await().untilAsserted(() ->
                    assertThat(line.events()).containsExactly("OrderPlaced", "PaymentRequested"));

            writer.publish(order.paymentSettled(), order.confirmed());
            writer.publish(order.shipped());
            await().untilAsserted(() ->
                    assertThat(line.events())
                            .containsExactly(
                                    "OrderPlaced",
                                    "PaymentRequested",
                                    "PaymentSettled",
                                    "OrderConfirmed",
                                    "OrderShipped"));
            assertThat(line.all()).anyMatch(text -> text.contains("\"trackingNumber\":\"RM123\""));
        }
    }

    @Test
    void has_a_bounded_number_of_lines_and_room_again_when_one_is_closed() {
        var order = Orders.fresh();
        writer.publish(order.placed(), order.paymentRequested());
        var lines = new ArrayList<Line>();
        try {
            for (var number = 0; number < 8; number++) {
                lines.add(new Line(order));
            }
            await().untilAsserted(() ->
                    assertThat(lines).allSatisfy(line -> assertThat(line.events()).hasSize(2)));
            try (var refused = new Line(order)) {
                await().untilAsserted(() ->
                        assertThat(refused.all())
                                .anyMatch(text -> text.contains("TOO_MANY_STREAMS")));
            }
            lines.removeLast().close();
            await().atMost(Duration.ofSeconds(15))
                    .ignoreExceptionsInstanceOf(ConditionTimeoutException.class)
                    .untilAsserted(() -> {
                        try (var line = new Line(order)) {
                            await().atMost(Duration.ofSeconds(2))
                                    .until(() -> line.events().size() == 2);
                        }
                    });
        } finally {
            lines.forEach(Line::close);
        }
    }

    @Test
    void goes_on_after_the_last_event_the_shopper_has() {
        var order = Orders.fresh();
        writer.publish(order.untilConfirmed());
        String last;
        try (var line = new Line(order)) {
            await().until(() -> line.events().size() == 4);
            last = line.ids().get(1);
        }
        writer.publish(order.shipped());
        try (var line = new Line(order, "Last-Event-ID", last)) {
            await().untilAsserted(() ->
                    assertThat(line.events())
                            .containsExactly("PaymentSettled", "OrderConfirmed", "OrderShipped"));
        }
    }

    @Test
    void is_for_the_owner_only() {
        var order = Orders.fresh();
        writer.publish(order.placed());
        var path = "/api/v1/orders/" + order.orderId() + "/events";
        assertThat(node.guest(Orders.fresh().cart(), path).text("/code")).isEqualTo("NOT_FOUND");
    }

    /// An open line and what came over it.
    private final class Line implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Line(Orders order, String... headers) {
            var request =
                    HttpRequest.newBuilder(
                                    node.address("/api/v1/orders/" + order.orderId() + "/events"))
                            .header("Cart-Token", node.bean(CartTokens.class).issue(order.cart()));
            if (headers.length > 0) {
                request.headers(headers);
            }
            var response =
                    http.sendAsync(request.build(), BodyHandlers.ofLines())
                            .orTimeout(10, TimeUnit.SECONDS)
                            .join();
            Thread.ofVirtual().start(() -> read(response.body()));
        }

        private void read(Stream<String> body) {
            try (body) {
                body.forEach(lines::add);
            } catch (UncheckedIOException e) {
                lines.add("closed: " + e.getMessage());
            }
        }

        List<String> events() {
            return of("event:");
        }

        List<String> ids() {
            return of("id:");
        }

        List<String> all() {
            return lines;
        }

        private List<String> of(String field) {
            return lines.stream()
                    .filter(line -> line.startsWith(field))
                    .map(line -> line.substring(field.length()))
                    .toList();
        }

        @Override
        public void close() {
            http.shutdownNow();
            assertThat(http.isTerminated() || awaitEnd()).isTrue();
        }

        private boolean awaitEnd() {
            try {
                return http.awaitTermination(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
