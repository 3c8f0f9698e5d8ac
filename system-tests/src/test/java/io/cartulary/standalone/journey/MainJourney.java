package io.cartulary.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.standalone.shop.Shopper;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

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
