package io.cartulary.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything a shop recorded, and what its payment provider recorded, read where they keep it and
/// not through the shop.
final class Books {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> PAYMENT_ENDS =
            Set.of("payment.PaymentSettled", "payment.PaymentDeclined", "payment.PaymentVoided");

    private final List<Event> events;
    private final List<JsonNode> ledger;
    private final Map<String, JsonNode> placed = new TreeMap<>();
    private final Set<String> confirmed;
    private final Set<String> cancelled;

    private record Event(String type, JsonNode body) {}

    /// Money of one payment in minor units.
    private record Money(long settled, long refunded) {
        Money plus(Money other) {
            return new Money(settled + other.settled, refunded + other.refunded);
        }
    }

    private Books(List<Event> events, List<JsonNode> ledger) {
        this.events = events;
        this.ledger = ledger;
        all("order.OrderPlaced").forEach(event -> placed.put(text(event, "orderId"), event));
        this.confirmed = ids("order.OrderConfirmed", "orderId");
        this.cancelled = ids("order.OrderCancelled", "orderId");
    }

    /// @param data the shop's folder; its PostgreSQL must be running
    static Books read(Path data) throws IOException, SQLException {
        // The ledger first: a payment may settle in between, and then ours alone would know it
        // less.
        var ledger = readLedger(data.resolve("payment-provider/data/ledger.jsonl"));
        return new Books(readEvents(data.resolve("postgresql/port")), ledger);
    }

    private static List<Event> readEvents(Path port) throws IOException, SQLException {
        var url =
                "jdbc:postgresql://localhost:%s/cartulary_events"
                        .formatted(Files.readString(port).strip());
        try (var connection = DriverManager.getConnection(url, "postgres", null);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select payload_type, payload from domain_event_entry order by global_index")) {
            var events = new ArrayList<Event>();
            while (rows.next()) {
                events.add(new Event(rows.getString(1), JSON.readTree(rows.getBytes(2))));
            }
            return events;
        }
    }

    private static List<JsonNode> readLedger(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var text = Files.readString(file, StandardCharsets.UTF_8);
        // A line that is not ended was never acknowledged.
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(JSON::readTree).toList();
    }

    /// Which of what was begun has not ended yet; empty when nothing more is to be expected.
    List<String> unfinished() {
        var open = new ArrayList<String>();
        var orders = new TreeSet<>(placed.keySet());
        orders.removeAll(confirmed);
        orders.removeAll(cancelled);
        orders.forEach(order -> open.add(order + " is neither confirmed nor cancelled"));

        var payments = new TreeSet<>(ids("payment.PaymentRequested", "paymentId"));
        PAYMENT_ENDS.forEach(end -> payments.removeAll(ids(end, "paymentId")));
        payments.forEach(payment -> open.add(payment + " is neither settled, declined nor voided"));

        var refunds = new TreeSet<>(ids("payment.RefundRequested", "refundId"));
        refunds.removeAll(ids("payment.RefundSettled", "refundId"));
        refunds.forEach(refund -> open.add(refund + " is not paid back"));
        return open;
    }

    /// Every promise of the shop that the books show broken, as sentences.
    List<String> violations() {
        var broken = new ArrayList<>(unfinished());
        for (var order : confirmed) {
            if (cancelled.contains(order)) {
                broken.add(order + " is both confirmed and cancelled");
            }
        }
        checkStock(broken);
        checkCoupons(broken);
        checkPayments(broken);
        checkLedger(broken);
        return broken;
    }

    private void checkStock(List<String> broken) {
        var sold = new HashMap<String, Long>();
        for (var order : all("order.OrderConfirmed")) {
            for (var line : order.path("sold")) {
                sold.merge(text(line, "sku"), line.path("quantity").asLong(), Long::sum);
            }
        }
        var delivered = new HashMap<String, Long>();
        for (var adjustment : all("inventory.StockAdjusted")) {
            delivered.merge(text(adjustment, "sku"), adjustment.path("delta").asLong(), Long::sum);
        }
        lastCounts()
                .forEach((sku, counts) -> {
                    long onHand = counts.path("onHand").asLong();
                    long reserved = counts.path("reserved").asLong();
                    long gone = sold.getOrDefault(sku, 0L);
                    long came = delivered.getOrDefault(sku, 0L);
                    if (reserved != 0) {
                        broken.add("%s: %d pieces are still reserved".formatted(sku, reserved));
                    }
                    if (onHand + gone != came) {
                        broken.add(
                                "%s: %d on hand and %d sold are not the %d delivered"
                                        .formatted(sku, onHand, gone, came));
                    }
                });
    }

