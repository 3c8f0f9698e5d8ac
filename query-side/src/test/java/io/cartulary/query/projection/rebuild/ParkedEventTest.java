package io.cartulary.query.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.cart.CartEvent.*;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.QueryNode.Answer;
import io.cartulary.query.projection.Generation;
import io.cartulary.tests.access.TestIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Events that a projection cannot handle.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParkedEventTest {

    private static final String PATH = "/api/v1/admin/parked-events";
    private static final String READINESS = "/actuator/health/readiness";
    private static final Generation FIRST = new Generation("carts", 1);

    private QueryNode node;
    private CartsProjection carts;

    @BeforeAll
    void start() {
        use(QueryNode.start(CartsProjection.class));
    }

    private void use(QueryNode started) {
        node = started;
        carts = node.bean(CartsProjection.class);
    }

    /// What a test has parked, it takes with it.
    @AfterEach
    void retryAll() {
        carts.poisoned.clear();
        await().until(() -> {
            parked().forEach(event ->
                    node.staff("POST", event.at("/location").asString() + "/retry"));
            return parked().isEmpty();
        });
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void are_put_aside_with_the_later_ones_of_their_cart_and_nothing_else() {
        var bad = CartId.next();
        var good = CartId.next();
        carts.poisoned.add(bad.value());
        var position =
                node.publish(
                        opened(good),
                        opened(bad),
                        new CartCleared(good),
                        new CartCleared(bad),
                        opened(CartId.next()));
        carts.await(node, position);

        assertThat(carts.events(FIRST, good.value())).isEqualTo(2);
        var parked = node.staff("GET", PATH + "?processor=carts@1").json().get("items");
        assertThat(parked).hasSize(2);
        assertThat(parked.at("/0/sequence").asString()).isEqualTo(bad.value());
        assertThat(parked.at("/0/eventType").asString()).isEqualTo("cart.CartOpened");
        assertThat(parked.at("/0/causeMessage").asString()).isNotBlank();
        await().untilAsserted(() ->
                assertThat(node.staff("GET", "/actuator/prometheus").response().body())
                        .contains("cartulary_parked_events{processor=\"carts@1\"} 2.0"));

        position = node.publish(new CartCleared(bad), new CartCleared(good));
        carts.await(node, position);
        assertThat(carts.events(FIRST, good.value())).isEqualTo(3);
        assertThat(parked()).hasSize(3);
    }

    @Test
    void are_handled_in_their_order_when_they_are_retried() {
        var bad = CartId.next();
        carts.poisoned.add(bad.value());
        carts.await(node, node.publish(opened(bad), new CartCleared(bad)));
        var location = node.staff("GET", PATH).text("/items/0/location");

        var still = node.staff("POST", location + "/retry");
        assertThat(still.status()).isEqualTo(409);
        assertThat(still.text("/code")).isEqualTo("STILL_FAILING");

        carts.poisoned.clear();
        assertThat(node.staff("POST", location + "/retry").status()).isEqualTo(204);
        assertThat(parked()).isEmpty();
        assertThat(carts.events(FIRST, bad.value())).isEqualTo(2);
    }

    @Test
    void are_read_page_by_page_the_oldest_first() {
        var events = new ArrayList<DomainEvent>();
        for (var i = 0; i < 3; i++) {
            var bad = CartId.next();
            carts.poisoned.add(bad.value());
            events.addAll(List.of(opened(bad), new CartCleared(bad)));
        }
        carts.await(node, node.publish(events.toArray(DomainEvent[]::new)));
        var all = parked();
        assertThat(all).hasSize(6);

        var paged = new ArrayList<JsonNode>();
        var path = PATH + "?limit=4";
        var first = node.staff("GET", path);
        first.json().get("items").forEach(paged::add);
        var second = node.staff("GET", path + "&cursor=" + first.text("/next"));
        second.json().get("items").forEach(paged::add);
        assertThat(paged).containsExactlyElementsOf(all);
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void are_skipped_for_a_reason_that_is_kept() {
        var bad = CartId.next();
        carts.poisoned.add(bad.value());
        carts.await(node, node.publish(opened(bad)));
        var location = node.staff("GET", PATH).text("/items/0/location");
        assertThat(location).startsWith(PATH + "/read-models/");

        var without = node.staffSends(location + "/skip", "{\"reason\": \" \"}");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.text("/field")).isEqualTo("reason");

        var reason = "{\"reason\": \"The cart is empty\"}";
        assertThat(node.staffSends(location + "/skip", reason).status()).isEqualTo(204);
        assertThat(node.staffSends(location + "/skip", reason).status()).isEqualTo(404);
        assertThat(parked()).isEmpty();
        var skipped = node.staff("GET", PATH + "?state=SKIPPED");
        assertThat(skipped.text("/items/0/sequence")).isEqualTo(bad.value());
        assertThat(skipped.text("/items/0/decidedBy")).isEqualTo(TestIssuer.ACCOUNT);
        assertThat(skipped.text("/items/0/reason")).isEqualTo("The cart is empty");
        assertThat(skipped.text("/items/0/causeMessage")).isNotBlank();
    }

    @Test
    void are_corrected_and_nothing_stored_is() {
        var bad = CartId.next();
        var unknown = CustomerId.next();
        carts.poisoned.add(unknown.value());
        carts.await(node, node.publish(new CartOpened(bad, unknown), new CartCleared(bad)));
        var event = parked().get(0);
        var location = event.path("location").asString();
        var stored = node.staff("GET", location + "/payload").json().path("payload");
        assertThat(stored.path("customerId").asString()).isEqualTo(unknown.value());

        var waiting = parked().get(1).path("location").asString();
        assertRefused(waiting, stored.toString(), 409, "WAITS_BEHIND");
        assertRefused(location, stored.toString(), 409, "STILL_FAILING");
        assertRefused(location, "{\"cartId\": 7}", 400, "INVALID_VALUE");
        var ofAnother = stored.toString().replace(bad.value(), CartId.next().value());
        assertRefused(location, ofAnother, 400, "INVALID_VALUE");
        assertThat(listed("CORRECTED", bad)).isEmpty();

        var corrected = stored.toString().replace(unknown.value(), CustomerId.next().value());
        assertThat(correct(location, corrected).status()).isEqualTo(204);
        assertThat(parked()).isEmpty();
        assertThat(carts.events(FIRST, bad.value())).isEqualTo(2);
        var kept = listed("CORRECTED", bad);
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().path("decidedBy").asString()).isEqualTo(TestIssuer.ACCOUNT);
        assertThat(kept.getFirst().path("reason").asString()).isEqualTo("No such customer");
        assertThat(payloadInStore(event.path("eventId").asString())).contains(unknown.value());
    }

    private Answer correct(String location, String payload) {
        return node.staffSends(
                location + "/correction",
                "{\"payload\": %s, \"reason\": \"No such customer\"}".formatted(payload));
    }

    private void assertRefused(String location, String payload, int status, String code) {
        var answer = correct(location, payload);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.text("/code")).isEqualTo(code);
    }

    private List<JsonNode> listed(String state, CartId cart) {
        return node.staff("GET", PATH + "?state=" + state)
                .json()
                .path("items")
                .valueStream()
                .filter(event -> event.path("sequence").asString().equals(cart.value()))
                .toList();
    }

    private String payloadInStore(String event) {
        return JdbcClient.create(node.events())
                .sql(
                        "select convert_from(payload, 'UTF8') from domain_event_entry where event_identifier = ?")
                .param(event)
                .query(String.class)
                .single();
    }

    @Test
    void are_not_made_of_events_that_came_while_a_server_was_away() {
        var cart = CartId.next();
        carts.serverIsAway = true;
        var position = node.publish(opened(cart));
        await().during(Duration.ofMillis(500)).untilAsserted(() -> assertThat(parked()).isEmpty());
        carts.serverIsAway = false;
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(carts.events(FIRST, cart.value())).isEqualTo(1));
        carts.await(node, position);
    }

    @Test
    void are_not_what_makes_a_node_unready_but_a_projection_that_stands_still_is() {
        var bad = CartId.next();
        carts.poisoned.add(bad.value());
        carts.await(node, node.publish(opened(bad)));
        assertThat(node.ask("GET", READINESS).status()).isEqualTo(200);

        carts.serverIsAway = true;
        var position = node.publish(opened(CartId.next()));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> node.ask("GET", READINESS).status() == 503);
        var health = node.staff("GET", "/actuator/health");
        assertThat(health.text("/components/projections/status")).isEqualTo("DOWN");
        assertThat(health.text("/components/projections/details/carts/failure"))
                .contains("Events ");
        assertThat(health.text("/components/projections/details/carts/parkedEvents"))
                .isEqualTo("1");

        carts.serverIsAway = false;
        carts.await(node, position);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> node.ask("GET", READINESS).status() == 200);
    }

    @Test
    void keep_a_generation_that_has_more_of_them_from_going_live() {
        // The other tests look at the first generation.
        var others = node;
        try (var own = QueryNode.start(CartsProjection.class)) {
            use(own);
            assertKeptFromGoingLive();
            assertCorrectedInRebuildToo();
        } finally {
            use(others);
        }
    }

    private void assertKeptFromGoingLive() {
        var bad = CartId.next();
        carts.await(node, node.publish(opened(bad)));
        carts.poisoned.add(bad.value());
        var location =
                node.staff("POST", "/api/v1/admin/projections/carts/rebuilds").header("Location");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(node.staff("GET", location).text("/progress/parkedEvents"))
                                .isEqualTo("1"));
        await().during(Duration.ofSeconds(2))
                .until(() -> node.staff("GET", location).text("/state").equals("BUILDING"));

        carts.poisoned.clear();
        var event = node.staff("GET", PATH).text("/items/0/location");
        assertThat(node.staff("POST", event + "/retry").status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.staff("GET", location).text("/state").equals("LIVE"));
    }

    /// The program still cannot handle what is stored.
    private void assertCorrectedInRebuildToo() {
        var bad = CartId.next();
        var unknown = CustomerId.next();
        carts.poisoned.add(unknown.value());
        carts.await(node, node.publish(new CartOpened(bad, unknown)));
        var location = node.staff("GET", PATH).text("/items/0/location");
        var stored = node.staff("GET", location + "/payload").json().path("payload").toString();
        assertThat(
                        correct(
                                        location,
                                        stored.replace(unknown.value(), CustomerId.next().value()))
                                .status())
                .isEqualTo(204);

        var rebuild =
                node.staff("POST", "/api/v1/admin/projections/carts/rebuilds").header("Location");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.staff("GET", rebuild).json().has("verdict"));
        var comparison = node.staff("GET", rebuild + "/comparison");
        assertThat(comparison.text("/verdict")).as(comparison.response().body()).isEqualTo("EQUAL");
        assertThat(carts.events(new Generation("carts", 3), bad.value())).isEqualTo(1);
    }

    private JsonNode parked() {
        return node.staff("GET", PATH).json().get("items");
    }

    private static CartOpened opened(CartId cart) {
        return new CartOpened(cart, CustomerId.next());
    }
}
