package io.cartulary.standalone.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.events.catalog.CatalogEvent.ProductCreated;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.family.EventFamilies;
import io.cartulary.events.inventory.Sku;
import io.cartulary.standalone.shop.ExampleUpcaster;
import io.cartulary.standalone.shop.Shopper;
import io.cartulary.standalone.shop.StandaloneShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.axonframework.serialization.Serializer;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// One order through every part of the shop, and what is left of it when both sides were down.
class WholeShopTest {

    private static final String ONE_OF = "{\"sku\": \"%s\", \"quantity\": 1}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Shopper shopper = StandaloneShop.shopper();
    private final String word =
            UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    private final String sku = "WHOLE-" + word;
    private final String coupon = "WHOLE" + word;

    @Test
    @Timeout(180)
    void an_order_reaches_every_part_and_survives_a_rebuild_and_a_restart() {
        var order = sellOne();
        var details = seenByEveryone(order);
        assertThat(details.at("/totals/discount/amount").asLong()).isEqualTo(250);

        rebuild("order-details");
        assertThat(detailsOf(order)).isEqualTo(details);

        StandaloneShop.restart();
        assertThat(seenByEveryone(order)).isEqualTo(details);
        assertThat(buyWithCoupon()).isNotEqualTo(order);
    }

    /// One of each family there is, so that a new context is among them: its first, with which a
    /// life begins and which most readers handle. They stay, and a rebuild in another test parks
    /// them too.
    @Test
    @Timeout(180)
    void events_that_no_reader_can_handle_make_nothing_wait_but_their_own_sequences() {
        var planted = new HashMap<String, String>();
        EventFamilies.ALL.stream()
                .map(family -> family.getPermittedSubclasses()[0])
                .forEach(event -> {
                    var aggregate = "planted-" + UUID.randomUUID();
                    planted.put(aggregate, EventFamilies.contextOf(event));
                    plant(
                            aggregate,
                            "Planted",
                            EventFamilies.storedName(event),
                            EventFamilies.storedRevision(event),
                            "{\"cut off");
                });
        var order = sellOne();
        seenByEveryone(order);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(parked().stream().map(planted::get))
                                .containsAll(EventFamilies.contexts().toList()));
        assertThat(parked()).allSatisfy(sequence -> assertThat(planted).containsKey(sequence));
        assertThat(shopper.document("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    @Timeout(180)
    void an_event_of_an_old_revision_is_read_in_its_new_shape_everywhere() {
        var product = ProductId.next();
        var slug = sku.toLowerCase(Locale.ROOT);
        var created =
                new ProductCreated(
                        product,
                        slug,
                        new ProductDescription(
                                LocalizedText.english("Old " + word),
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                null,
                                Map.of(),
                                false),
                        List.of(
                                new Variant(
                                        new Sku(sku),
                                        Map.of(),
                                        Money.parse("GBP 12.50"),
                                        null,
                                        "standard",
                                        200,
                                        null,
                                        null)));
        var serializer = StandaloneShop.context().getBean(Serializer.class);
        plant(
                product.value(),
                "Product",
                "catalog.ProductCreated",
                ExampleUpcaster.FORMER_REVISION,
                ExampleUpcaster.inFormerShape(
                        serializer.serialize(created, String.class).getData()));

        // By the aggregate, which refuses to publish what was never created.
        shopper.staff("POST", "/admin/products/" + product.value() + "/publication", null)
                .expect(204);
        // By a process, which makes decision tables of it.
        shopper.openCart();
        await().atMost(PATIENCE)
                .until(() ->
                        shopper.shop("POST", "/cart/items", ONE_OF.formatted(sku)).status() == 204);
        awaitShopper(
                "/cart?country=GB", cart -> cart.at("/totals/subtotal/amount").asLong() == 1250);
        // By read models.
        awaitShopper(
                "/products/" + slug,
                page -> page.at("/name/en").asString("").equals("Old " + word));
        awaitStaff("/admin/audit?aggregate=" + product.value(), "catalog.ProductCreated");
        awaitStaff("/admin/audit?aggregate=" + product.value(), slug);
    }

    /// As a program of an earlier time, or a hand in the database, may have left it.
    private static void plant(
            String aggregate, String type, String name, int revision, String payload) {
        eventStore()
                .sql(
                        """
                        insert into domain_event_entry (type, aggregate_identifier, sequence_number, event_identifier,
                            time_stamp, payload_type, payload_revision, payload, meta_data)
                        values (?, ?, 0, ?, now(), ?, ?, ?, '{}'::bytea)\
                        """)
                .params(
                        type,
                        aggregate,
                        UUID.randomUUID().toString(),
                        name,
                        Integer.toString(revision),
                        payload.getBytes(UTF_8))
                .update();
    }

    private static JdbcClient eventStore() {
        return StandaloneShop.context().getBean(JdbcClient.class);
    }

    /// Sequences of all that is parked, over all pages.
    private List<String> parked() {
        var sequences = new ArrayList<String>();
        var page = "/admin/parked-events?limit=200";
        for (var path = page; path != null; ) {
            var answer = shopper.staff("GET", path, null).expect(200).body();
            answer.get("items").forEach(event -> sequences.add(event.get("sequence").asString()));
            path = answer.has("next") ? page + "&cursor=" + answer.get("next").asString() : null;
        }
        return sequences;
    }

    private String buyWithCoupon() {
        shopper.openCart();
        shopper.put(sku, 2);
        shopper.shop("POST", "/cart/coupons", "{\"code\": \"%s\"}".formatted(coupon)).expect(204);
        // Prices and coupons come to the quote a moment after they were agreed on.
        awaitShopper(
                "/cart?country=GB&shippingMethod=standard",
                answer -> answer.at("/totals/discount/amount").asLong() == 250);
        return shopper.order("tok_settle", UUID.randomUUID().toString())
                .expect(201)
                .text("orderId");
    }

    /// By the shopper, by staff in details, index and audit, in the coupon's uses and on Kafka.
    private JsonNode seenByEveryone(String order) {
        shopper.shop("GET", "/orders/" + order, null).expect(200);
        awaitStaff("/admin/orders/search?q=" + order, order);
        awaitStaff("/admin/audit?aggregate=" + order, "order.OrderConfirmed");
        awaitStaff("/admin/coupons/" + coupon + "/uses", order);
        assertThat(onKafka("cartulary.order", order))
                .startsWith("order.OrderPlaced", "order.OrderConfirmed");
        return detailsOf(order);
    }

    private JsonNode detailsOf(String order) {
        return shopper.staff("GET", "/admin/orders/" + order, null).expect(200).body();
    }

    /// Fills it beside the live one and waits until readers were led to it.
    private void rebuild(String projection) {
        var root = "/admin/projections/" + projection;
        var begun = shopper.staff("POST", root + "/rebuilds", null).expect(202);
        var rebuild = root + "/rebuilds/" + begun.text("generation");
        await().atMost(PATIENCE)
                .until(() -> shopper.staff("GET", rebuild, null).text("state").equals("LIVE"));
    }

    /// Types of an aggregate's events, in their order.
    private static List<String> onKafka(String topic, String aggregate) {
        var types = new ArrayList<String>();
        var settings = new HashMap<String, Object>(SharedParts.kafkaClient());
        settings.put("auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(
                    consumer.partitionsFor(topic).stream()
                            .map(part -> new TopicPartition(topic, part.partition()))
                            .toList());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> {
                                for (var message : consumer.poll(Duration.ofMillis(500))) {
                                    if (message.key().equals(aggregate)) {
                                        types.add(
                                                new String(
                                                        message.headers()
                                                                .lastHeader("event-type")
                                                                .value(),
                                                        UTF_8));
                                    }
                                }
                                return types.size();
                            },
                            size -> size >= 2);
        }
        return types;
    }

    private void awaitShopper(String path, Predicate<JsonNode> expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var answer = shopper.shop("GET", path, null).expect(200);
                    assertThat(expected.test(answer.body())).as(answer.response().body()).isTrue();
                });
    }

    private void awaitStaff(String path, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(shopper.staff("GET", path, null).expect(200).response().body())
                                .contains(text));
    }

    /// Answers the order, once it is confirmed.
    private String sellOne() {
        shopper.stock(sku, 1250, 5);
        shopper.staff(
                        "POST",
                        "/admin/coupons",
                        """
                        {"code": "%s", "terms": {"discount": {"kind": "PERCENTAGE", "percent": "10"}}}\
                        """
                                .formatted(coupon))
                .expect(201);
        awaitShopper(
                "/search?q=" + sku,
                answer -> answer.at("/items/0/skus/0").asString("").equals(sku));

        var order = buyWithCoupon();
        awaitShopper(
                "/orders/" + order,
                answer -> answer.at("/status").asString("").equals("CONFIRMED"));
        return order;
    }
}
