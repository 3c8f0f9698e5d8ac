package io.cartulary.benchmarks.crash;

import io.cartulary.embedded.parts.Database;
import io.cartulary.embedded.parts.DatabaseUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Everything a shop recorded, and what its payment provider recorded, read where they keep it and
/// not through the shop.
public final class InvariantChecks {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> REQUESTED_BY_PEOPLE =
            Set.of("CUSTOMER_REQUEST", "STAFF_REQUEST");
    private static final Set<String> RESERVATION_ENDS =
            Set.of(
                    "inventory.ReservationConfirmed",
                    "inventory.ReservationReleased",
                    "inventory.ReservationExpired");
    private static final Set<String> PAYMENT_ENDS =
            Set.of("payment.PaymentSettled", "payment.PaymentDeclined", "payment.PaymentVoided");

    private static final List<String> CHECKED =
            List.of("order.", "inventory.", "coupon.", "payment.");
    private static final List<String> UNCHECKED =
            List.of(
                    "lines",
                    "pieces",
                    "held",
                    "contact",
                    "shippingAddress",
                    "billingAddress",
                    "cartId",
                    "customerId",
                    "stockItemId",
                    "reservedUntil",
                    "placedAt",
                    "coupons",
                    "terms");

    private final List<Event> events;
    private final List<JsonNode> ledger;
    private final List<Effect> effects;
    private final Map<String, JsonNode> placed = new TreeMap<>();
    private final Set<String> confirmed;
    private final Set<String> cancelled;

    /// Confirmed and not cancelled afterwards: what the shop delivers and is paid for.
    private final Set<String> kept;

    private record Event(String type, JsonNode body) {}

    /// One row of the effects ledger.
    private record Effect(
            String kind,
            String guarantee,
            String key,
            String cause,
            String state,
            boolean inDoubt) {

        /// Waits for staff, as its kind promises: nobody may know whether it happened.
        boolean isRightlyParked() {
            return state.equals("PARKED") && guarantee.equals("AT_MOST_ONCE") && inDoubt;
        }

        @Override
        public String toString() {
            return kind + " " + key;
        }
    }

    /// Money of one payment in minor units.
    private record Money(long settled, long refunded) {
        Money plus(Money other) {
            return new Money(settled + other.settled, refunded + other.refunded);
        }
    }

    private InvariantChecks(List<Event> events, List<Effect> effects, List<JsonNode> ledger) {
        this.events = events;
        this.effects = effects;
        this.ledger = ledger;
        all("order.OrderPlaced").forEach(event -> placed.put(text(event, "orderId"), event));
        this.confirmed = ids("order.OrderConfirmed", "orderId");
        this.cancelled = ids("order.OrderCancelled", "orderId");
        this.kept = new TreeSet<>(confirmed);
        kept.removeAll(cancelled);
    }

    /// @param data the shop's folder; its PostgreSQL must be running
    /// @param axonServer where its events are, if not in PostgreSQL
    public static InvariantChecks read(Path data, @Nullable String axonServer)
            throws IOException, SQLException {
        // The ledger first: a payment may settle in between, and then ours alone would know it
        // less.
        var ledger = readLedger(data.resolve("payment-provider/data/ledger.jsonl"));
        try (var connection = connection(data)) {
            // Both of one moment: an effect without its cause would be a wonder.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            if (axonServer != null) {
                // The other way round it would be one whose cause came in between.
                var effects = readEffects(connection);
                return new InvariantChecks(readEvents(axonServer), effects, ledger);
            }
            return new InvariantChecks(readEvents(connection), readEffects(connection), ledger);
        }
    }

    /// How many orders, payments, refunds and effects have not ended: [#unfinished] without reading
    /// all books.
    static long countUnfinished(Path data, @Nullable String axonServer)
            throws IOException, SQLException {
        if (axonServer != null) {
            return read(data, axonServer).unfinished().size();
        }
        try (var connection = connection(data);
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

    private static Connection connection(Path data) throws IOException, SQLException {
        return Database.of(data, "cartulary_events", DatabaseUser.COMMAND_SIDE).connect();
    }

    private static List<Event> readEvents(String axonServer) {
        var events = new ArrayList<Event>();
        EventsInAxonServer.read(
                axonServer,
                (type, payload) -> {
                    if (CHECKED.contains(type.substring(0, type.indexOf('.') + 1))) {
                        var body = (ObjectNode) JSON.readTree(payload);
                        body.remove(UNCHECKED);
                        events.add(new Event(type.intern(), body));
                    }
                });
        return events;
    }

    /// Without what no check looks at, which would not fit into memory.
    private static List<Event> readEvents(Connection connection) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        """
                        select payload_type, convert_from(payload, 'UTF8')::jsonb - ? from domain_event_entry
                        where payload_type like any (?) order by global_index\
                        """)) {
            statement.setFetchSize(1_000);
            statement.setArray(1, connection.createArrayOf("text", UNCHECKED.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", CHECKED.stream().map(family -> family + "%").toArray()));
            try (var rows = statement.executeQuery()) {
                var events = new ArrayList<Event>();
                while (rows.next()) {
                    events.add(
                            new Event(
                                    rows.getString(1).intern(), JSON.readTree(rows.getString(2))));
                }
                return events;
            }
        }
    }

    private static List<Effect> readEffects(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select kind, guarantee, key, cause_event_id, state, in_doubt from effect")) {
            var effects = new ArrayList<Effect>();
            while (rows.next()) {
                effects.add(
                        new Effect(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getBoolean(6)));
            }
            return effects;
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
    public List<String> unfinished() {
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

        for (var effect : effects) {
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
        for (var cancellation : all("order.OrderCancelled")) {
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
        for (var event : events) {
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
        for (var event : events) {
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
        for (var effect : effects) {
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
        for (var entry : ledger) {
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

    /// Every confirmed order is to be told by mail, and what the mail server took is what the
    /// ledger says; only of what waits for staff nobody needs to know.
    ///
    /// @param received how often each mail came in, by its effect's key
    List<String> wrongMails(Map<String, Integer> received) {
        var broken = new ArrayList<String>();
        var recorded = new TreeMap<String, Effect>();
        for (var effect : effects) {
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
            broken.add("a mail came that nobody recorded");
        }
        return broken;
    }

    private void checkStock(List<String> broken) {
        var sold = new HashMap<String, Long>();
        for (var order : all("order.OrderConfirmed")) {
            if (!kept.contains(text(order, "orderId"))) {
                continue;
            }
            for (var line : order.path("sold")) {
                sold.merge(text(line, "sku"), line.path("quantity").asLong(), Long::sum);
            }
        }
        for (var change : all("order.OrderLinesAdded")) {
            if (!kept.contains(text(change, "orderId"))) {
                continue;
            }
            for (var line : change.path("lines")) {
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
            if (kept.contains(order)) {
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
                        all("payment.PaymentSettled").size(),
                        all("payment.RefundSettled").size(),
                        effects.size(),
                        effects.stream().filter(effect -> effect.state().equals("PARKED")).count());
    }
}
