package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// The changes of an order that were asked for. Never changes; every step makes another.
record Edits(Map<EditId, Edit> edits) {

    static final Edits NONE = new Edits(Map.of());

    enum State {
        OPEN,
        MADE,
        DROPPED
    }

    /// @param due what the order cost when it was asked for
    record Edit(OrderEditRequested request, Money due, State state) {

        Money removedFor() {
            var amount = Money.zero(request.toPay().getCurrencyUnit());
            for (var line : request.removed()) {
                amount = amount.plus(line.amount());
            }
            for (var line : request.received()) {
                amount = amount.plus(line.amount());
            }
            return amount;
        }

        Money addedFor() {
            return request.added().stream()
                    .map(OrderLine::total)
                    .reduce(Money.zero(request.toPay().getCurrencyUnit()), Money::plus);
        }

        Money toReturn() {
            var less = removedFor().minus(addedFor());
            return less.isPositive() ? less : Money.zero(less.getCurrencyUnit());
        }

        @Nullable PaymentId firstPayment() {
            return request.toPay().isPositive() ? PaymentId.of(request.editId()) : null;
        }

        EditSummary summary() {
            return new EditSummary(request.editId(), request.toPay(), toReturn(), firstPayment());
        }

        OrderEditDropped dropped(EditDropReason reason) {
            return new OrderEditDropped(
                    request.orderId(), request.editId(), reason, Goods.bySku(request.added()));
        }
    }

    boolean contains(EditId editId) {
        return edits.containsKey(editId);
    }

    Edit one(EditId editId) {
        var found = edits.get(editId);
        if (found == null) {
            throw new CommandRejected(UNKNOWN_EDIT);
        }
        return found;
    }

    Optional<Edit> open() {
        return edits.values().stream().filter(edit -> edit.state() == State.OPEN).findAny();
    }

    List<OrderEvent> overtaken() {
        return open().<List<OrderEvent>>map(edit -> List.of(edit.dropped(EditDropReason.OVERTAKEN)))
                .orElse(List.of());
    }

    List<OrderEvent> decide(
            RequestEdit command, OrderState status, Goods goods, Returns returns, Account account) {
        if (command.returnId() == null) {
            requireEditable(status);
        } else {
            returns.requireApproved(command.returnId());
        }
        if (open().isPresent()) {
            throw new CommandRejected(EDIT_OPEN);
        }
        if (command.taxIncluded() != account.totals().taxIncluded()) {
            throw new CommandRejected(TAXED_OTHERWISE);
        }
        var removed = goods.openPieces(command.removed());
        var received =
                command.returnId() == null
                        ? List.<ReceivedLine>of()
                        : returns.received(command.returnId(), command.received(), goods);
        var number = goods.nextNumber();
        var added = new ArrayList<OrderLine>();
        for (var line : command.added()) {
            added.add(line.numbered(number++));
        }
        var asked =
                new OrderEditRequested(
                        command.orderId(),
                        command.editId(),
                        command.returnId(),
                        removed,
                        received,
                        added,
                        account.zero(),
                        null,
                        null,
                        command.requestedAt());
        var edit = new Edit(asked, account.due(), State.OPEN);
        var more = edit.addedFor().minus(edit.removedFor());
        return List.of(more.isPositive() ? paid(asked, more, command) : asked);
    }

