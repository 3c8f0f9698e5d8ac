package io.cartulary.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.standalone.shop.Shopper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The main story, as it must go in every form of the shop.
public final class MainJourney {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Shopper shopper;

    public MainJourney(Shopper shopper) {
        this.shopper = shopper;
    }

    public void walk() {
        var sku =
                "JOURNEY-"
                        + UUID.randomUUID()
                                .toString()
                                .substring(0, 8)
                                .toUpperCase(java.util.Locale.ROOT);
        shopper.stock(sku, 1250, 5);
        isFoundBySearch(sku);

        var order = buyTwo(sku);
        isAnsweredOnceWhenRepeated(sku);
        isSeenByStaffAndAudited(order);
        isRefusedWhenNothingIsLeft(sku);
        isCancelledWhenThePaymentIsDeclined(sku);
        stockAddsUp(sku);
        whatStaffAskedForIsKept();
        aVideoIsUploadedAndShownInParts(sku);
    }

    private void isFoundBySearch(String sku) {
        awaitAnswer(
                "/search?q=" + sku,
                answer ->
                        answer.body().path("total").asInt(answer.body().path("hits").size()) >= 1);
    }

    private String buyTwo(String sku) {
        var placed = shopper.buy(sku, 2, "tok_settle").expect(201);
        var order = placed.text("orderId");
        assertThat(placed.body().path("totals").path("subtotal").path("amount").asLong())
                .isEqualTo(2500);
        awaitStatus(order, "confirmed");
        return order;
    }

    private void isAnsweredOnceWhenRepeated(String sku) {
        shopper.openCart();
        shopper.put(sku, 1);
        var key = UUID.randomUUID().toString();
        var first = shopper.order("tok_twice", key).expect(201);
        var again = shopper.order("tok_twice", key).expect(201);
        assertThat(again.body()).isEqualTo(first.body());
        awaitStatus(first.text("orderId"), "confirmed");
    }

