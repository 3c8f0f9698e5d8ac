package io.cartulary.query.publishing;

import static io.cartulary.query.SampleOrders.confirmed;
import static io.cartulary.query.SampleOrders.placed;
import static io.cartulary.query.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.events.cart.CartEvent;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import io.cartulary.query.TopicReader;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@QuerySideTest
@Import(RecordedEvents.class)
class KafkaPublisherTest {

    @Autowired RecordedEvents events;

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
}
