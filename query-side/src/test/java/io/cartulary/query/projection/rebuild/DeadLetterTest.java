package io.cartulary.query.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.cart.CartEvent.*;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.projection.Generation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Events that a projection cannot handle.
class DeadLetterTest {

    private static final String PATH = "/api/v1/admin/dead-letters";
    private static final Generation FIRST = new Generation("carts", 1);

    private QueryNode node;
    private CartsProjection carts;

    @BeforeEach
    void start() {
        node = QueryNode.start(CartsProjection.class);
        carts = node.bean(CartsProjection.class);
    }

    @AfterEach
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
        var letters = node.staff("GET", PATH + "?processor=carts@1").json().get("items");
        assertThat(letters).hasSize(2);
        assertThat(letters.at("/0/sequence").asString()).isEqualTo(bad.value());
        assertThat(letters.at("/0/eventType").asString()).isEqualTo("cart.CartOpened");
        assertThat(letters.at("/0/causeMessage").asString()).isNotBlank();
        await().untilAsserted(() ->
                assertThat(node.staff("GET", "/actuator/prometheus").response().body())
                        .contains("cartulary_dead_letters{processor=\"carts@1\"} 2.0"));

        position = node.publish(new CartCleared(bad), new CartCleared(good));
        carts.await(node, position);
        assertThat(carts.events(FIRST, good.value())).isEqualTo(3);
        assertThat(letters()).hasSize(3);
    }

    @Test
    void are_handled_in_their_order_when_they_are_retried() {
        var bad = CartId.next();
        carts.poisoned.add(bad.value());
        carts.await(node, node.publish(opened(bad), new CartCleared(bad)));
        var id = node.staff("GET", PATH).text("/items/0/id");

        var still = node.staff("POST", PATH + "/" + id + "/retry");
        assertThat(still.status()).isEqualTo(409);
        assertThat(still.text("/code")).isEqualTo("STILL_FAILING");

        carts.poisoned.clear();
        assertThat(node.staff("POST", PATH + "/" + id + "/retry").status()).isEqualTo(204);
        assertThat(letters()).isEmpty();
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
        var all = letters();
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
    void are_gone_when_staff_give_them_up() {
        var bad = CartId.next();
        carts.poisoned.add(bad.value());
        carts.await(node, node.publish(opened(bad)));
        var id = node.staff("GET", PATH).text("/items/0/id");

        assertThat(node.staff("DELETE", PATH + "/" + id).status()).isEqualTo(204);
        assertThat(node.staff("DELETE", PATH + "/" + id).status()).isEqualTo(404);
        assertThat(letters()).isEmpty();
    }

    @Test
    void are_not_made_of_events_that_came_while_a_server_was_away() {
        var cart = CartId.next();
        carts.serverIsAway = true;
        var position = node.publish(opened(cart));
        await().during(Duration.ofMillis(500)).untilAsserted(() -> assertThat(letters()).isEmpty());
        carts.serverIsAway = false;
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(carts.events(FIRST, cart.value())).isEqualTo(1));
        carts.await(node, position);
    }

    @Test
    void keep_a_generation_that_has_more_of_them_from_going_live() {
        var bad = CartId.next();
        carts.await(node, node.publish(opened(bad)));
        carts.poisoned.add(bad.value());
        var location =
                node.staff("POST", "/api/v1/admin/projections/carts/rebuilds").header("Location");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(node.staff("GET", location).text("/progress/deadLetters"))
                                .isEqualTo("1"));
        await().during(Duration.ofSeconds(2))
                .until(() -> node.staff("GET", location).text("/state").equals("BUILDING"));

        carts.poisoned.clear();
        var id = node.staff("GET", PATH).text("/items/0/id");
        assertThat(node.staff("POST", PATH + "/" + id + "/retry").status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.staff("GET", location).text("/state").equals("LIVE"));
    }

    private JsonNode letters() {
        return node.staff("GET", PATH).json().get("items");
    }

    private static CartOpened opened(CartId cart) {
        return new CartOpened(cart, CustomerId.next());
    }
}
