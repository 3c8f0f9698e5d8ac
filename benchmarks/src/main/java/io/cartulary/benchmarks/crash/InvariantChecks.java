package io.cartulary.benchmarks.crash;

import static io.cartulary.benchmarks.crash.ShopRecords.text;

import io.cartulary.benchmarks.crash.ShopRecords.Effect;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a shop promises, checked on what it and its payment provider recorded.
public final class InvariantChecks {

    private static final Set<String> REQUESTED_BY_PEOPLE =
            Set.of("CUSTOMER_REQUEST", "STAFF_REQUEST");

    private static final Set<String> RESERVATION_ENDS =
            Set.of(
                    "inventory.ReservationConfirmed",
                    "inventory.ReservationReleased",
                    "inventory.ReservationExpired");

    private static final Set<String> PAYMENT_ENDS =
            Set.of("payment.PaymentSettled", "payment.PaymentDeclined", "payment.PaymentVoided");
    private final ShopRecords records;
    private final Map<String, JsonNode> placed = new TreeMap<>();
    private final Set<String> confirmed;
    private final Set<String> cancelled;

    /// Confirmed and not cancelled afterwards: what the shop delivers and is paid for.
    private final Set<String> kept;

    /// Money of one payment in minor units.
    private record Money(long settled, long refunded) {
        Money plus(Money other) {
            return new Money(settled + other.settled, refunded + other.refunded);
        }
    }

    private InvariantChecks(ShopRecords records) {
        this.records = records;
        records.all("order.OrderPlaced")
                .forEach(event -> placed.put(text(event, "orderId"), event));
        this.confirmed = records.ids("order.OrderConfirmed", "orderId");
        this.cancelled = records.ids("order.OrderCancelled", "orderId");
        this.kept = new TreeSet<>(confirmed);
        kept.removeAll(cancelled);
    }

    /// @param data the shop's folder; its PostgreSQL must be running
    /// @param axonServer where its events are, if not in PostgreSQL
    public static InvariantChecks read(Path data, @Nullable String axonServer)
            throws IOException, SQLException {
        return new InvariantChecks(ShopRecords.read(data, axonServer));
    }