    private static void requireEditable(OrderState status) {
        switch (status) {
            case PENDING -> throw new CommandRejected(NOT_CONFIRMED);
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED -> {
                /* something may still be put in */
            }
            case SHIPPED, DELIVERED -> throw new CommandRejected(ALREADY_SHIPPED);
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    private static OrderEditRequested paid(
            OrderEditRequested asked, Money toPay, RequestEdit command) {
        if (command.paymentProvider() == null || command.paymentToken() == null) {
            throw new CommandRejected(PAYMENT_MISSING);
        }
        return new OrderEditRequested(
                asked.orderId(),
                asked.editId(),
                asked.returnId(),
                asked.removed(),
                asked.received(),
                asked.added(),
                toPay,
                command.paymentProvider(),
                command.paymentToken(),
                asked.requestedAt());
    }

    List<OrderEvent> decide(
            AcceptEdit command, OrderState status, Goods goods, Returns returns, Account account) {
        var edit = one(command.editId());
        return switch (edit.state()) {
            case OPEN ->
                    isOvertaken(edit, status, goods, returns, account)
                            ? List.of(edit.dropped(EditDropReason.OVERTAKEN))
                            : made(edit, command.paymentId(), goods, account);
            case MADE, DROPPED -> List.of();
        };
    }

    List<OrderEvent> decide(DropEdit command) {
        var edit = one(command.editId());
        return switch (edit.state()) {
            case OPEN -> List.of(edit.dropped(command.reason()));
            case MADE, DROPPED -> List.of();
        };
    }

    /// Whether the pieces it takes out are no longer there, or no longer for that money.
    private static boolean isOvertaken(
            Edit edit, OrderState status, Goods goods, Returns returns, Account account) {
        var request = edit.request();
        if (request.returnId() != null) {
            return !returns.isApproved(request.returnId())
                    || request.received().stream()
                            .anyMatch(part ->
                                    !goods.line(part.line())
                                            .priceOf(part.quantity())
                                            .equals(part.amount()));
        }
        return switch (status) {
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED ->
                    request.removed().stream()
                            .anyMatch(part -> {
                                var line = goods.line(part.line());
                                return part.quantity() > line.open()
                                        || !line.priceOf(part.quantity()).equals(part.amount());
                            });
            case PENDING, SHIPPED, DELIVERED, CANCELLED -> true;
        };
    }

    private static List<OrderEvent> made(
            Edit edit, PaymentId paidBy, Goods goods, Account account) {
        var request = edit.request();
        var orderId = request.orderId();
        var own = account.payers().own();
        var without = account.due().minus(edit.removedFor());
        var events = new ArrayList<OrderEvent>();
        var left = goods;
        if (request.returnId() != null) {
            events.add(
                    new ReturnReceived(
                            orderId,
                            request.returnId(),
                            request.received(),
                            own,
                            edit.toReturn(),
                            without,
                            request.requestedAt()));
        } else if (!request.removed().isEmpty()) {
            left = goods.cancelled(request.removed());
            events.add(
                    new OrderLinesCancelled(
                            orderId,
                            request.editId().value(),
                            CancellationReason.STAFF_REQUEST,
                            request.removed(),
                            goods.heldOf(orderId, request.removed()),
                            own,
                            edit.toReturn(),
                            without,
                            left.fulfilment()));
        }
        var charged = account.costs().charged();
        events.add(
                new OrderLinesAdded(
                        orderId,
                        request.editId(),
                        request.added(),
                        request.toPay().isZero() ? null : paidBy,
                        request.toPay(),
                        plus(account.totals(), request.added()),
                        without.plus(edit.addedFor()),
                        charged.plus(request.toPay()),
                        left.added(request.added(), request.editId()).fulfilment()));
        return events;
    }

    private static OrderTotals plus(OrderTotals totals, List<OrderLine> added) {
        var subtotal = totals.subtotal();
        var discount = totals.discount();
        var tax = totals.tax();
        var total = totals.total();
        for (var line : added) {
            subtotal = subtotal.plus(line.unitPrice().multipliedBy(line.quantity()));
            discount = discount.plus(line.discount());
            tax = tax.plus(line.tax());
            total = total.plus(line.total());
        }
        return new OrderTotals(
                subtotal, discount, totals.shipping(), tax, total, totals.taxIncluded());
    }

    /// @param due what the order costs
    Edits evolve(OrderEvent event, Money due) {
        return switch (event) {
            case OrderEditRequested e -> with(new Edit(e, due, State.OPEN));
            case OrderLinesAdded e -> in(State.MADE, e.editId());
            case OrderEditDropped e -> in(State.DROPPED, e.editId());
            default -> this;
        };
    }

    private Edits in(State next, EditId editId) {
        var edit = edits.get(editId);
        return edit == null ? this : with(new Edit(edit.request(), edit.due(), next));
    }

    private Edits with(Edit edit) {
        var next = new HashMap<>(edits);
        next.put(edit.request().editId(), edit);
        return new Edits(next);
    }
}
