package io.cartulary.query.reporting;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.order.EditId;
import io.cartulary.events.payment.PaymentId;
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
        node.publish(ofOther.placed(nextDay));
        var cancelled = ofOther.another();
        position = node.publish(cancelled.placed(nextDay), cancelled.cancelled());
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
