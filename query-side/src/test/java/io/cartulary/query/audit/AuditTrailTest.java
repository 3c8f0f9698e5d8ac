package io.cartulary.query.audit;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.Personal;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.ReturnId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.query.QueryNode;
import io.cartulary.query.order.Orders;
import io.cartulary.tests.access.TestIssuer;
import io.cartulary.web.consistency.Position;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The audit trail as staff see it, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class AuditTrailTest {

    private static final String PATH = "/api/v1/admin/audit";

    private final QueryNode node = QueryNode.shared();

    @Test
    void says_who_did_what_from_where_and_why() {
        var order = Orders.fresh();
        var guest = order.customer().value();
        var origin =
                node.bean(PersonalDataCipher.class)
                        .seal(guest, "{\"address\":\"192.0.2.1\",\"userAgent\":\"curl\"}");
        var position =
                node.publish(
                        Map.of(
                                "actorId", guest,
                                "actorRole", "guest",
                                "origin", origin,
                                "requestId", "request-1",
                                "correlationId", "message-1",
                                "causationId", "message-2"),
                        order.placed());

        var found = node.staff("GET", PATH + "?aggregate=" + order.orderId(), at(position));
        var entry = found.json().at("/items/0");
        assertThat(entry.at("/type").asString()).isEqualTo("order.OrderPlaced");
        assertThat(entry.at("/what").asString())
                .isEqualTo(
                        "%s placed order %s with 1 lines for GBP 31.74"
                                .formatted(guest, order.number()));
        assertThat(entry.at("/actorId").asString()).isEqualTo(guest);
        assertThat(entry.at("/actorRole").asString()).isEqualTo("GUEST");
        assertThat(entry.at("/origin/address").asString()).isEqualTo("192.0.2.1");
        assertThat(entry.at("/requestId").asString()).isEqualTo("request-1");
        assertThat(entry.at("/correlationId").asString()).isEqualTo("message-1");
        assertThat(entry.at("/causationId").asString()).isEqualTo("message-2");
        assertThat(entry.at("/personal/contact/email").asString()).isEqualTo("ada@example.org");
    }

    @Test
    void shows_the_customer_and_the_member_of_staff_who_acted_for_them() {
        var order = Orders.fresh();
        var customer = order.customer().value();
        var position =
                node.publish(
                        Map.of(
                                "actorId",
                                customer,
                                "actorRole",
                                "customer",
                                "staffId",
                                "account-eve"),
                        order.placed());

        var found =
                node.staff(
                        "GET",
                        PATH + "?staff=account-eve&aggregate=" + order.orderId(),
                        at(position));
        assertThat(found.text("/items/0/actorId")).isEqualTo(customer);
        assertThat(found.text("/items/0/staffId")).isEqualTo("account-eve");
        assertThat(items("?staff=account-ada&aggregate=" + order.orderId(), position)).isZero();
    }

    @Test
    void shows_what_was_personal_in_any_event() {
        var order = Orders.fresh();
        var returnId = ReturnId.next();
        node.publish(
                new OrderNoteAdded(
                        order.orderId(),
                        NoteId.next(),
                        NoteAudience.CUSTOMER,
                        personal(order, "It follows.")),
                new ReturnRequested(
                        order.orderId(),
                        returnId,
                        List.of(new LinePieces(1, new Sku("TONER-200"), 1)),
                        ReturnReason.DAMAGED,
                        personal(order, "It leaks.")));
        var position =
                node.publish(
                        new ReturnRefused(
                                order.orderId(), returnId, personal(order, "It was opened.")));

        var found = node.staff("GET", PATH + "?aggregate=" + order.orderId(), at(position));
        assertThat(found.text("/items/0/personal/explanation")).isEqualTo("It was opened.");
        assertThat(found.text("/items/1/personal/comment")).isEqualTo("It leaks.");
        assertThat(found.text("/items/2/personal/text")).isEqualTo("It follows.");
        assertThat(found.text("/items/2/what")).doesNotContain("It follows.");
    }

    private static Personal<String> personal(Orders order, String text) {
        return Personal.of(order.customer().value(), text);
    }

    @Test
    void is_searched_by_object_kind_actor_and_time() {
        var order = Orders.fresh();
        node.publish(order.untilConfirmed());
        var position = node.publish(Map.of("actorId", "eve"), order.shipped(), order.delivered());

        assertThat(items("?aggregate=" + order.orderId(), position)).isEqualTo(4);
        assertThat(items("?aggregate=" + order.orderId() + "&type=order.OrderShipped", position))
                .isEqualTo(1);
        assertThat(items("?aggregate=" + order.orderId() + "&actor=eve", position)).isEqualTo(2);
        assertThat(items("?aggregate=" + order.orderId() + "&from=2100-01-01T00:00:00Z", position))
                .isZero();
        assertThat(items("?aggregate=" + order.orderId() + "&to=2100-01-01T00:00:00Z", position))
                .isEqualTo(4);
        assertThat(node.staff("GET", PATH + "?from=yesterday").text("/code"))
                .isEqualTo("INVALID_VALUE");
    }

    @Test
    void is_read_page_by_page_the_latest_first() {
        var order = Orders.fresh();
        node.publish(order.untilConfirmed());
        var position = node.publish(order.shipped());
        var first = node.staff("GET", PATH + "?limit=2&aggregate=" + order.orderId(), at(position));
        assertThat(first.text("/items/0/type")).isEqualTo("order.OrderShipped");
        assertThat(first.text("/items/1/type")).isEqualTo("order.OrderConfirmed");
        var second =
                node.staff(
                        "GET",
                        PATH
                                + "?limit=2&aggregate="
                                + order.orderId()
                                + "&cursor="
                                + first.text("/next"));
        assertThat(second.text("/items/0/type")).isEqualTo("order.OrderPlaced");
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void says_what_staff_asked_for_even_if_no_event_followed() {
        node.staff("POST", "/api/v1/admin/projections/coupon-usage/rebuilds");
        node.staff("POST", "/api/v1/admin/parked-events/read-models/unknown/retry");

        var found = node.staff("GET", PATH + "/requests?limit=1");
        assertThat(found.text("/items/0/path"))
                .isEqualTo("/api/v1/admin/parked-events/read-models/unknown/retry");
        assertThat(found.text("/items/0/status")).isEqualTo("404");
        assertThat(found.text("/items/0/actor")).isEqualTo(TestIssuer.ACCOUNT);
        assertThat(found.text("/items/0/origin/address")).isEqualTo("127.0.0.1");
        var before =
                node.staff(
                        "GET",
                        PATH
                                + "/requests?limit=1&actor=%s&cursor=".formatted(TestIssuer.ACCOUNT)
                                + found.text("/next"));
        assertThat(before.text("/items/0/path"))
                .isEqualTo("/api/v1/admin/projections/coupon-usage/rebuilds");
        assertThat(before.text("/items/0/method")).isEqualTo("POST");
        assertThat(node.staff("GET", PATH + "/requests?actor=nobody").json().at("/items"))
                .isEmpty();
    }

    @Test
    void draws_what_led_to_what() {
        var order = Orders.fresh();
        var chain = "chain-of-" + order.orderId();
        node.publish(
                Map.of(
                        "actorId",
                        "guest",
                        "actorRole",
                        "guest",
                        "requestId",
                        "request-of-" + order.orderId(),
                        "correlationId",
                        chain,
                        "causationId",
                        chain,
                        "command",
                        "CheckOut/PlaceOrder"),
                order.placed());
        var placed =
                node.bean(EventStore.class)
                        .readEvents(order.orderId().value())
                        .next()
                        .getIdentifier();
        var position =
                node.publish(
                        Map.of(
                                "actorId", "guest",
                                "actorRole", "guest",
                                "requestId", "request-of-" + order.orderId(),
                                "correlationId", chain,
                                "causationId", placed,
                                "command", "ConfirmOrder",
                                "handler", "OrderFulfilmentSaga"),
                        order.confirmed());

        for (var asked :
                List.of("?object=" + order.orderId(), "?request=request-of-" + order.orderId())) {
            var graph = node.staff("GET", PATH + "/causes" + asked, at(position)).json();
            assertThat(graph.get("nodes").findValuesAsString("kind"))
                    .containsExactly("REQUEST", "COMMAND", "EVENT", "STEP", "COMMAND", "EVENT");
            assertThat(graph.get("edges").size()).isEqualTo(5);
            assertThat(graph.get("truncated").asBoolean()).isFalse();
        }
        assertThat(
                        node.staff(
                                        "GET",
                                        PATH + "/causes/diagram?object=" + order.orderId(),
                                        at(position))
                                .response()
                                .body())
                .startsWith("flowchart LR\n  n0([\"request of a guest\"])\n")
                .contains(
                        "n1[/\"CheckOut/PlaceOrder\"/]",
                        "n3{{\"OrderFulfilmentSaga\"}}",
                        "n0 --> n1",
                        "n2 --> n3");
        assertThat(
                        node.staff(
                                        "GET",
                                        PATH
                                                + "/causes/diagram?notation=graphviz&object="
                                                + order.orderId())
                                .response()
                                .body())
                .startsWith("digraph causes {")
                .contains("n1 [shape=parallelogram, label=\"CheckOut/PlaceOrder\"];", "n0 -> n1;");
    }

    @Test
    void draws_nothing_of_what_is_not_there() {
        assertThat(node.staff("GET", PATH + "/causes?object=order-none").text("/code"))
                .isEqualTo("NOT_FOUND");
        assertThat(node.staff("GET", PATH + "/causes/diagram?request=none").text("/code"))
                .isEqualTo("NOT_FOUND");
        assertThat(node.staff("GET", PATH + "/causes").text("/field")).isEqualTo("object");
        assertThat(node.staff("GET", PATH + "/causes?object=a&request=b").text("/code"))
                .isEqualTo("INVALID_VALUE");
        assertThat(
                        node.staff("GET", PATH + "/causes/diagram?object=a&notation=paint")
                                .text("/field"))
                .isEqualTo("notation");
    }

    private int items(String conditions, Position position) {
        return node.staff("GET", PATH + conditions, at(position)).json().get("items").size();
    }
}