    private void isSeenByStaffAndAudited(String order) {
        shopper.staff("GET", "/admin/orders/" + order, null).expect(200);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shopper.staff(
                                                        "GET",
                                                        "/admin/audit?aggregate=" + order,
                                                        null)
                                                .expect(200)
                                                .response()
                                                .body())
                                .contains("order.OrderPlaced", "order.OrderConfirmed"));
        awaitStaff("/admin/orders/search?q=" + order, order);
        hasAPast(order);
        hasCauses(order);
    }

    private void hasAPast(String order) {
        var history =
                shopper.staff("GET", "/admin/history/" + order, null)
                        .expect(200)
                        .body()
                        .path("items");
        assertThat(history.findValuesAsString("type"))
                .contains("order.OrderConfirmed", "order.OrderPlaced");
        assertThat(history.findValuesAsString("field")).contains("status", "goods");
        var placed =
                shopper.staff("GET", "/admin/history/" + order + "/state?version=0", null)
                        .expect(200)
                        .body();
        assertThat(placed.at("/state/status").asString()).isEqualTo("PENDING");
        assertThat(placed.at("/beginning/contact/email").asString()).contains("@");
        assertThat(placed.path("beginning").has("paymentToken")).isFalse();
        var asOf = history.get(0).path("at").asString();
        assertThat(
                        shopper.staff(
                                        "GET",
                                        "/admin/history/" + order + "/state?asOf=" + asOf,
                                        null)
                                .expect(200)
                                .body()
                                .at("/state/status")
                                .asString())
                .isNotEqualTo("PENDING");
    }

    /// From the shopper's request to what the provider was asked, and back from its callback.
    private void hasCauses(String order) {
        var path = "/admin/audit/causes?object=" + order;
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var graph = shopper.staff("GET", path, null).expect(200).body();
                    assertThat(pathTo(graph, "EVENT", "order.OrderConfirmed"))
                            .contains(
                                    "REQUEST request of a guest",
                                    "COMMAND CheckOut/PlaceOrder",
                                    "EVENT order.OrderPlaced",
                                    "STEP OrderFulfilmentSaga",
                                    "COMMAND RequestPayment",
                                    "EVENT payment.PaymentRequested",
                                    "REQUEST request of a system",
                                    "EVENT payment.PaymentSettled",
                                    "COMMAND ConfirmOrder");
                    assertThat(pathTo(graph, "MESSAGE", null))
                            .contains(
                                    "EVENT payment.PaymentRequested",
                                    "STEP WhenPaymentChangesThenAskProvider",
                                    "EFFECT payment-charge");
                });
        assertThat(
                        shopper.staff(
                                        "GET",
                                        path.replace("causes", "causes/diagram")
                                                + "&notation=GRAPHVIZ",
                                        null)
                                .expect(200)
                                .response()
                                .body())
                .startsWith("digraph causes {")
                .contains("label=\"CheckOut/PlaceOrder\"");
    }

    /// All that leads to the first node of a kind.
    private static Set<String> pathTo(JsonNode graph, String kind, @Nullable String type) {
        var nodes = new HashMap<String, String>();
        var reached = new ArrayDeque<String>();
        for (var node : graph.path("nodes")) {
            var id = node.path("id").asString();
            var name = node.path("type").asString(node.path("label").asString());
            nodes.put(id, node.path("kind").asString() + " " + name);
            if (reached.isEmpty()
                    && node.path("kind").asString().equals(kind)
                    && (type == null || name.equals(type))) {
                reached.add(id);
            }
        }
        var path = new LinkedHashSet<String>();
        while (!reached.isEmpty()) {
            var id = reached.remove();
            path.add(nodes.get(id));
            for (var edge : graph.path("edges")) {
                if (edge.path("to").asString().equals(id)) {
                    reached.add(edge.path("from").asString());
                }
            }
        }
        return path;
    }

    /// At once, or, when the tables have not heard of the last sale yet, by cancellation.
    private void isRefusedWhenNothingIsLeft(String sku) {
        var answer = shopper.buy(sku, 3, "tok_settle");
        if (answer.status() == 201) {
            awaitStatus(answer.text("orderId"), "cancelled");
        } else {
            assertThat(answer.expect(409).text("code")).isEqualTo("NOT_ENOUGH_IN_STOCK");
        }
    }

    private void isCancelledWhenThePaymentIsDeclined(String sku) {
        awaitStatus(shopper.buy(sku, 1, "tok_decline").expect(201).text("orderId"), "cancelled");
    }

    private void stockAddsUp(String sku) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var stock =
                            shopper.staff("GET", "/admin/stock/" + sku, null).expect(200).body();
                    assertThat(stock.path("onHand").asInt()).isEqualTo(2);
                    assertThat(stock.path("reserved").asInt()).isZero();
                });
    }

    /// Of both sides, also what leads to no event.
    private void whatStaffAskedForIsKept() {
        var rebuild = "/admin/projections/coupon-usage/rebuilds";
        shopper.staff("POST", rebuild, null, "X-Request-Id", "rebuild-of-journey").expect(202);
        var kept =
                shopper.staff("GET", "/admin/audit/requests?actor=key-operator&limit=200", null)
                        .expect(200)
                        .body()
                        .path("items");
        assertThat(kept.valueStream())
                .anySatisfy(request -> {
                    assertThat(request.path("path").asString()).isEqualTo("/api/v1" + rebuild);
                    assertThat(request.path("status").asInt()).isEqualTo(202);
                    assertThat(request.path("requestId").asString())
                            .isEqualTo("rebuild-of-journey");
                    assertThat(request.at("/origin/address").asString()).isNotEmpty();
                })
                .anySatisfy(request ->
                        assertThat(request.path("path").asString())
                                .isEqualTo("/api/v1/admin/products"));
    }

    private void aVideoIsUploadedAndShownInParts(String sku) {
        var uploaded =
                shopper.staff(
                                "POST",
                                "/admin/media",
                                """
                                --here\r
                                Content-Disposition: form-data; name="file"; filename="journey.mp4"\r
                                \r
                                \0\0\0\30ftypisom\0\0\2\0isommp42 a video of %s\r
                                --here--\r
                                """
                                        .formatted(sku),
                                "Content-Type",
                                "multipart/form-data; boundary=here")
                        .expect(201);
        var mediaId = uploaded.body().at("/files/0/mediaId").asString();
        var shown =
                shopper.shop("GET", "/media/" + mediaId, null, "Range", "bytes=27-31").expect(206);
        assertThat(shown.response().body()).isEqualTo("video");
        assertThat(shown.response().headers().firstValue("Cache-Control"))
                .hasValueSatisfying(control -> assertThat(control).contains("immutable"));
    }

    private void awaitStatus(String order, String status) {
        awaitAnswer("/orders/" + order, answer -> answer.text("status").equalsIgnoreCase(status));
    }

    private void awaitAnswer(String path, Function<Shopper.Answer, Boolean> expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var answer = shopper.shop("GET", path, null).expect(200);
                    assertThat(expected.apply(answer)).as(answer.response().body()).isTrue();
                });
    }

    private void awaitStaff(String path, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(shopper.staff("GET", path, null).expect(200).response().body())
                                .contains(text));
    }
}
