package io.cartulary.query.reporting;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.EditId;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.order.Orders;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Orders and customers of a time as staff see them, over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderReportTest {

    private static final AppliedDiscount SPRING =
            new AppliedDiscount(new CouponCode("SPRING25"), Orders.gbp(250), false);
    private static final AppliedDiscount FREE =
            new AppliedDiscount(new CouponCode("FREESHIP"), Orders.gbp(0), true);

    private QueryNode node;
    private final Orders first = Orders.fresh();
    private final Orders ofSame = first.another();
    private final Orders ofOther = Orders.fresh();
    private Position position;

    @BeforeAll
    void start() {
        node = QueryNode.start();
        var nextDay = Orders.PLACED_AT.plus(Duration.ofDays(1));
        node.publish(first.untilConfirmed());
        var edit = new EditId("edit-" + first.orderId());
        node.publish(
                first.editRequested(edit, 400, 1000),
                first.linesAdded(edit, PaymentId.of(edit), 1000, 400));
        node.publish(ofSame.untilConfirmed());
        node.publish(ofSame.shipped(), ofSame.refunded(1000, 1000));
        node.publish(ofOther.placed(nextDay, SPRING, FREE));
        var cancelled = ofOther.another();
        node.publish(cancelled.placed(nextDay, SPRING), cancelled.cancelled());
        position =
                node.publish(
                        new RefundSettled(
                                ofSame.paymentId(),
                                ofSame.orderId(),
                                RefundId.next(),
                                Orders.gbp(1000),
                                Orders.gbp(1000)),
                        ofOther.paymentRequested(),
                        new PaymentDeclined(ofOther.paymentId(), ofOther.orderId(), "ch_2"),
                        new DisputeLost(
                                first.paymentId(),
                                first.orderId(),
                                "dp_1",
                                Orders.gbp(174),
                                Orders.gbp(3000)));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void counts_orders_by_how_far_they_their_money_and_their_goods_have_come() {
        var all = report("orders", "2026-01-02", "2026-01-04");
        assertThat(all.json().get("items")).hasSize(4);
        var day = report("orders", "2026-01-02", "2026-01-03");
        assertThat(day.json().get("items").valueStream().map(row -> row.at("/status").asString()))
                .containsExactly("CONFIRMED", "SHIPPED");
        assertThat(day.text("/items/0/total/amount")).isEqualTo("3574");
        assertThat(day.text("/items/1/paymentStatus")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(day.text("/items/1/fulfilmentStatus")).isEqualTo("SHIPPED");
        assertThat(day.text("/items/1/orders")).isEqualTo("1");
        assertThat(day.text("/items/1/pieces")).isEqualTo("2");
        assertThat(day.text("/items/1/total/amount")).isEqualTo("3174");
        assertThat(day.text("/items/1/refunded/amount")).isEqualTo("1000");
    }

    @Test
    void names_the_customers_who_ordered_most() {
        var report = report("customers", "2026-01-02", "2026-01-04");
        assertThat(report.json().get("items")).hasSize(2);
        assertThat(report.text("/items/0/customerId")).isEqualTo(first.customer().value());
        assertThat(report.text("/items/0/orders")).isEqualTo("2");
        assertThat(report.text("/items/0/pieces")).isEqualTo("4");
        assertThat(report.text("/items/0/total/amount")).isEqualTo("6748");
        assertThat(report.text("/items/0/refunded/amount")).isEqualTo("1000");
        assertThat(report.text("/items/1/customerId")).isEqualTo(ofOther.customer().value());
        assertThat(report.text("/items/1/orders")).isEqualTo("1");
        assertThat(report("customers", "2026-01-03", "2026-01-04").json().get("items")).hasSize(1);
    }

    @Test
    void names_what_was_ordered_most() {
        var report = report("products", "2026-01-02", "2026-01-04");
        assertThat(report.json().get("items")).hasSize(1);
        assertThat(report.text("/items/0/sku")).isEqualTo("TONER-200");
        assertThat(report.text("/items/0/orders")).isEqualTo("3");
        assertThat(report.text("/items/0/pieces")).isEqualTo("6");
        assertThat(report("products", "2026-01-03", "2026-01-04").text("/items/0/pieces"))
                .isEqualTo("2");
    }

    @Test
    void say_what_coupons_brought_and_cost() {
        var report = report("coupons", "2026-01-02", "2026-01-04");
        assertThat(report.json().get("items")).hasSize(2);
        assertThat(report.text("/items/0/code")).isEqualTo("FREESHIP");
        assertThat(report.text("/items/0/cost/amount")).isEqualTo("0");
        assertThat(report.text("/items/1/code")).isEqualTo("SPRING25");
        assertThat(report.text("/items/1/uses")).isEqualTo("1");
        assertThat(report.text("/items/1/revenue/amount")).isEqualTo("3174");
        assertThat(report.text("/items/1/cost/amount")).isEqualTo("250");
        assertThat(report("coupons", "2026-01-02", "2026-01-03").json().get("items")).isEmpty();
    }

    @Test
    void say_what_came_by_each_provider_and_went_back() {
        var report = report("payments", "2026-01-02", "2100-01-01");
        assertThat(report.json().get("items")).hasSize(1);
        assertThat(report.text("/items/0/provider")).isEqualTo("simulated");
        assertThat(report.text("/items/0/payments")).isEqualTo("3");
        assertThat(report.text("/items/0/settled")).isEqualTo("2");
        assertThat(report.text("/items/0/declined")).isEqualTo("1");
        assertThat(report.text("/items/0/refunds")).isEqualTo("1");
        assertThat(report.text("/items/0/received/amount")).isEqualTo("6348");
        assertThat(report.text("/items/0/givenBack/amount")).isEqualTo("1000");
        assertThat(report.text("/items/0/lost/amount")).isEqualTo("174");
        assertThat(report.text("/items/0/net/amount")).isEqualTo("5174");
        assertThat(report("payments", "2000-01-01", "2001-01-01").json().get("items")).isEmpty();
    }

    @Test
    void are_of_the_days_of_the_time_zone_that_is_asked_for() {
        // The orders of the 2nd at 03:04Z were placed on the 1st in New York.
        var west = report("orders", "2026-01-01", "2026-01-02&timeZone=America/New_York");
        assertThat(west.json().get("items")).hasSize(2);
        assertThat(west.text("/timeZone")).isEqualTo("America/New_York");
        assertThat(report("orders", "2026-01-01", "2026-01-02").json().get("items")).isEmpty();
    }

    @Test
    void are_refused_without_both_days_in_their_order() {
        assertThat(report("orders", "2026-01-03", "2026-01-03").text("/field")).isEqualTo("to");
        var open = node.staff("GET", "/api/v1/admin/reports/customers?from=2026-01-01");
        assertThat(open.status()).isEqualTo(400);
        assertThat(open.text("/field")).isEqualTo("to");
    }

    private QueryNode.Answer report(String of, String from, String to) {
        return node.staff(
                "GET",
                "/api/v1/admin/reports/%s?from=%s&to=%s".formatted(of, from, to),
                at(position));
    }
}
