package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.order.OrderState;
import io.cartulary.command.order.checkout.CommandNode.Answer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What coupons do for an order, and for whom.
abstract class CouponsOfOrders extends CheckOuts {

    @Test
    void an_exhausted_coupon_cancels_the_order_and_frees_its_stock() {
        var coupon = "ONCE" + unique();
        shop.staff(
                        "/admin/coupons",
                        """
                        {"code": "%s", "terms": {"discount": {"kind": "PERCENTAGE", "percent": "10"}, "usageLimit": 1, "firstOrderOnly": false}}\
                        """
                                .formatted(coupon))
                .expect(201);
        var sku = stock(5);
        var first = order(sku, coupon);
        awaitStatus(first, OrderState.CONFIRMED);
        assertThat(first.body().at("/totals/discount/amount").asInt()).isEqualTo(125);

        // As if the tables lagged behind: the coupon itself decides.
        awaitUses(coupon, 1);
        shop.database()
                .sql("update coupon_terms set uses = 0 where code = ?")
                .param(coupon)
                .update();
        awaitCancelled(order(sku, coupon), "COUPON_REFUSED");
        awaitStock(sku, 4, 0);
    }

    @Test
    void an_exhausted_coupon_refuses_the_check_out_and_says_why() {
        var coupon = "GONE" + unique();
        shop.staff(
                        "/admin/coupons",
                        """
                        {"code": "%s", "terms": {"discount": {"kind": "PERCENTAGE", "percent": "10"}, "usageLimit": 1}}\
                        """
                                .formatted(coupon))
                .expect(201);
        var sku = stock(5);
        order(sku, coupon);
        awaitUses(coupon, 1);

        var refused = shop.guest().put(sku, 1).use(coupon).order("tok_settle").expect(409);
        assertThat(refused.text("/code")).isEqualTo("COUPON_USED_UP");
        assertThat(refused.text("/discounts/0/code")).isEqualTo(coupon);
        assertThat(refused.text("/discounts/0/refusal/code")).isEqualTo("COUPON_USED_UP");
        awaitStock(sku, 4, 0);
    }

    @Test
    void two_coupons_that_go_together_both_give_a_use_and_get_it_back() {
        var first = "PAIRA" + unique();
        var second = "PAIRB" + unique();
        for (var code : List.of(first, second)) {
            shop.staff(
                            "/admin/coupons",
                            """
                            {"code": "%s", "terms": {"discount": {"kind": "PERCENTAGE", "percent": "10"},
                                                     "stacking": {"combinable": true}}}\
                            """
                                    .formatted(code))
                    .expect(201);
            awaitUses(code, 0);
        }
        var sku = stock(5);
        var guest = shop.guest().put(sku, 1);
        for (var code : List.of(first, second)) {
            guest.post("/cart/coupons", "{\"code\": \"%s\"}".formatted(code)).expect(204);
        }
        var placed = guest.order("tok_settle").expect(201);
        // 10 % of 12.50, and 10 % of what is left.
        assertThat(placed.body().at("/totals/discount/amount").asInt()).isEqualTo(125 + 113);
        awaitStatus(placed, OrderState.CONFIRMED);
        awaitUses(first, 1);
        awaitUses(second, 1);

        shop.staff("/admin/orders/" + placed.text("/orderId") + "/cancellation", "{\"all\": true}")
                .expect(204);
        awaitUses(first, 0);
        awaitUses(second, 0);
        awaitStock(sku, 5, 0);
    }

    @Test
    void a_free_order_is_confirmed_without_a_payment() {
        var coupon = "FREE" + unique();
        shop.staff(
                        "/admin/coupons",
                        """
                        {"code": "%s", "terms": {"discount": {"kind": "PERCENTAGE", "percent": "100"}, "firstOrderOnly": false}}\
                        """
                                .formatted(coupon))
                .expect(201);
        var placed = order(stock(1, 0), coupon);

        awaitStatus(placed, OrderState.CONFIRMED);
        assertThat(shop.eventsOf(paymentOf(placed))).isEmpty();
    }

    @Test
    void a_coupon_for_first_orders_knows_an_address_again_in_a_new_cart() {
        var coupon = forFirstOrders();
        var sku = stock(5);
        var address = unique().toLowerCase(Locale.ROOT) + "@example.org";
        var first = shop.guest().put(sku, 1).use(coupon).orderAs(address).expect(201);
        awaitOrdersOf(buyerOf(first), 1);

        var second = shop.guest().put(sku, 1).use(coupon);
        var refused = second.orderAs(address.toUpperCase(Locale.ROOT)).expect(422);
        assertThat(refused.text("/code")).isEqualTo("FIRST_ORDER_ONLY");
        second.orderAs("other-" + address).expect(201);
    }

