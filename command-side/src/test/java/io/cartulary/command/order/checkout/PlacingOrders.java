package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.order.OrderState;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What a check-out takes, refuses and repeats.
abstract class PlacingOrders extends CheckOuts {

    @Test
    void a_paid_order_is_confirmed_and_its_stock_sold() {
        var sku = stock(5);
        var placed = shop.guest().put(sku, 2).order("tok_settle").expect(201);

        assertThat(placed.text("/number")).matches("C-1\\d{5}");
        assertThat(placed.text("/status")).isEqualTo("PENDING");
        assertThat(placed.body().at("/totals/subtotal/amount").asInt()).isEqualTo(2500);
        assertThat(placed.response().headers().firstValue("Location"))
                .contains("/api/v1/orders/" + placed.text("/orderId"));
        awaitStatus(placed, OrderState.CONFIRMED);
        awaitStock(sku, 3, 0);
    }

    @Test
    void what_is_out_of_stock_cancels_the_order_and_frees_the_rest() {
        var plenty = stock(10);
        var scarce = stock(1);
        // As if the tables lagged behind: the stock item itself decides.
        awaitAvailable(scarce, 1);
        shop.database()
                .sql("update sku_availability set available = 2 where sku = ?")
                .param(scarce)
                .update();
        var placed = shop.guest().put(plenty, 2).put(scarce, 2).order("tok_settle").expect(201);

        awaitCancelled(placed, "OUT_OF_STOCK");
        awaitStock(plenty, 10, 0);
        awaitStock(scarce, 1, 0);
        assertThat(shop.eventsOf(paymentOf(placed))).isEmpty();
    }

    @Test
    void a_check_out_names_everything_that_changed() {
        var plenty = stock(10);
        var scarce = stock(1);
        var gone = stock(5);
        awaitAvailable(scarce, 1);
        var guest = shop.guest().put(plenty, 1).put(scarce, 2).put(gone, 1);
        shop.database()
                .sql("update catalogue_price set unit_price_minor = 1300 where sku = ?")
                .param(plenty)
                .update();
        shop.database()
                .sql(
                        "update sellable_product set for_sale = false"
                                + " where product_id = (select product_id from catalogue_price where sku = ?)")
                .param(gone)
                .update();

        var refused = guest.order("tok_settle").expect(422);
        assertThat(refused.text("/code")).isEqualTo("NOT_FOR_SALE");
        assertThat(refused.body().at("/changes").findValuesAsString("kind"))
                .containsExactly("PRICE_CHANGED", "NOT_ENOUGH_IN_STOCK", "NOT_FOR_SALE");
        assertThat(refused.body().at("/changes/0/before/amount").asInt()).isEqualTo(1250);
        assertThat(refused.body().at("/changes/0/now/amount").asInt()).isEqualTo(1300);
        assertThat(refused.body().at("/changes/1/available").asInt()).isEqualTo(1);

        guest.delete("/cart/items/" + gone);
        assertThat(guest.order("tok_settle").expect(409).text("/code"))
                .isEqualTo("NOT_ENOUGH_IN_STOCK");
        guest.delete("/cart/items/" + scarce);
        var dearer = guest.order("tok_settle").expect(409);
        assertThat(dearer.text("/code")).isEqualTo("PRICES_CHANGED");
        // 13.00 and 3.95, each and 20 %
        assertThat(dearer.body().at("/total/amount").asInt()).isEqualTo(1560 + 474);

        assertThat(guest.orderFor(2033).expect(409).text("/code")).isEqualTo("PRICES_CHANGED");
        var placed = guest.orderFor(2034).expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
    }

    @Test
    void a_postal_code_is_asked_for_where_the_country_has_them() {
        var sku = stock(1);

        var refused = shop.guest().put(sku, 1).orderTo("GB").expect(400);
        assertThat(refused.text("/field")).isEqualTo("shippingAddress.postalCode");
        assertThat(refused.text("/code")).isEqualTo("INVALID_VALUE");
        assertThat(shop.guest().put(sku, 1).orderTo("HK").text("/code"))
                .isNotEqualTo("INVALID_VALUE");
    }

    @Test
    void repeating_a_check_out_places_one_order() {
        var guest = shop.guest().put(stock(5), 1);
        var key = UUID.randomUUID().toString();
        var first = guest.order("tok_settle", key).expect(201);

        assertThat(guest.order("tok_settle", key).expect(201).body()).isEqualTo(first.body());
        // As after a crash between the order and its answer.
        shop.database().sql("update idempotent_request set status = null").update();
        assertThat(guest.order("tok_settle", key).expect(201).text("/orderId"))
                .isEqualTo(first.text("/orderId"));
        assertThat(guest.order("tok_settle").expect(422).text("/code")).isEqualTo("CART_EMPTY");
    }

    @Test
    void two_tabs_place_one_order() throws Exception {
        var guest = shop.guest().put(stock(5), 1);
        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> order = () -> guest.order("tok_settle").status();
            var statuses =
                    tabs.invokeAll(List.of(order, order)).stream()
                            .map(tab -> tab.resultNow())
                            .sorted()
                            .toList();
            assertThat(statuses.getFirst()).isEqualTo(201);
            assertThat(statuses.getLast()).isIn(409, 422);
        }
    }

    @Test
    void what_a_shopper_leaves_out_is_named() {
        var guest = shop.guest().put(stock(1), 1);
        var incomplete = guest.post("/orders", "{\"shippingMethod\": \"standard\"}").expect(400);
        assertThat(incomplete.response().body()).contains("contact", "shippingAddress", "payment");
    }

    @Test
    void another_shopper_cannot_see_or_cancel_the_order() {
        var placed = shop.guest().put(stock(1), 1).order("tok_settle").expect(201);
        shop.guest()
                .post(
                        "/orders/%s/cancellation".formatted(placed.text("/orderId")),
                        "{\"all\": true}")
                .expect(404);
    }
}
