package io.cartulary.query.publishing;

import static io.cartulary.query.SampleOrders.confirmed;
import static io.cartulary.query.SampleOrders.placed;
import static io.cartulary.query.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.events.cart.CartEvent;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.query.Http;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import io.cartulary.query.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@QuerySideTest
@Import(RecordedEvents.class)
class KafkaPublisherTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired RecordedEvents events;
    @LocalServerPort int port;

    @Test
    void tells_of_an_event_without_its_personal_data() {
        var order =
                placed(
                        "K-1",
                        "ada@example.org",
                        "PUBLISHED-1",
                        "Kettle",
                        Instant.parse("2026-01-01T00:00:00Z"));
        events.record(order, confirmed(order));

        var records =
                TopicReader.read(
                        "cartulary.order",
                        2,
                        record -> record.key().equals(order.orderId().value()));

        assertThat(records).hasSize(2);
        var first = records.getFirst();
        assertThat(header(first, "event-type")).isEqualTo("order.OrderPlaced");
        assertThat(header(first, "revision")).isEqualTo("1");
        assertThat(header(first, "event-id")).hasSize(36);
        assertThat(header(first, "occurred-at")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(header(first, "correlation-id")).isEqualTo("corr-1");
        assertThat(header(first, "causation-id")).isEqualTo("cause-1");
        assertThat(Long.parseLong(header(records.getLast(), "global-index")))
                .isGreaterThan(Long.parseLong(header(first, "global-index")));
        assertThat(JsonPath.<Integer>read(first.value(), "$.totals.total.amount")).isEqualTo(1250);
        assertThat(first.value())
                .doesNotContain("ada@example.org", "Byron", "contact", "shippingAddress");
        assertThat(header(records.getLast(), "event-type")).isEqualTo("order.OrderConfirmed");
    }

    @Test
    void keeps_the_order_of_an_aggregate() {
        var cart = CartId.named("published");
        var sku = new Sku("PUBLISHED-2");
        var changes =
                IntStream.rangeClosed(1, 300)
                        .mapToObj(count -> new CartEvent.CartItemQuantityChanged(cart, sku, count))
                        .toArray(CartEvent[]::new);
        events.record(changes);

        var counts =
                TopicReader.read("cartulary.cart", 300, record -> record.key().equals(cart.value()))
                        .stream()
                        .map(record -> JsonPath.<Integer>read(record.value(), "$.quantity"))
                        .toList();

        assertThat(counts).isEqualTo(IntStream.rangeClosed(1, 300).boxed().toList());
    }

    @Test
    void puts_an_event_aside_that_the_broker_refuses_and_goes_on_with_others() {
        var large = new Sku("PUBLISHED-LARGE");
        var other = new Sku("PUBLISHED-OTHER");
        events.record(
                adjusted(other, "first"),
                adjusted(large, "before"),
                adjusted(large, incompressible(3 << 20)),
                adjusted(other, "second"),
                adjusted(large, "after"));
        events.record(adjusted(other, "third"));

        assertThat(notes(other, 3)).containsExactly("first", "second", "third");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(parked()).hasSize(2));
        assertThat(parked())
                .allSatisfy(event ->
                        assertThat(event.path("aggregateId").asString())
                                .isEqualTo(StockItemId.of(large).value()));
        assertThat(parked().path(0).path("causeType").asString()).contains("TooLarge");
        // What came later waits behind it.
        assertThat(notes(large, 1)).containsExactly("before");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(asked("/actuator/prometheus"))
                                .contains(
                                        "cartulary_parked_events{processor=\"kafka-publisher\"} 2.0"));
    }

    private JsonNode parked() {
        return JSON.readTree(asked("/api/v1/admin/parked-events?processor=" + KafkaPublisher.NAME))
                .get("items");
    }

    private String asked(String path) {
        return Objects.requireNonNull(new Http(port).getAsStaff(path, Map.of()).getBody());
    }

    private static StockEvent adjusted(Sku sku, String note) {
        return new StockEvent.StockAdjusted(
                StockItemId.of(sku),
                sku,
                1,
                1,
                0,
                StockEvent.AdjustmentReason.DELIVERY,
                "published",
                note,
                Instant.parse("2026-03-01T10:00:00Z"),
                List.of());
    }

    private static String incompressible(int length) {
        var text = new StringBuilder(length);
        new Random(1).ints(length, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
        return text.toString();
    }

    private static List<String> notes(Sku sku, int count) {
        return TopicReader.read(
                        "cartulary.inventory",
                        count,
                        record -> record.key().equals(StockItemId.of(sku).value()))
                .stream()
                .map(record -> JsonPath.<String>read(record.value(), "$.note"))
                .toList();
    }
}
