package io.cartulary.command.pricing;

import static io.cartulary.command.pricing.ExactMoney.atMost;
import static io.cartulary.command.pricing.ExactMoney.equal;
import static io.cartulary.command.pricing.ExactMoney.half;
import static io.cartulary.command.pricing.ExactMoney.minor;
import static io.cartulary.command.pricing.ExactMoney.sum;
import static io.cartulary.command.pricing.ExactMoney.sumOf;

import io.cartulary.command.pricing.MoneySequence.CreditDue;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Does the arithmetic of `docs/money.md` over a list of events, in exact numbers and in its own
/// way, and fails when an event says something else. It knows events only: no line of the pricing
/// engine, no aggregate, no shared rounding.
final class MoneyOracle {

    private final PriceOracle prices = new PriceOracle();

    // What became of it.
    private @Nullable OrderPlaced placed;

    private final Map<Integer, OrderLine> lines = new HashMap<>();
    private BigDecimal due = BigDecimal.ZERO;
    private BigDecimal subtotal = BigDecimal.ZERO;
    private BigDecimal tax = BigDecimal.ZERO;
    private final Map<Integer, Integer> gone = new HashMap<>();
    private final Map<Integer, BigDecimal> goneFor = new HashMap<>();
    private final Map<EditId, OrderEditRequested> edits = new HashMap<>();
    private final Set<EditId> ended = new HashSet<>();
    private boolean cancelled;

    // Where the money is.
    private final Map<PaymentId, BigDecimal> asked = new HashMap<>();
    private final Map<PaymentId, BigDecimal> paid = new HashMap<>();
    private final Set<PaymentId> authorised = new HashSet<>();
    private final Map<PaymentId, BigDecimal> askedBack = new HashMap<>();
    private final Map<PaymentId, BigDecimal> wentBack = new HashMap<>();
    private final Set<PaymentId> ofOrder = new HashSet<>();
    private BigDecimal refunded = BigDecimal.ZERO;
    private final Map<PaymentId, BigDecimal> goodwill = new HashMap<>();

    /// What was taken off by the last event, and what it says is to go back for it.
    private @Nullable TakenOff takenOff;

    /// What was to go back for each part that was taken off, less what was asked for.
    private final Map<String, BigDecimal> credits = new HashMap<>();

    private final Set<String> waiting = new HashSet<>();

    /// Of the part that is looked at: its name, and what is still to be asked for now.
    private @Nullable String credited;

    private BigDecimal owed = BigDecimal.ZERO;

    private record TakenOff(String reference, BigDecimal cost, BigDecimal amount) {}

    /// Whether an order was placed; fails when a figure is not what it must be.
    static boolean check(List<Object> events) {
        var oracle = new MoneyOracle();
        events.forEach(oracle::follow);
        oracle.checkEnd();
        return oracle.placed != null;
    }

    /// Checks what only what comes next shows, then reads that.
    private void follow(Object event) {
        checkTakenOff(event);
        switch (event) {
            case RefundRequested e when isCredit(e) -> {
                owed = owed.subtract(minor(e.amount()));
                credits.merge(credited, minor(e.amount()).negate(), BigDecimal::add);
                checkAskedBack(e);
            }
            case RefundSettled _, OrderRefunded _ -> read(event);
            default -> {
                settleOwed();
                read(event);
            }
        }
    }

    /// For what is put in instead nothing goes back.
    private void checkTakenOff(@Nullable Object next) {
        if (takenOff == null) {
            return;
        }
        var instead =
                next instanceof OrderLinesAdded added && isFor(added, takenOff)
                        ? sumOf(added.lines())
                        : BigDecimal.ZERO;
        equal(
                "what goes back",
                takenOff.cost().subtract(instead).max(BigDecimal.ZERO),
                takenOff.amount());
        if (takenOff.amount().signum() > 0) {
            credits.put(takenOff.reference(), takenOff.amount());
            waiting.add(takenOff.reference());
        }
        takenOff = null;
    }

    private boolean isFor(OrderLinesAdded added, TakenOff off) {
        var returnId = edits.get(added.editId()).returnId();
        return off.reference().equals(returnId == null ? added.editId().value() : returnId.value());
    }

    private static boolean isCredit(RefundRequested event) {
        return event.reason() == RefundReason.LINES_CANCELLED
                || event.reason() == RefundReason.GOODS_RETURNED;
    }