    @Test
    void a_limit_for_each_customer_knows_an_address_again_in_a_new_cart() {
        var coupon = "EACH" + unique();
        create(coupon, "\"perCustomerLimit\": 1");
        var sku = stock(5);
        var address = unique().toLowerCase(Locale.ROOT) + "@example.org";
        var first = shop.guest().put(sku, 1).use(coupon).orderAs(address).expect(201);
        awaitUsesOf(buyerOf(first), coupon, 1);

        var second = shop.guest().put(sku, 1).use(coupon);
        var refused = second.orderAs(address.toUpperCase(Locale.ROOT)).expect(409);
        assertThat(refused.text("/code")).isEqualTo("COUPON_USED_BY_CUSTOMER");

        // As if the tables lagged behind: the coupon itself decides.
        shop.database()
                .sql("update coupon_customer_use set uses = 0 where code = ?")
                .param(coupon)
                .update();
        awaitCancelled(second.orderAs(address).expect(201), "COUPON_REFUSED");
    }

    @Test
    void who_was_erased_is_not_known_again_by_their_address() {
        var coupon = forFirstOrders();
        var sku = stock(5);
        var address = unique().toLowerCase(Locale.ROOT) + "@example.org";
        var first = shop.guest().put(sku, 1).orderAs(address).expect(201);
        var second = shop.guest().put(sku, 1).orderAs(address).expect(201);
        var buyer = buyerOf(first);
        assertThat(buyerOf(second)).isEqualTo(buyer);

        shop.keys().sql("select erase_person(?)").param(customerOf(second)).query().listOfRows();
        for (var customer : List.of(customerOf(first), customerOf(second))) {
            assertThat(
                            shop.keys()
                                    .sql("select key is null from personal_key where subject = ?")
                                    .param(customer)
                                    .query(Boolean.class)
                                    .single())
                    .as("the key of %s is destroyed", customer)
                    .isTrue();
        }
        var again = shop.guest().put(sku, 1).use(coupon).orderAs(address).expect(201);
        assertThat(buyerOf(again)).isEqualTo(customerOf(again)).isNotEqualTo(buyer);
    }

    private String forFirstOrders() {
        var coupon = "FIRST" + unique();
        create(coupon, "\"firstOrderOnly\": true");
        return coupon;
    }

    private void create(String coupon, String rule) {
        shop.staff(
                        "/admin/coupons",
                        """
                        {"code": "%s", "terms": {"discount": {"kind": "PERCENTAGE", "percent": "10"}, %s}}\
                        """
                                .formatted(coupon, rule))
                .expect(201);
        awaitUses(coupon, 0);
    }

    private Answer order(String sku, String coupon) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.database()
                                                .sql(
                                                        "select count(*) from coupon_terms where code = ?")
                                                .param(coupon)
                                                .query(Integer.class)
                                                .single())
                                .isEqualTo(1));
        return shop.guest().put(sku, 1).use(coupon).order("tok_settle").expect(201);
    }

    private String buyerOf(Answer placed) {
        return placedAs(placed, "buyer");
    }

    private String customerOf(Answer placed) {
        return placedAs(placed, "customerId");
    }

    private String placedAs(Answer placed, String member) {
        return shop.database()
                .sql(
                        "select convert_from(payload, 'UTF8')::jsonb ->> ? from domain_event_entry"
                                + " where aggregate_identifier = ? and payload_type = 'order.OrderPlaced'")
                .params(member, placed.text("/orderId"))
                .query(String.class)
                .single();
    }

    private void awaitOrdersOf(String buyer, int orders) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.database()
                                                .sql(
                                                        "select orders from customer_orders where customer_id = ?")
                                                .param(buyer)
                                                .query(Integer.class)
                                                .optional())
                                .contains(orders));
    }

    private void awaitUsesOf(String buyer, String coupon, int uses) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.database()
                                                .sql(
                                                        "select uses from coupon_customer_use where customer_id = ? and code = ?")
                                                .params(buyer, coupon)
                                                .query(Integer.class)
                                                .optional())
                                .contains(uses));
    }

    private void awaitUses(String coupon, int uses) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.database()
                                                .sql("select uses from coupon_terms where code = ?")
                                                .param(coupon)
                                                .query(Integer.class)
                                                .optional())
                                .contains(uses));
    }
}
