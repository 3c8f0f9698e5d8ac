package io.cartulary.query.reporting;

import static io.cartulary.query.QueryNode.at;
import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.CatalogEvent.ProductPublished;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.order.Orders;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Sales as staff see them, over HTTP. Each test has years of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalesTest {

    private static final Money NOTHING = Orders.gbp(0);

    private QueryNode node;

    @BeforeAll
    void start() {
        node = QueryNode.start();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void count_on_the_day_they_were_made_and_refunds_on_theirs() {
        node.publish(past("100", "2010-12-01T08:26:00Z", 1000, 3));
        var second = past("101", "2010-12-01T23:59:59Z", 550, 2);
        node.publish(second);
        node.publish(past("102", "2011-01-03T10:00:00Z", 200, 1));
        var position =
                node.publish(
                        new ImportedRefundRecorded(
                                second.orderId(),
                                "C102",
                                null,
                                List.of(),
                                Orders.gbp(150),
                                Orders.gbp(150),
                                Instant.parse("2010-12-07T09:00:00Z")));

        var days = report("2010-12-01", "2012-01-01", "day", position);
        assertThat(days.json().get("items")).hasSize(3);
        assertThat(days.text("/items/0/period")).isEqualTo("2010-12-01");
        assertThat(days.text("/items/0/orders")).isEqualTo("2");
        assertThat(days.text("/items/0/pieces")).isEqualTo("5");
        assertThat(days.text("/items/0/gross/amount")).isEqualTo("1550");
        assertThat(days.text("/items/1/refunds/amount")).isEqualTo("150");
        assertThat(days.text("/items/1/net/amount")).isEqualTo("-150");
        assertThat(days.text("/totals/0/net/amount")).isEqualTo("1600");

        var months = report("2010-12-01", "2012-01-01", "month", position);
        assertThat(months.json().get("items")).hasSize(2);
        assertThat(months.text("/items/0/net/amount")).isEqualTo("1400");
        var weeks = report("2010-12-01", "2011-01-01", "week", position);
        assertThat(weeks.text("/items/0/period")).isEqualTo("2010-11-29");
        assertThat(report("2011-12-31", "2010-12-01", "day", position).text("/field"))
                .isEqualTo("to");
        assertThat(report("2010-12-01", "2010-12-02", "minute", position).text("/field"))
                .isEqualTo("by");
        assertThat(report("1971-12-31", "1972-12-02", "day", position).text("/field"))
                .isEqualTo("from");
        assertThat(report("1972-01-01", "2100-12-02", "hour", position).text("/field"))
                .isEqualTo("to");
    }

    @Test
    void count_in_the_hours_and_days_of_any_clock() {
        // In London clocks went back at 01:00Z on 31 October, in New York at 06:00Z a week later.
        var hours = List.of("2004-10-30T23:00:00Z", "2004-10-31T00:59:59Z", "2004-10-31T01:00:00Z");
        for (var hour : hours) {
            node.publish(past("dst-" + hour, hour, 100, 1));
        }
        node.publish(past("dst-last", "2004-10-31T23:59:59Z", 100, 1));
        var position = node.publish(past("dst-next", "2004-11-01T00:00:00Z", 100, 1));

        var byHour = report("2004-10-31", "2004-11-01", "hour&timeZone=Europe/London", position);
        assertThat(periods(byHour))
                .containsExactly(
                        "2004-10-31T00:00+01:00",
                        "2004-10-31T01:00+01:00",
                        "2004-10-31T01:00Z",
                        "2004-10-31T23:00Z");
        assertThat(byHour.text("/timeZone")).isEqualTo("Europe/London");
        var byDay = report("2004-10-31", "2004-11-02", "day&timeZone=Europe/London", position);
        assertThat(periods(byDay)).containsExactly("2004-10-31", "2004-11-01");
        assertThat(byDay.text("/items/0/orders")).isEqualTo("4");
        // 05:44:59 and 05:45 in Kathmandu are in two hours.
        var far = report("2004-11-01", "2004-11-02", "hour&timeZone=Asia/Kathmandu", position);
        assertThat(periods(far)).containsExactly("2004-11-01T05:00+05:45");
        assertThat(far.text("/items/0/orders")).isEqualTo("2");
        var west = report("2004-10-30", "2004-10-31", "month&timeZone=America/New_York", position);
        assertThat(periods(west)).containsExactly("2004-10-01");
        assertThat(west.text("/items/0/orders")).isEqualTo("3");
        assertThat(
                        report("2004-10-30", "2004-10-31", "day&timeZone=London", position)
                                .text("/field"))
                .isEqualTo("timeZone");
    }

    @Test
    void are_a_table_with_the_same_numbers_however_many_rows() {
        node.publish(past("csv-1", "2001-01-01T08:26:00Z", 1000, 3));
        var position = node.publish(past("csv-2", "2003-12-31T23:59:59Z", 550, 2));
        var table =
                node.staff(
                        "GET",
                        "/api/v1/admin/reports/sales/export?from=2001-01-01&to=2004-01-01&by=hour",
                        at(position));
        assertThat(table.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(table.response().body().lines())
                .containsExactly(
                        "period,currency,orders,pieces,subtotal,discounts,shipping,tax,tax_in_prices,exchanged,gross,refunds,net",
                        "2001-01-01T08:00Z,GBP,1,3,10.00,0.00,0.00,0.00,0.00,0.00,10.00,0.00,10.00",
                        "2003-12-31T23:00Z,GBP,1,2,5.50,0.00,0.00,0.00,0.00,0.00,5.50,0.00,5.50");
    }

    @Test
    void contain_what_changes_of_an_order_cost_more_until_it_is_cancelled() {
        var order = Orders.fresh();
        var edit = new EditId("edit-" + order.orderId());
        node.publish(order.placed());
        var changed = node.publish(order.linesAdded(edit, PaymentId.of(edit), 1000, 400));
        var before = report("2026-01-01", "2027-01-01", "year", changed);
        assertThat(before.text("/items/0/gross/amount")).isEqualTo("3574");
        assertThat(before.text("/items/0/pieces")).isEqualTo("3");
        assertThat(before.text("/items/0/subtotal/amount")).isEqualTo("3500");
        assertThat(before.text("/items/0/discounts/amount")).isEqualTo("250");
        assertThat(before.text("/items/0/shipping/amount")).isEqualTo("395");
        assertThat(before.text("/items/0/tax/amount")).isEqualTo("529");
        assertThat(before.text("/items/0/taxInPrices/amount")).isEqualTo("0");
        assertThat(before.text("/items/0/exchanged/amount")).isEqualTo("600");

        var cancelled = node.publish(order.cancelled());
        var after = report("2026-01-01", "2027-01-01", "year", cancelled);
        assertThat(after.text("/items/0/gross/amount")).isEqualTo("0");
        assertThat(after.text("/items/0/pieces")).isEqualTo("0");
    }

    @Test
    void are_exact_after_any_sequence_of_orders_refunds_and_cancellations() {
        var random = new Random(7);
        var open = new ArrayList<Orders>();
        var day = new HashMap<Orders, LocalDate>();
        var refunded = new HashMap<Orders, Long>();
        var gross = new HashMap<LocalDate, Long>();
        var refunds = 0L;
        var position = new Position(0);
        for (var round = 0; round < 60; round++) {
            var events = new ArrayList<DomainEvent>();
            for (var i = 0; i < 1 + random.nextInt(5); i++) {
                switch (open.isEmpty() ? 0 : random.nextInt(4)) {
                    case 0, 1 -> {
                        var order = Orders.fresh();
                        var placed = placedOn(order, random.nextInt(10));
                        open.add(order);
                        day.put(order, LocalDate.ofInstant(placed.placedAt(), ZoneOffset.UTC));
                        gross.merge(day.get(order), 3174L, Long::sum);
                        events.add(placed);
                    }
                    case 2 -> {
                        var order = open.get(random.nextInt(open.size()));
                        var sum = refunded.merge(order, 100L, Long::sum);
                        refunds += 100;
                        events.add(order.refunded(100, sum));
                    }
                    default -> {
                        var order = open.remove(random.nextInt(open.size()));
                        gross.merge(day.get(order), -3174L, Long::sum);
                        refunds -= refunded.getOrDefault(order, 0L);
                        events.add(order.cancelled());
                        events.add(order.refunded(3174, 3174));
                    }
                }
            }
            position = node.publish(events.toArray(DomainEvent[]::new));
        }

        var days = report("2099-01-01", "2100-01-01", "day", position);
        var reported = new HashMap<LocalDate, Long>();
        days.json()
                .get("items")
                .forEach(row ->
                        reported.put(
                                LocalDate.parse(row.at("/period").asString()),
                                row.at("/gross/amount").asLong()));
        gross.forEach((date, sum) ->
                assertThat(reported.getOrDefault(date, 0L)).as("gross on %s", date).isEqualTo(sum));
        // Refunds are of today.
        var report = report("2026-02-01", "2100-01-01", "month", position);
        assertThat(report.json().at("/totals/0/refunds/amount").asLong()).isEqualTo(refunds);
        assertThat(report.json().at("/totals/0/orders").asInt()).isEqualTo(open.size());
    }

    @Test
    void stand_on_the_dashboard_with_the_latest_orders() {
        try (var empty = QueryNode.start()) {
            assertDashboard(empty);
        }
    }

    private static void assertDashboard(QueryNode node) {
        var toner =
                created("Rose toner", "Rosa", "Skincare", Map.of(), variant("TONER-200", 1, "GBP"));
        node.publish(toner, new ProductPublished(toner.productId()));
        var cancelled = Orders.fresh();
        node.publish(cancelled.placed(), cancelled.cancelled());
        var order = Orders.fresh();
        var position = node.publish(order.untilConfirmed());

        var dashboard = node.staff("GET", "/api/v1/admin/dashboard", at(position));
        assertThat(dashboard.text("/orders")).isEqualTo("1");
        assertThat(dashboard.text("/revenue/0/amount")).isEqualTo("3174");
        assertThat(dashboard.text("/customers")).isEqualTo("2");
        assertThat(dashboard.text("/ordersByStatus/CONFIRMED")).isEqualTo("1");
        assertThat(dashboard.text("/ordersByStatus/CANCELLED")).isEqualTo("1");
        assertThat(dashboard.json().get("recentOrders")).hasSize(2);
        assertThat(dashboard.text("/topProducts/0/name")).isEqualTo("Rose toner");
        assertThat(dashboard.text("/topProducts/0/reason")).isEqualTo("BOUGHT_OFTEN");
    }

    private QueryNode.Answer report(String from, String to, String by, Position position) {
        return node.staff(
                "GET",
                "/api/v1/admin/reports/sales?from=%s&to=%s&by=%s".formatted(from, to, by),
                at(position));
    }

    private static List<String> periods(QueryNode.Answer report) {
        return report.json()
                .get("items")
                .valueStream()
                .map(row -> row.at("/period").asString())
                .toList();
    }

    private static OrderPlaced placedOn(Orders order, int dayOffset) {
        return order.placed(Instant.parse("2099-03-01T12:00:00Z").plus(Duration.ofDays(dayOffset)));
    }

    private static OrderImported past(String number, String placedAt, long total, int pieces) {
        var line = Orders.fresh().placed().lines().getFirst();
        return new OrderImported(
                OrderId.named(number),
                number,
                null,
                "GB",
                List.of(
                        new OrderLine(
                                1,
                                line.sku(),
                                line.productId(),
                                line.name(),
                                pieces,
                                line.unitPrice(),
                                NOTHING,
                                NOTHING,
                                Orders.gbp(total),
                                0)),
                new OrderTotals(Orders.gbp(total), NOTHING, NOTHING, NOTHING, Orders.gbp(total)),
                Instant.parse(placedAt));
    }
}