    /// Nothing goes back while money is only authorised; then never more than is kept beyond what
    /// the order costs now, where goodwill counts as kept, nor than is left of the payments.
    private void lookAt(String reference) {
        credited = reference;
        if (ofOrder.stream().noneMatch(authorised::contains)) {
            var left = leftOfOrder();
            owed = credits.get(reference).min(left.add(goodwillOfOrder()).subtract(due)).min(left);
            owed = owed.max(BigDecimal.ZERO);
            waiting.remove(reference);
        }
    }

    private BigDecimal leftOfOrder() {
        var left = BigDecimal.ZERO;
        for (var payment : ofOrder) {
            left = left.add(paid.get(payment)).subtract(askedBackOf(payment));
        }
        return left;
    }

    private BigDecimal goodwillOfOrder() {
        var sum = BigDecimal.ZERO;
        for (var payment : ofOrder) {
            sum = sum.add(goodwill.getOrDefault(payment, BigDecimal.ZERO));
        }
        return sum;
    }

    private void settleOwed() {
        equal("what is left to go back", BigDecimal.ZERO, owed);
        credited = null;
    }

    private void checkEnd() {
        checkTakenOff(null);
        settleOwed();
        if (placed == null) {
            return;
        }
        equal("what still waits", Set.of(), waiting);
        var kept = leftOfOrder();
        var inWhole =
                ofOrder.stream()
                        .allMatch(payment -> paid.get(payment).compareTo(asked.get(payment)) == 0);
        if (cancelled) {
            equal("kept of a cancelled order", BigDecimal.ZERO, kept);
        } else if (inWhole && goodwillOfOrder().signum() == 0) {
            equal("kept", due, kept);
        } else {
            atMost("kept", kept, due);
        }
    }

    private BigDecimal askedBackOf(PaymentId payment) {
        return askedBack.getOrDefault(payment, BigDecimal.ZERO);
    }

    private void read(Object event) {
        prices.read(event);
        switch (event) {
            case OrderPlaced e -> {
                placed = e;
                e.lines().forEach(line -> lines.put(line.line(), line));
                due = minor(e.totals().total());
                subtotal = minor(e.totals().subtotal());
                tax = minor(e.totals().tax());
            }
            case OrderLinesCancelled e -> {
                var cost = BigDecimal.ZERO;
                for (var part : e.lines()) {
                    cost = cost.add(checkPieces(part.line(), part.quantity(), part.amount()));
                }
                takeOff(e.reference(), cost, e.amount(), e.due());
            }
            case ReturnReceived e -> {
                var cost = BigDecimal.ZERO;
                for (var part : e.lines()) {
                    cost = cost.add(checkPieces(part.line(), part.quantity(), part.amount()));
                }
                takeOff(e.returnId().value(), cost, e.amount(), e.due());
            }
            case OrderEditRequested e -> checkEdit(e);
            case OrderEditDropped e -> ended.add(e.editId());
            case OrderCancelled _ -> cancelled = true;
            case CreditDue(var reference) -> lookAt(reference);
            case OrderLinesAdded e -> checkAdded(e);
            case PaymentRequested e -> {
                asked.put(e.paymentId(), minor(e.amount()));
                paid.put(e.paymentId(), BigDecimal.ZERO);
                authorised.add(e.paymentId());
                var ofEdit = toPayOf(e.paymentId());
                if (ofEdit.isEmpty()) {
                    ofOrder.add(e.paymentId());
                }
                equal("asked for", ofEdit.orElse(placed.totals().total()), e.amount());
            }
            case PaymentCaptured e ->
                    equal(
                            "captured",
                            paid.merge(e.paymentId(), minor(e.amount()), BigDecimal::add),
                            minor(e.captured()));
            case PaymentSettled e -> {
                atMost("settled", minor(e.amount()), asked.get(e.paymentId()));
                atMost("captured", paid.put(e.paymentId(), minor(e.amount())), minor(e.amount()));
                authorised.remove(e.paymentId());
            }
            case PaymentDeclined e -> authorised.remove(e.paymentId());
            case PaymentCancelled e -> authorised.remove(e.paymentId());
            case RefundRequested e -> {
                if (e.reason() == RefundReason.GOODWILL) {
                    goodwill.merge(e.paymentId(), minor(e.amount()), BigDecimal::add);
                }
                checkAskedBack(e);
            }
            case RefundSettled e -> {
                var sum = wentBack.merge(e.paymentId(), minor(e.amount()), BigDecimal::add);
                equal("went back", sum, minor(e.refunded()));
                atMost("went back", sum, askedBackOf(e.paymentId()));
            }
            case OrderRefunded e -> checkRefund(e);
            default -> {
                /* no money in it */
            }
        }
    }

