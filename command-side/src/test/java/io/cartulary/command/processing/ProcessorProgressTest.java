package io.cartulary.command.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.cartulary.command.CommandSideApplication;
import io.cartulary.command.EmbeddedDatabases;
import io.cartulary.events.cart.CartEvent.CartCleared;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.CatalogEvent.ProductCreated;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderEvent.OrderShipped;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.tail.PacedSource;
import io.cartulary.tests.access.OperatorAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What staff see of a processor that stands still, and of events that it parked.
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        classes = CommandSideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            EmbeddedDatabases.LEFT_TO_THE_END,
            "cartulary.order.pay-within=4s",
            "cartulary.payment.cash-on-delivery.enabled=true"
        })
class ProcessorProgressTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PARKED = "/api/v1/admin/parked-events/processes";
    private static final String LAG = "cartulary_processor_lag_%s{processor=\"%s\"}";

    @LocalServerPort private int port;
    @Autowired private EventGateway events;
    @Autowired private JdbcClient database;
    @Autowired private Serializer serializer;
    @Autowired private ProcessorProgress progress;

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry properties) {
        EmbeddedDatabases.register(properties, "processor_progress");
    }

    @Test
    void every_processor_says_how_far_it_is_behind() {
        for (var processor :
                List.of(
                        "decision-tables",
                        "order-fulfilment",
                        "invoice-numbers",
                        "open-payments",
                        "stock-expiry",
                        "cart-expiry")) {
            assertThat(metric("events", processor)).as(processor).isNotNegative();
            assertThat(metric("seconds", processor)).as(processor).isNotNegative();
        }
    }

    @Test
    void one_that_fails_falls_behind_says_why_and_goes_on_once_it_can() {
        await().atMost(SOON).until(() -> metric("events", "cart-expiry") == 0);
        database.sql("alter table cart_expiry rename to cart_expiry_away").update();
        events.publish(new CartCleared(CartId.next()));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(get("/actuator/health/readiness", 503)).contains("DOWN"));
        assertThat(metric("events", "cart-expiry")).isGreaterThanOrEqualTo(1);
        var health = health(503);
        assertThat(health.at("/components/processors/status").asString()).isEqualTo("DOWN");
        assertThat(health.at("/components/processors/details/cart-expiry/failure").asString())
                .contains("Events ")
                .contains("cart_expiry");
        assertThat(health.at("/components/processors/details/decision-tables").has("failure"))
                .isFalse();
        assertThat(parked("cart-expiry")).isZero();

        database.sql("alter table cart_expiry_away rename to cart_expiry").update();
        await().atMost(SOON).until(() -> metric("events", "cart-expiry") == 0);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get("/actuator/health/readiness", 200)).contains("UP"));
    }

    @Test
    void while_orders_are_behind_none_is_taken() {
        await().atMost(SOON).until(() -> metric("events", "order-fulfilment") == 0);
        assertThat(order()).isEqualTo("CART_EMPTY");
        database.sql("alter table saga_entry rename to saga_entry_away").update();
        var order = OrderId.next();
        events.publish(new OrderShipped(order, "Post", "1", Instant.now()));

        await().atMost(SOON).until(() -> order().equals("ORDERS_BEHIND"));

        database.sql("alter table saga_entry_away rename to saga_entry").update();
        await().atMost(SOON).until(() -> order().equals("CART_EMPTY"));
    }

    /// @return the code of its refusal
    private String order() {
        var cart = client().post().uri("/api/v1/cart").retrieve().toBodilessEntity();
        var answer =
                client().post()
                        .uri("/api/v1/orders")
                        .header("Cart-Token", cart.getHeaders().getFirst("Cart-Token"))
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(
                                """
                                {"contact": {"email": "ada@example.org"},
                                 "shippingAddress": {"name": "Ada Park", "line1": "1 High Street", "city": "London",
                                                     "postalCode": "N1 1AA", "country": "GB"},
                                 "shippingMethod": "standard", "payment": {"provider": "cash-on-delivery", "token": "door"}}\
                                """)
                        .retrieve()
                        .body(JsonNode.class);
        return answer.path("code").asString();
    }

    @Test
    void a_product_that_no_table_can_hold_is_parked_and_the_next_one_is_for_sale() {
        var bad = product("Mug");
        var good = product("Cup");
        plant(
                bad.productId().value(),
                "catalog.ProductCreated",
                serializer.serialize(bad, String.class).getData().replace("Mug", "Mug\\u0000"));
        events.publish(good);

        await().atMost(SOON).until(() -> parked("decision-tables") == 1);
        await().atMost(SOON).until(() -> isKnown(good));
        assertThat(isKnown(bad)).isFalse();
        // Metrics are read from the database at most every two seconds.
        await().atMost(SOON)
                .until(() -> line("cartulary_parked_events{processor=\"decision-tables\"}") == 1);
        assertThat(get("/actuator/health/readiness", 200)).contains("UP");

        var path = PARKED + "/" + idOfParked(bad.productId().value());
        assertThat(send(path + "/retry", null)).isEqualTo(409);
        assertThat(send(path + "/skip", "{\"reason\": \"It was never for sale\"}")).isEqualTo(204);
        assertThat(send(path + "/skip", "{\"reason\": \"Again\"}")).isEqualTo(404);
        assertThat(parked("decision-tables")).isZero();
    }

    @Test
    void an_event_that_a_saga_cannot_read_stops_no_other_order() {
        var order = OrderId.next();
        plant(order.value(), "order.OrderConfirmed", "{\"orderId\": 7");

        await().atMost(SOON).until(() -> parked("order-fulfilment") == 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(metric("events", "order-fulfilment")).isZero());
        assertThat(parked("invoice-numbers")).isEqualTo(1);
        assertThat(get("/actuator/health/readiness", 200)).contains("UP");
    }

    private static ProductCreated product(String name) {
        var description =
                new ProductDescription(
                        LocalizedText.english(name),
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        Map.of(),
                        false);
        var variant =
                new Variant(
                        new Sku(name.toUpperCase(Locale.ROOT)),
                        Map.of(),
                        Money.parse("EUR 9.00"),
                        null,
                        "standard",
                        300,
                        null,
                        null);
        return new ProductCreated(
                ProductId.next(), name.toLowerCase(Locale.ROOT), description, List.of(variant));
    }

    /// As a program of an earlier time, or a hand in the database, may have left it.
    private void plant(String aggregate, String type, String payload) {
        database.sql(
                        """
                        insert into domain_event_entry (type, aggregate_identifier, sequence_number, event_identifier,
                            time_stamp, payload_type, payload_revision, payload, meta_data)
                        values ('Planted', ?, 0, ?, now(), ?, '1', ?, '{}'::bytea)\
                        """)
                .params(
                        aggregate,
                        UUID.randomUUID().toString(),
                        type,
                        payload.getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private String idOfParked(String sequence) {
        return database.sql(
                        "select dead_letter_id from dead_letter_entry where sequence_identifier = ?")
                .param(sequence)
                .query(String.class)
                .single();
    }

    private boolean isKnown(ProductCreated product) {
        return database.sql("select exists (select from sellable_product where product_id = ?)")
                .param(product.productId().value())
                .query(Boolean.class)
                .single();
    }

    private long parked(String processor) {
        return database.sql("select count(*) from dead_letter_entry where processing_group = ?")
                .param(processor)
                .query(Long.class)
                .single();
    }

    @Test
    void one_that_handles_everything_once_more_is_where_it_has_come_to() {
        var token =
                ReplayToken.createReplayToken(
                        new GlobalSequenceTrackingToken(90), new GlobalSequenceTrackingToken(3));
        database.sql(
                        "insert into token_entry (processor_name, segment, token, token_type, timestamp)"
                                + " values ('once-more', 0, ?, ?, '')")
                .params(
                        serializer.serialize(token, byte[].class).getData(),
                        ReplayToken.class.getName())
                .update();
        assertThat(progress.positions()).containsEntry("once-more", 3L);
    }

    /// Otherwise a shop that is first started on a store with events would take no orders.
    @Test
    void one_that_begins_at_a_moment_is_not_behind_with_what_was_before() {
        events.publish(new CartCleared(CartId.next()));
        var token =
                new PacedSource(mock(EventStore.class), Duration.ZERO).createTokenAt(Instant.now());
        database.sql(
                        "insert into token_entry (processor_name, segment, token, token_type, timestamp)"
                                + " values ('from-now', 0, ?, ?, '')")
                .params(
                        serializer.serialize(token, byte[].class).getData(),
                        token.getClass().getName())
                .update();

        assertThat(progress.positions().get("from-now")).isPositive();
    }

    private double metric(String unit, String processor) {
        return line(LAG.formatted(unit, processor));
    }

    private double line(String name) {
        return get("/actuator/prometheus", 200)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length()).strip()))
                .findFirst()
                .orElse(-1);
    }

    private JsonNode health(int status) {
        return JsonMapper.shared().readTree(get("/actuator/health", status));
    }

    private String get(String path, int status) {
        var answer = client().get().uri(path).retrieve().toEntity(String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
        return answer.getBody();
    }

    private int send(String path, @Nullable String body) {
        var request =
                client().post().uri(path).header("Idempotency-Key", UUID.randomUUID().toString());
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.retrieve().toBodilessEntity().getStatusCode().value();
    }

    private RestClient client() {
        return RestClient.builder()
                .baseUrl("http://localhost:" + port)
                .defaultHeader("Authorization", OperatorAccess.bearer(port))
                .defaultStatusHandler(HttpStatusCode::isError, (_, _) -> {})
                .build();
    }
}