    /// How many orders, payments, refunds and effects have not ended: [#unfinished] without reading
    /// all books.
    static long countUnfinished(Path data, @Nullable String axonServer)
            throws IOException, SQLException {
        if (axonServer != null) {
            return read(data, axonServer).unfinished().size();
        }
        try (var connection = ShopRecords.connection(data);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select (select count(*) from effect where state = 'DUE')
                                     + count(*) filter (where payload_type = 'order.OrderPlaced')
                                     - count(distinct aggregate_identifier) filter (
                                           where payload_type in ('order.OrderConfirmed', 'order.OrderCancelled'))
                                     + count(*) filter (where payload_type = 'payment.PaymentRequested')
                                     - count(distinct aggregate_identifier) filter (
                                           where payload_type in ('payment.PaymentSettled', 'payment.PaymentDeclined',
                                                                  'payment.PaymentVoided'))
                                     + count(*) filter (where payload_type = 'payment.RefundRequested')
                                     - count(*) filter (where payload_type = 'payment.RefundSettled')
                                from domain_event_entry\
                                """)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// Which of what was begun has not ended yet; empty when nothing more is to be expected.
    public List<String> unfinished() {
        var open = new ArrayList<String>();
        var orders = new TreeSet<>(placed.keySet());
        orders.removeAll(confirmed);
        orders.removeAll(cancelled);
        orders.forEach(order -> open.add(order + " is neither confirmed nor cancelled"));

        var payments = new TreeSet<>(records.ids("payment.PaymentRequested", "paymentId"));
        PAYMENT_ENDS.forEach(end -> payments.removeAll(records.ids(end, "paymentId")));
        payments.forEach(payment -> open.add(payment + " is neither settled, declined nor voided"));

        var refunds = new TreeSet<>(records.ids("payment.RefundRequested", "refundId"));
        refunds.removeAll(records.ids("payment.RefundSettled", "refundId"));
        refunds.forEach(refund -> open.add(refund + " is not paid back"));

        for (var effect : records.effects()) {
            if (effect.state().equals("DUE")) {
                open.add(effect + " is still to be done");
            }
        }
        reservations()
                .forEach((holder, ends) -> {
                    if (ends == 0) {
                        open.add("the pieces for " + holder + " are still promised");
                    }
                });
        return open;
    }

    /// Every promise of the shop that the books show broken, as sentences.
    public List<String> violations() {
        var broken = new ArrayList<>(unfinished());
        for (var cancellation : records.all("order.OrderCancelled")) {
            var order = text(cancellation, "orderId");
            if (confirmed.contains(order)
                    && !REQUESTED_BY_PEOPLE.contains(text(cancellation, "reason"))) {
                broken.add(order + " is both confirmed and cancelled");
            }
        }
        checkReservations(broken);
        checkEffects(broken);
        checkStock(broken);
        checkCoupons(broken);
        checkPayments(broken);
        checkLedger(broken);
        return broken;
    }

    /// How often each promise of pieces was confirmed, released or expired.
    private Map<String, Integer> reservations() {
        var ends = new TreeMap<String, Integer>();
        for (var event : records.events()) {
            var body = event.body();
            var holder = text(body, "orderId") + " of " + text(body, "sku") + text(body, "bundle");
            if (event.type().equals("inventory.StockReserved")) {
                ends.putIfAbsent(holder, 0);
            } else if (RESERVATION_ENDS.contains(event.type())) {
                ends.merge(holder, 1, Integer::sum);
            }
        }
        return ends;
    }

    private void checkReservations(List<String> broken) {
        reservations()
                .forEach((holder, ends) -> {
                    if (ends > 1) {
                        broken.add("the pieces for %s ended %d times".formatted(holder, ends));
                    }
                });
        for (var event : records.events()) {
            var onHand = event.body().path("onHand");
            if (event.type().startsWith("inventory.")
                    && onHand.isNumber()
                    && (event.body().path("reserved").asLong() < 0
                            || onHand.asLong() < event.body().path("reserved").asLong())) {
                broken.add(text(event.body(), "sku") + " promised more than there was: " + event);
            }
        }
    }

    /// Each cause had its effect once, none is left but what only staff can decide, and the
    /// provider wrote down none of ours twice.
    private void checkEffects(List<String> broken) {
        var recorded = new TreeSet<String>();
        for (var effect : records.effects()) {
            if (!recorded.add(effect.kind() + effect.cause())) {
                broken.add(effect + " was recorded twice");
            }
            if (!effect.state().equals("DONE")
                    && !effect.state().equals("DUE")
                    && !effect.isRightlyParked()) {
                broken.add(effect + " is " + effect.state());
            }
        }
        var theirs = new TreeSet<String>();
        for (var entry : records.ledger()) {
            var name =
                    "%s of %s %s"
                            .formatted(
                                    text(entry, "entry"),
                                    text(entry, "reference"),
                                    text(entry, "refundId"));
            if (!theirs.add(name)) {
                broken.add("the provider did it twice: " + name);
            }
        }
    }

    /// Every confirmed order is confirmed by a mail, and what the mail server took is what the
    /// ledger says; only of what waits for staff no one needs to know.
    ///
    /// @param received how often each mail came in, by its effect's key
    List<String> wrongMails(Map<String, Integer> received) {
        var broken = new ArrayList<String>();
        var recorded = new TreeMap<String, Effect>();
        for (var effect : records.effects()) {
            if (effect.kind().equals("mail-order-confirmation")) {
                recorded.put(effect.key(), effect);
                int came = received.getOrDefault(effect.key(), 0);
                if (came > 1 || came == 0 && !effect.isRightlyParked()) {
                    broken.add(
                            "%s is %s and came %d times".formatted(effect, effect.state(), came));
                }
            }
        }
        for (var order : confirmed) {
            if (!recorded.containsKey(order + "-confirmation")) {
                broken.add(order + " was confirmed without a mail");
            }
        }
        if (!recorded.keySet().containsAll(received.keySet())) {
            broken.add("a mail came that no one recorded");
        }
        return broken;
    }

    private void checkStock(List<String> broken) {
        var sold = new HashMap<String, Long>();
        for (var order : records.all("order.OrderConfirmed")) {
            if (!kept.contains(text(order, "orderId"))) {
                continue;
            }
            for (var line : order.path("sold")) {
                sold.merge(text(line, "sku"), line.path("quantity").asLong(), Long::sum);
            }
        }
        for (var change : records.all("order.OrderLinesAdded")) {
            if (!kept.contains(text(change, "orderId"))) {
                continue;
            }
            for (var line : change.path("lines")) {
                sold.merge(text(line, "sku"), line.path("quantity").asLong(), Long::sum);
            }
        }
        var delivered = new HashMap<String, Long>();
        for (var adjustment : records.all("inventory.StockAdjusted")) {
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
        for (var event : records.events()) {
            if (event.type().startsWith("inventory.") && event.body().has("onHand")) {
                last.put(text(event.body(), "sku"), event.body());
            }
        }
        return last;
    }

    private void checkCoupons(List<String> broken) {
        var wanted = new TreeMap<String, Long>();
        placed.forEach((order, event) -> {
            if (kept.contains(order)) {
                event.path("discounts")
                        .forEach(discount -> wanted.merge(text(discount, "code"), 1L, Long::sum));
            }
        });
        var uses = new TreeMap<String, Long>();
        records.all("coupon.CouponRedeemed")
                .forEach(event -> uses.merge(text(event, "code"), 1L, Long::sum));
        records.all("coupon.CouponUseReturned")
                .forEach(event -> uses.merge(text(event, "code"), -1L, Long::sum));
        uses.values().removeIf(count -> count == 0);
        if (!uses.equals(wanted)) {
            broken.add(
                    "coupon uses %s are not the confirmed orders with them %s"
                            .formatted(uses, wanted));
        }
    }

    private void checkPayments(List<String> broken) {
        for (var payment : records.all("payment.PaymentRequested")) {
            if (!placed.containsKey(text(payment, "orderId"))) {
                broken.add(text(payment, "paymentId") + " is a payment without an order");
            }
        }
        var money = ours();
        placed.forEach((order, event) -> {
            var had = money.getOrDefault(text(event, "paymentId"), new Money(0, 0));
            long total = event.path("totals").path("total").path("amount").asLong();
            long due = kept.contains(order) ? total : 0;
            if (had.settled() - had.refunded() != due) {
                broken.add(
                        "%s: %d was taken and %d given back, but %d is due"
                                .formatted(order, had.settled(), had.refunded(), due));
            }
        });
    }

    private void checkLedger(List<String> broken) {
        var ours = ours();
        var theirs = new TreeMap<String, Money>();
        for (var entry : records.ledger()) {
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
        for (var event : records.all("payment.PaymentSettled")) {
            ours.merge(text(event, "paymentId"), new Money(amount(event), 0), Money::plus);
        }
        for (var event : records.all("payment.RefundSettled")) {
            ours.merge(text(event, "paymentId"), new Money(0, amount(event)), Money::plus);
        }
        return ours;
    }

    private static long amount(JsonNode event) {
        return event.path("amount").path("amount").asLong();
    }

    Set<String> placed() {
        return placed.keySet();
    }

    /// How the order ended: `confirmed` or `cancelled`.
    String end(String order) {
        return kept.contains(order) ? "confirmed" : "cancelled";
    }

    /// In a line: what happened in the shop.
    String summary() {
        return "%d orders: %d confirmed, %d cancelled, of which %d after they were confirmed; %d payments settled, %d refunds; %d effects, %d of them parked"
                .formatted(
                        placed.size(),
                        kept.size(),
                        placed.size() - kept.size(),
                        confirmed.size() - kept.size(),
                        records.all("payment.PaymentSettled").size(),
                        records.all("payment.RefundSettled").size(),
                        records.effects().size(),
                        records.effects().stream()
                                .filter(effect -> effect.state().equals("PARKED"))
                                .count());
    }
}