    /// What some pieces cost, which are taken off.
    private BigDecimal checkPieces(int number, int pieces, Money amount) {
        var line = lines.get(number);
        var after = gone.merge(number, pieces, Integer::sum);
        var sum = goneFor.merge(number, minor(amount), BigDecimal::add);
        if (after > line.quantity()) {
            throw new AssertionError("%d pieces of %s".formatted(after, line));
        }
        equal(
                "value of pieces",
                half(
                        minor(line.total()).multiply(BigDecimal.valueOf(after)),
                        BigDecimal.valueOf(line.quantity())),
                sum);
        return minor(amount);
    }

    private void takeOff(String reference, BigDecimal cost, Money amount, Money left) {
        due = due.subtract(cost);
        equal("due", due, minor(left));
        takenOff = new TakenOff(reference, cost, minor(amount));
    }

    /// The pieces are priced as the line has it.
    private void checkEdit(OrderEditRequested edit) {
        var cost = BigDecimal.ZERO;
        for (var part : edit.removed()) {
            cost = cost.add(valueOf(part.line(), part.quantity()));
            equal("value", valueOf(part.line(), part.quantity()), minor(part.amount()));
        }
        for (var part : edit.received()) {
            cost = cost.add(valueOf(part.line(), part.quantity()));
            equal("value", valueOf(part.line(), part.quantity()), minor(part.amount()));
        }
        var number = lines.size();
        for (var line : edit.added()) {
            equal("number", ++number, line.line());
            prices.checkAdded(line);
        }
        equal(
                "to pay",
                sumOf(edit.added()).subtract(cost).max(BigDecimal.ZERO),
                minor(edit.toPay()));
        edits.put(edit.editId(), edit);
    }

    private BigDecimal valueOf(int number, int pieces) {
        var line = lines.get(number);
        return half(
                        minor(line.total())
                                .multiply(
                                        BigDecimal.valueOf(gone.getOrDefault(number, 0) + pieces)),
                        BigDecimal.valueOf(line.quantity()))
                .subtract(goneFor.getOrDefault(number, BigDecimal.ZERO));
    }

    private void checkAdded(OrderLinesAdded added) {
        var edit = edits.get(added.editId());
        equal("made once", true, ended.add(added.editId()));
        equal("lines added", edit.added(), added.lines());
        equal("paid for a change", edit.toPay(), added.paid());
        for (var line : added.lines()) {
            lines.put(line.line(), line);
            subtotal =
                    subtotal.add(
                            minor(line.unitPrice()).multiply(BigDecimal.valueOf(line.quantity())));
            tax = tax.add(minor(line.tax()));
        }
        due = due.add(sumOf(added.lines()));
        equal("due", due, minor(added.due()));
        equal("subtotal", subtotal, minor(added.totals().subtotal()));
        equal("tax", tax, minor(added.totals().tax()));
        if (added.paymentId() != null) {
            ofOrder.add(added.paymentId());
            equal("paid for a change", asked.get(added.paymentId()), minor(added.paid()));
        }
    }

    /// Empty when it is no payment of a change.
    private Optional<Money> toPayOf(PaymentId payment) {
        return edits.values().stream()
                .filter(edit -> PaymentId.of(edit.editId()).equals(payment))
                .map(OrderEditRequested::toPay)
                .findFirst();
    }

    private void checkAskedBack(RefundRequested event) {
        var sum = askedBack.merge(event.paymentId(), minor(event.amount()), BigDecimal::add);
        atMost("asked back", sum, paid.get(event.paymentId()));
        equal("outstanding", paid.get(event.paymentId()).subtract(sum), minor(event.outstanding()));
    }

    private void checkRefund(OrderRefunded event) {
        refunded = refunded.add(minor(event.amount()));
        equal("refunded", refunded, minor(event.refunded()));
        equal("refunded by a payment of the order", true, ofOrder.contains(event.paymentId()));
        var everPaid = BigDecimal.ZERO;
        for (var payment : ofOrder) {
            everPaid = everPaid.add(paid.get(payment));
        }
        atMost("refunded", refunded, everPaid);
    }
}