    /// The last event of each SKU, which carries the counts after it.
    private Map<String, JsonNode> lastCounts() {
        var last = new TreeMap<String, JsonNode>();
        for (var event : events) {
            if (event.type().startsWith("inventory.") && event.body().has("onHand")) {
                last.put(text(event.body(), "sku"), event.body());
            }
        }
        return last;
    }

    private void checkCoupons(List<String> broken) {
        var wanted = new TreeMap<String, Long>();
        placed.forEach((order, event) -> {
            if (confirmed.contains(order)) {
                event.path("discounts")
                        .forEach(discount -> wanted.merge(text(discount, "code"), 1L, Long::sum));
            }
        });
        var uses = new TreeMap<String, Long>();
        all("coupon.CouponRedeemed")
                .forEach(event -> uses.merge(text(event, "code"), 1L, Long::sum));
        all("coupon.CouponUseReturned")
                .forEach(event -> uses.merge(text(event, "code"), -1L, Long::sum));
        uses.values().removeIf(count -> count == 0);
        if (!uses.equals(wanted)) {
            broken.add(
                    "coupon uses %s are not the confirmed orders with them %s"
                            .formatted(uses, wanted));
        }
    }

    private void checkPayments(List<String> broken) {
        for (var payment : all("payment.PaymentRequested")) {
            if (!placed.containsKey(text(payment, "orderId"))) {
                broken.add(text(payment, "paymentId") + " is a payment without an order");
            }
        }
        var money = ours();
        placed.forEach((order, event) -> {
            var kept = money.getOrDefault(text(event, "paymentId"), new Money(0, 0));
            long total = event.path("totals").path("total").path("amount").asLong();
            long due = confirmed.contains(order) ? total : 0;
            if (kept.settled() - kept.refunded() != due) {
                broken.add(
                        "%s: %d was taken and %d given back, but %d is due"
                                .formatted(order, kept.settled(), kept.refunded(), due));
            }
        });
    }

    private void checkLedger(List<String> broken) {
        var ours = ours();
        var theirs = new TreeMap<String, Money>();
        for (var entry : ledger) {
            var amount = entry.path("amount").asLong();
            var money =
                    switch (text(entry, "entry")) {
                        case "settled" -> new Money(amount, 0);
                        case "refunded" -> new Money(0, amount);
                        default -> new Money(0, 0);
                    };
            theirs.merge(text(entry, "reference"), money, Money::plus);
        }
        theirs.values().removeIf(money -> money.equals(new Money(0, 0)));
        var payments = new TreeSet<>(ours.keySet());
        payments.addAll(theirs.keySet());
        for (var payment : payments) {
            if (!Objects.equals(ours.get(payment), theirs.get(payment))) {
                broken.add(
                        "%s: our books say %s, the provider's ledger says %s"
                                .formatted(payment, ours.get(payment), theirs.get(payment)));
            }
        }
    }

    private Map<String, Money> ours() {
        var ours = new TreeMap<String, Money>();
        for (var event : all("payment.PaymentSettled")) {
            ours.merge(text(event, "paymentId"), new Money(amount(event), 0), Money::plus);
        }
        for (var event : all("payment.RefundSettled")) {
            ours.merge(text(event, "paymentId"), new Money(0, amount(event)), Money::plus);
        }
        return ours;
    }

    private List<JsonNode> all(String type) {
        return events.stream().filter(event -> event.type().equals(type)).map(Event::body).toList();
    }

    private Set<String> ids(String type, String member) {
        return all(type).stream().map(event -> text(event, member)).collect(Collectors.toSet());
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private static long amount(JsonNode event) {
        return event.path("amount").path("amount").asLong();
    }

    Set<String> placed() {
        return placed.keySet();
    }

    /// How the order ended: `confirmed` or `cancelled`.
    String end(String order) {
        return confirmed.contains(order) ? "confirmed" : "cancelled";
    }

    int confirmedCount() {
        return confirmed.size();
    }
}
