package io.cartulary.command.order;

import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.order.CommandNode.Answer;
import io.cartulary.command.order.OrderCommand.ReadOrder;
import io.cartulary.events.order.OrderId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// Orders as shoppers place them, over HTTP, with real stock, coupons, deadlines and a real
/// provider. Whatever happens in the other tests, the books balance in the last one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CheckOutTest {

    private static final int LAST = Integer.MAX_VALUE;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /// Longer than `tok_late` takes, and short enough to wait for.
    private static final Duration PAY_WITHIN = Duration.ofSeconds(8);

    /// Longer than a restart on a busy machine.
    private static final Duration NO_HURRY = Duration.ofMinutes(5);

    /// Payments whose money the provider gave back without being asked by us.
    private final Set<String> refundedElsewhere = ConcurrentHashMap.newKeySet();

    private CommandNode shop;

    @BeforeAll
    void open() throws IOException {
        shop = new CommandNode("check_out", PAY_WITHIN);
    }

    @AfterAll
    void close() {
        shop.close();
    }

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
    void a_declined_payment_cancels_the_order() {
        var sku = stock(1);
        var placed = shop.guest().put(sku, 1).order("tok_decline").expect(201);

        awaitCancelled(placed, "PAYMENT_DECLINED");
        awaitStock(sku, 1, 0);
    }

    @Test
    void a_settlement_that_is_told_twice_counts_once() {
        var placed = shop.guest().put(stock(1), 1).order("tok_twice").expect(201);

        awaitStatus(placed, OrderState.CONFIRMED);
        assertThat(shop.eventsOf(paymentOf(placed)))
                .containsExactly("payment.PaymentRequested", "payment.PaymentSettled");
    }

    @Test
    void a_late_settlement_still_confirms_within_the_deadline() {
        var placed = shop.guest().put(stock(1), 1).order("tok_late").expect(201);

        awaitStatus(placed, OrderState.CONFIRMED);
    }

    @Test
    void a_payment_that_never_comes_is_voided_after_the_deadline() {
        var sku = stock(1);
        var placed = shop.guest().put(sku, 1).order("tok_never").expect(201);

        awaitCancelled(placed, "PAYMENT_TIMED_OUT");
        awaitStock(sku, 1, 0);
        awaitCharge(placed, "voided");
        await().atMost(PATIENCE).until(() -> !waitsForPayment(placed));
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
    void a_check_out_tells_everything_that_changed() {
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

    private void awaitAvailable(String sku, int pieces) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.database()
                                                .sql(
                                                        "select available from sku_availability where sku = ?")
                                                .param(sku)
                                                .query(Integer.class)
                                                .optional())
                                .contains(pieces));
    }

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
    void an_exhausted_coupon_refuses_the_check_out_and_tells_why() {
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
    void cancelling_a_paid_order_brings_money_and_stock_back() {
        var sku = stock(3);
        var guest = shop.guest().put(sku, 3);
        var placed = guest.order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        awaitStock(sku, 0, 0);

        guest.post("/orders/%s/cancellation".formatted(placed.text("/orderId")), "{\"all\": true}")
                .expect(204);

        awaitCharge(placed, "refunded");
        awaitStock(sku, 3, 0);
        awaitEvents(
                placed.text("/orderId"),
                "order.OrderPlaced",
                "order.OrderConfirmed",
                "order.OrderCancelled",
                "order.OrderRefunded");
    }

    @Test
    void parts_of_an_order_are_cancelled_shipped_and_returned() {
        var sku = stock(5);
        var placed = shop.guest().put(sku, 3).order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        awaitStock(sku, 2, 0);
        var order = "/admin/orders/" + placed.text("/orderId");
        shop.staff(order + "/cancellation", "{\"lines\": [{\"line\": 1, \"quantity\": 1}]}")
                .expect(204);
        awaitStock(sku, 3, 0);

        shop.staff(order + "/processing", "").expect(204);
        var parcel =
                shop.staff(order + "/shipments", "{\"lines\": [{\"line\": 1, \"quantity\": 1}]}")
                        .expect(201)
                        .text("/shipmentId");
        shop.staff(
                        order + "/shipments/" + parcel + "/dispatch",
                        "{\"carrier\": \"DHL\", \"trackingNumber\": \"D-1\"}")
                .expect(204);
        assertThat(statusOf(placed)).isEqualTo(OrderState.PARTLY_SHIPPED);
        var bulk =
                shop.staff(
                                "/admin/orders/bulk-update",
                                """
                                {"steps": [{"orderId": "%1$s", "transition": "SHIPMENT", "carrier": "DHL", "trackingNumber": "D-2"},
                                           {"orderId": "%1$s", "transition": "CANCELLATION"}]}\
                                """
                                        .formatted(placed.text("/orderId")))
                        .expect(200);
        assertThat(bulk.text("/outcomes/1/reason")).isEqualTo("ALREADY_SHIPPED");
        assertThat(statusOf(placed)).isEqualTo(OrderState.SHIPPED);

        var returned =
                shop.staff(
                                order + "/returns",
                                "{\"lines\": [{\"line\": 1, \"quantity\": 2}], \"reason\": \"DAMAGED\"}")
                        .expect(201)
                        .text("/returnId");
        shop.staff(order + "/returns/" + returned + "/approval", "").expect(204);
        shop.staff(
                        order + "/returns/" + returned + "/receipt",
                        "{\"lines\": [{\"line\": 1, \"restocked\": 1, \"scrapped\": 1}]}")
                .expect(204);
        awaitStock(sku, 4, 0);
        var shipping = placed.body().at("/totals/shipping/amount").asInt();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.events("payment.RefundSettled").stream()
                                                .filter(event ->
                                                        event.at("/orderId")
                                                                .asString()
                                                                .equals(placed.text("/orderId")))
                                                .mapToInt(
                                                        event -> event.at("/amount/amount").asInt())
                                                .sum())
                                .isBetween(
                                        3 * 1250,
                                        placed.body().at("/totals/total/amount").asInt()
                                                - shipping));
    }

    @Test
    void an_order_is_changed_and_its_goods_exchanged_for_the_difference() {
        var sku = stock(5);
        var other = stock(5);
        var placed = shop.guest().put(sku, 2).order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var order = "/admin/orders/" + placed.text("/orderId");
        var twoForOne =
                "{\"remove\": [{\"line\": 1, \"quantity\": 1}], \"add\": [{\"sku\": \"%s\", \"quantity\": %d}]%s}";
        var payment = ", \"payment\": {\"provider\": \"simulated\", \"token\": \"%s\"}";
        assertThat(shop.change(order, twoForOne.formatted(other, 2, "")).expect(422).text("/code"))
                .isEqualTo("PAYMENT_MISSING");
        shop.change(order, twoForOne.formatted(other, 2, payment.formatted("tok_decline")))
                .expect(202);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(shop.eventsOf(placed.text("/orderId")))
                                .contains("order.OrderEditDropped"));
        awaitStock(other, 5, 0);

        var edit =
                shop.change(order, twoForOne.formatted(other, 2, payment.formatted("tok_settle")))
                        .expect(202);
        assertThat(edit.body().at("/toPay/amount").asInt()).isPositive();
        awaitStock(other, 3, 0);
        awaitStock(sku, 4, 0);
        assertThat(shop.charge("payment-" + edit.text("/editId")).at("/amount"))
                .isEqualTo(edit.body().at("/toPay/amount"));

        shop.staff(order + "/processing", "").expect(204);
        shop.staff(order + "/shipment", "{\"carrier\": \"DHL\", \"trackingNumber\": \"E-1\"}")
                .expect(204);
        var returned =
                shop.staff(
                                order + "/returns",
                                "{\"lines\": [{\"line\": 2, \"quantity\": 2}], \"reason\": \"CHANGED_MIND\"}")
                        .expect(201)
                        .text("/returnId");
        shop.staff(order + "/returns/" + returned + "/approval", "").expect(204);
        var exchange =
                shop.staff(
                                order + "/returns/" + returned + "/exchange",
                                "{\"lines\": [{\"line\": 2, \"restocked\": 2, \"scrapped\": 0}], \"add\": [{\"sku\": \"%s\", \"quantity\": 1}]}"
                                        .formatted(sku))
                        .expect(202);
        awaitStock(sku, 3, 0);
        awaitStock(other, 5, 0);
        assertThat(statusOf(placed)).isEqualTo(OrderState.PARTLY_SHIPPED);
        shop.staff(order + "/shipment", "{\"carrier\": \"DHL\", \"trackingNumber\": \"E-2\"}")
                .expect(204);
        assertThat(statusOf(placed)).isEqualTo(OrderState.SHIPPED);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.events("order.OrderRefunded").stream()
                                                .filter(event ->
                                                        event.at("/orderId")
                                                                .asString()
                                                                .equals(placed.text("/orderId")))
                                                .mapToInt(
                                                        event -> event.at("/amount/amount").asInt())
                                                .sum())
                                .isEqualTo(exchange.body().at("/toReturn/amount").asInt()));
    }

    @Test
    void a_change_is_paid_in_another_way_and_staff_give_back_from_both_payments() {
        var sku = stock(5);
        var guest = shop.guest().put(sku, 1);
        var placed = guest.order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var orderId = placed.text("/orderId");
        var asked =
                shop.change(
                                "/admin/orders/" + orderId,
                                "{\"add\": [{\"sku\": \"%s\", \"quantity\": 1}], \"payment\": {\"provider\": \"simulated\", \"token\": \"tok_never\"}}"
                                        .formatted(sku))
                        .expect(202);
        var first = asked.text("/paymentId");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(shop.eventsOf(first)).contains("payment.PaymentRequested"));
        var second =
                guest.post(
                                "/orders/" + orderId + "/payments",
                                "{\"provider\": \"simulated\", \"token\": \"tok_settle\"}")
                        .expect(202)
                        .text("/paymentId");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(shop.eventsOf(orderId)).contains("order.OrderLinesAdded"));
        assertThat(
                        guest.post(
                                        "/orders/" + orderId + "/payments",
                                        "{\"provider\": \"simulated\", \"token\": \"tok_settle\"}")
                                .expect(409)
                                .text("/code"))
                .isEqualTo("ALREADY_CONFIRMED");
        await().atMost(PATIENCE)
                .until(() -> shop.charge(first).at("/status").asString().equals("voided"));

        var more = asked.body().at("/toPay/amount").asInt();
        var whole = placed.body().at("/totals/total/amount").asInt() + more;
        var refunds = "/admin/orders/" + orderId + "/refunds";
        var tooMuch = "{\"amount\": {\"amount\": %d, \"currency\": \"GBP\"}}";
        assertThat(shop.staff(refunds, tooMuch.formatted(whole + 1)).expect(422).text("/code"))
                .isEqualTo("REFUND_EXCEEDS_SETTLEMENT");
        var refunded = shop.staff(refunds, tooMuch.formatted(whole)).expect(202);
        assertThat(refunded.text("/refunds/0/paymentId")).isEqualTo(second);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(shop.charge(second).at("/refunded").asInt()).isEqualTo(more);
                    assertThat(shop.charge(paymentOf(placed)).at("/refunded").asInt())
                            .isEqualTo(whole - more);
                });
    }

    @Test
    void a_change_that_is_sent_twice_is_made_once() {
        var sku = stock(5);
        var placed = shop.guest().put(sku, 1).order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var key = UUID.randomUUID().toString();
        var change =
                "{\"add\": [{\"sku\": \"%s\", \"quantity\": 1}], \"payment\": {\"provider\": \"simulated\", \"token\": \"tok_settle\"}}"
                        .formatted(sku);
        var order = "/admin/orders/" + placed.text("/orderId");
        var first = shop.change(order, change, key).expect(202);
        awaitStock(sku, 3, 0);

        assertThat(shop.change(order, change, key).expect(202).body()).isEqualTo(first.body());
        assertThat(shop.eventsOf(placed.text("/orderId")))
                .containsOnlyOnce("order.OrderEditRequested");
    }

    @Test
    void goods_go_back_to_the_warehouse_they_came_from_and_returns_to_the_one_that_is_named() {
        var sku = stock(1);
        shop.staff(
                        "/admin/stock/" + sku + "/adjustments",
                        "{\"warehouse\": \"BERLIN\", \"delta\": 3, \"reason\": \"DELIVERY\"}")
                .expect(204);
        awaitAvailable(sku, 4);
        var cancelled = shop.guest().put(sku, 3).order("tok_settle").expect(201);
        awaitStatus(cancelled, OrderState.CONFIRMED);
        awaitStock(sku, 1, 0);
        shop.staff(
                        "/admin/orders/" + cancelled.text("/orderId") + "/cancellation",
                        "{\"all\": true}")
                .expect(204);
        awaitStock(sku, 4, 0);
        assertThat(lastWarehouse(sku)).isEqualTo("BERLIN");

        var returned = shop.guest().put(sku, 1).order("tok_settle").expect(201);
        awaitStatus(returned, OrderState.CONFIRMED);
        var order = "/admin/orders/" + returned.text("/orderId");
        shop.staff(order + "/processing", "").expect(204);
        shop.staff(order + "/shipment", "{\"carrier\": \"DHL\", \"trackingNumber\": \"W-1\"}")
                .expect(204);
        var returnId =
                shop.staff(
                                order + "/returns",
                                "{\"lines\": [{\"line\": 1, \"quantity\": 1}], \"reason\": \"CHANGED_MIND\"}")
                        .expect(201)
                        .text("/returnId");
        shop.staff(order + "/returns/" + returnId + "/approval", "").expect(204);
        shop.staff(
                        order + "/returns/" + returnId + "/receipt",
                        "{\"lines\": [{\"line\": 1, \"restocked\": 1, \"scrapped\": 0, \"warehouse\": \"berlin-2\"}]}")
                .expect(204);
        awaitStock(sku, 4, 0);
        assertThat(lastWarehouse(sku)).isEqualTo("BERLIN-2");
    }

    private String lastWarehouse(String sku) {
        return shop.database()
                .sql(
                        "select convert_from(payload, 'UTF8')::jsonb #>> '{pieces,0,warehouse}' from domain_event_entry"
                                + " where aggregate_identifier = ? order by sequence_number desc limit 1")
                .param("sku-" + sku)
                .query(String.class)
                .single();
    }

    @Test
    void cancelling_while_the_payment_is_on_its_way_never_keeps_the_money() {
        var guest = shop.guest().put(stock(1), 1);
        var placed = guest.order("tok_late").expect(201);
        guest.post("/orders/%s/cancellation".formatted(placed.text("/orderId")), "{\"all\": true}")
                .expect(204);

        awaitCharge(placed, "voided");
        awaitEvents(
                paymentOf(placed),
                "payment.PaymentRequested",
                "payment.PaymentCancelled",
                "payment.PaymentVoided");
    }

    @Test
    void staff_ship_deliver_and_refund() {
        var placed = shop.guest().put(stock(1), 1).order("tok_settle").expect(201);
        var order = "/admin/orders/" + placed.text("/orderId");
        awaitStatus(placed, OrderState.CONFIRMED);

        shop.staff(order + "/processing", "").expect(204);
        shop.staff(order + "/shipment", "{\"carrier\": \"Royal Mail\", \"trackingNumber\": \"R1\"}")
                .expect(204);
        assertThat(shop.staff(order + "/cancellation", "{\"all\": true}").expect(409).text("/code"))
                .isEqualTo("ALREADY_SHIPPED");
        shop.staff(order + "/delivery", "").expect(204);
        shop.staff(order + "/refunds", "{\"amount\": {\"amount\": 250, \"currency\": \"GBP\"}}")
                .expect(202);
        awaitEvents(
                placed.text("/orderId"),
                "order.OrderPlaced",
                "order.OrderConfirmed",
                "order.OrderProcessingStarted",
                "order.ShipmentPacked",
                "order.ShipmentDispatched",
                "order.OrderShipped",
                "order.ShipmentDelivered",
                "order.OrderDelivered",
                "order.OrderRefunded");
        assertThat(shop.charge(paymentOf(placed)).at("/refunded").asInt()).isEqualTo(250);
        assertThat(
                        shop.staff(
                                        order + "/refunds",
                                        "{\"amount\": {\"amount\": 100000, \"currency\": \"GBP\"}}")
                                .expect(422)
                                .text("/code"))
                .isEqualTo("REFUND_EXCEEDS_SETTLEMENT");
    }

    @Test
    void pieces_on_backorder_are_packed_once_they_came() {
        var sku = stock(1);
        shop.staff(
                        "PUT",
                        "/admin/stock/" + sku + "/policy",
                        "{\"backorderLimit\": 5}",
                        UUID.randomUUID().toString())
                .expect(204);
        var placed = shop.guest().put(sku, 3).order("tok_settle").expect(201);
        var order = "/admin/orders/" + placed.text("/orderId");
        var parcel = "{\"carrier\": \"Royal Mail\", \"trackingNumber\": \"R1\"}";
        awaitStatus(placed, OrderState.CONFIRMED);
        shop.staff(order + "/processing", "").expect(204);

        assertThat(shop.staff(order + "/shipment", parcel).expect(409).text("/code"))
                .isEqualTo("AWAITING_STOCK");
        var two = "{\"lines\": [{\"line\": 1, \"quantity\": 2}]}";
        assertThat(shop.staff(order + "/shipments", two).expect(409).text("/code"))
                .isEqualTo("AWAITING_STOCK");
        shop.staff(order + "/shipments", "{\"all\": true}").expect(201);
        shop.staff(
                        "/admin/stock/" + sku + "/adjustments",
                        "{\"delta\": 2, \"reason\": \"DELIVERY\", \"reference\": \"d-%s\"}"
                                .formatted(sku))
                .expect(204);
        shop.staff(order + "/shipments", two).expect(201);
    }

    @Test
    void a_refund_of_less_than_nothing_is_refused() {
        var placed = shop.guest().put(stock(1), 1).order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var refunds = "/admin/orders/" + placed.text("/orderId") + "/refunds";

        for (var amount : List.of(-5, 0)) {
            assertThat(
                            shop.staff(
                                            refunds,
                                            "{\"amount\": {\"amount\": %d, \"currency\": \"GBP\"}}"
                                                    .formatted(amount))
                                    .expect(422)
                                    .text("/code"))
                    .isEqualTo("REFUND_NOT_POSITIVE");
        }
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
    void a_refund_that_the_provider_refuses_waits_for_staff() {
        var placed = shop.guest().put(stock(1), 1).order("tok_settle").expect(201);
        awaitStatus(placed, OrderState.CONFIRMED);
        var payment = paymentOf(placed);
        var whole = shop.charge(payment).at("/amount").asLong();
        shop.refundAtProvider(payment, whole);
        var refund =
                shop.staff(
                                "/admin/orders/" + placed.text("/orderId") + "/refunds",
                                "{\"amount\": {\"amount\": 250, \"currency\": \"GBP\"}}")
                        .expect(202)
                        .text("/refundId");
        awaitEvents(
                payment,
                "payment.PaymentRequested",
                "payment.PaymentSettled",
                "payment.RefundRequested",
                "payment.RefundRefused");
        var effect = parkedEffectOf(payment);
        assertThat(effect.at("/error").asString()).startsWith("MORE_THAN_SETTLED");
        assertThat(effect.at("/key").asString()).isEqualTo(refund);

        var address = "/admin/effects/" + effect.at("/effectId").asString();
        shop.staff(address + "/abandonment", "").expect(200);
        awaitEvents(
                payment,
                "payment.PaymentRequested",
                "payment.PaymentSettled",
                "payment.RefundRequested",
                "payment.RefundRefused",
                "payment.RefundAbandoned");
        assertThat(shop.staff(address + "/retry", "").expect(409).text("/code"))
                .isEqualTo("EFFECT_NOT_PARKED");
        refundedElsewhere.add(payment);
    }

    private JsonNode parkedEffectOf(String payment) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                shop.read("/admin/effects?state=PARKED&subject=" + payment)
                                        .body()
                                        .at("/items/0"),
                        effect -> !effect.isMissingNode());
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
    void what_a_shopper_leaves_out_is_told() {
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

    @Test
    void a_forged_callback_is_refused() {
        var forged =
                shop.post(
                                "/payments/simulated/callback",
                                "{\"type\": \"charge.settled\"}",
                                List.of("Cartulary-Signature", "t=1,v1=" + "0".repeat(64)))
                        .expect(401);
        assertThat(forged.text("/code")).isEqualTo("INVALID_SIGNATURE");
    }

    @Test
    @Order(LAST - 2)
    void a_provider_that_is_down_only_delays() {
        var sku = stock(4);
        shop.stopProvider();
        var placed = shop.guest().put(sku, 1).order("tok_settle").expect(201);
        awaitStock(sku, 4, 1);
        shop.startProvider();

        awaitStatus(placed, OrderState.CONFIRMED);
    }

    @Test
    @Order(LAST - 3)
    void a_restart_neither_charges_again_nor_loses_what_was_begun() throws Exception {
        var sku = stock(40);
        shop.restart(NO_HURRY);
        var charges = shop.ledger().size();
        var placed =
                IntStream.range(0, 20)
                        .mapToObj(_ -> shop.guest().put(sku, 1).order("tok_settle").expect(201))
                        .toList();
        shop.restart(NO_HURRY);

        placed.forEach(order -> awaitStatus(order, OrderState.CONFIRMED));
        awaitStock(sku, 20, 0);
        assertThat(shop.ledger().size() - charges).isEqualTo(2 * 20);
    }

    @Test
    @Order(LAST - 1)
    void many_at_once_sell_exactly_what_is_there() throws Exception {
        var sku = stock(30);
        var other = stock(100);
        List<Answer> answers;
        try (var shoppers = Executors.newFixedThreadPool(16)) {
            Callable<Answer> buy = () -> shop.guest().put(other, 1).put(sku, 1).order("tok_settle");
            answers =
                    shoppers.invokeAll(IntStream.range(0, 50).mapToObj(_ -> buy).toList()).stream()
                            .map(order -> order.resultNow())
                            .toList();
        }
        var placed = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer ->
                        assertThat(answer.text("/code")).isEqualTo("NOT_ENOUGH_IN_STOCK"));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(placed.stream().map(this::statusOf))
                                .doesNotContain(OrderState.PENDING)
                                .filteredOn(OrderState.CONFIRMED::equals)
                                .hasSize(30));
        awaitStock(sku, 0, 0);
        awaitStock(other, 70, 0);
    }

    @Test
    @Order(LAST)
    void invoices_are_numbered_in_the_order_of_confirmations_without_a_gap() {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.database()
                                                .sql(
                                                        """
                                                        select count(*) from (
                                                            select aggregate_identifier as order_id,
                                                                row_number() over (order by global_index) as number
                                                            from domain_event_entry
                                                            where payload_type = 'order.OrderConfirmed') as confirmed
                                                        full join invoice using (order_id, number)
                                                        where not exists (select 1 from invoice as i
                                                            where i.order_id = confirmed.order_id
                                                                and i.number = confirmed.number)
                                                        """)
                                                .query(Integer.class)
                                                .single())
                                .isZero());
    }

    @Test
    @Order(LAST)
    void the_providers_ledger_equals_ours() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var ledger =
                            shop.ledger().stream()
                                    .filter(entry ->
                                            !refundedElsewhere.contains(
                                                    entry.at("/reference").asString()))
                                    .toList();
                    assertThat(sums(ours("payment.PaymentSettled"), "/paymentId", "/amount/amount"))
                            .isNotEmpty()
                            .isEqualTo(sums(entries(ledger, "settled"), "/reference", "/amount"));
                    assertThat(sums(ours("payment.RefundSettled"), "/paymentId", "/amount/amount"))
                            .isNotEmpty()
                            .isEqualTo(sums(entries(ledger, "refunded"), "/reference", "/amount"));
                    assertThat(
                                    sums(
                                            ours("payment.RefundRequested"),
                                            "/paymentId",
                                            "/amount/amount"))
                            .isEqualTo(sums(entries(ledger, "refunded"), "/reference", "/amount"));
                    assertThat(shop.events("payment.PaymentVoided"))
                            .hasSameSizeAs(entries(ledger, "voided"));
                });
        assertThat(
                        shop.database()
                                .sql("select count(*) from scheduled_tasks")
                                .query(Integer.class)
                                .single())
                .as("deadlines left")
                .isZero();
    }

    private List<JsonNode> ours(String type) {
        return shop.events(type).stream()
                .filter(event -> !refundedElsewhere.contains(event.at("/paymentId").asString()))
                .toList();
    }

    private static List<JsonNode> entries(List<JsonNode> ledger, String kind) {
        return ledger.stream().filter(entry -> entry.at("/entry").asString().equals(kind)).toList();
    }

    private static Map<String, Long> sums(List<JsonNode> facts, String key, String amount) {
        return facts.stream()
                .collect(
                        Collectors.groupingBy(
                                fact -> fact.at(key).asString(),
                                TreeMap::new,
                                summingLong(fact -> fact.at(amount).asLong())));
    }

    private String stock(int pieces) {
        return stock(pieces, 200);
    }

    private String stock(int pieces, int grams) {
        return shop.stock(pieces, grams);
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    private OrderState statusOf(Answer placed) {
        return shop.bean(CommandGateway.class)
                .<CurrentOrder>sendAndWait(new ReadOrder(new OrderId(placed.text("/orderId"))))
                .status();
    }

    private String paymentOf(Answer placed) {
        return shop.bean(CommandGateway.class)
                .<CurrentOrder>sendAndWait(new ReadOrder(new OrderId(placed.text("/orderId"))))
                .paymentId()
                .value();
    }

    private void awaitStatus(Answer placed, OrderState expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statusOf(placed)).isEqualTo(expected));
    }

    private void awaitCancelled(Answer placed, String reason) {
        awaitStatus(placed, OrderState.CANCELLED);
        var order = placed.text("/orderId");
        assertThat(shop.events("order.OrderCancelled"))
                .filteredOn(event -> event.at("/orderId").asString().equals(order))
                .singleElement()
                .extracting(event -> event.at("/reason").asString())
                .isEqualTo(reason);
    }

    private void awaitEvents(String aggregate, String... types) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shop.eventsOf(aggregate)).containsExactly(types));
    }

    private void awaitCharge(Answer placed, String status) {
        var payment = paymentOf(placed);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(shop.charge(payment).at("/status").asString())
                                .isEqualTo(status));
    }

    private boolean waitsForPayment(Answer placed) {
        return shop.database()
                .sql("select exists (select from order_payment_due where order_id = ?)")
                .param(placed.text("/orderId"))
                .query(Boolean.class)
                .single();
    }

    private void awaitStock(String sku, int onHand, int reserved) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var last =
                            shop.database()
                                    .sql(
                                            "select convert_from(payload, 'UTF8')::jsonb ->> 'onHand' as on_hand,"
                                                    + " convert_from(payload, 'UTF8')::jsonb ->> 'reserved' as reserved"
                                                    + " from domain_event_entry where aggregate_identifier = ?"
                                                    + " order by sequence_number desc limit 1")
                                    .param("sku-" + sku)
                                    .query((row, _) ->
                                            row.getInt("on_hand") + "/" + row.getInt("reserved"))
                                    .single();
                    assertThat(last).isEqualTo(onHand + "/" + reserved);
                });
    }
}
