package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What is paid in the place of authorised money that did not come. Never changes; every step makes
/// another.
///
/// @param asked all that ever began
/// @param open the one that waits for its money; a new one takes its place
record Repayments(Set<PaymentId> asked, @Nullable Open open) {

    static final Repayments NONE = new Repayments(Set.of(), null);

    /// @param due what the order cost when it was asked for
    record Open(RepaymentRequested request, Money due) {

        RepaymentDropped dropped(RepaymentDropReason reason) {
            return new RepaymentDropped(request.orderId(), request.paymentId(), reason);
        }
    }

    @Nullable PaymentId openPayment() {
        return open == null ? null : open.request().paymentId();
    }

    private boolean isOpen(PaymentId payment) {
        return payment.equals(openPayment());
    }

    List<OrderEvent> overtaken() {
        return open == null ? List.of() : List.of(open.dropped(RepaymentDropReason.OVERTAKEN));
    }

    List<OrderEvent> decide(
            RequestRepayment command, OrderState status, Edits edits, Account account) {
        if (asked.contains(command.paymentId())) {
            return List.of();
        }
        if (status == OrderState.CANCELLED) {
            throw new CommandRejected(ALREADY_CANCELLED);
        }
        if (edits.open().isPresent()) {
            throw new CommandRejected(EDIT_OPEN);
        }
        if (!account.isUnpaid()) {
            throw new CommandRejected(NOTHING_TO_PAY);
        }
        if (!command.due().equals(account.due())) {
            throw new CommandRejected(ORDER_CHANGED);
        }
        var events = new ArrayList<>(overtaken());
        events.add(
                new RepaymentRequested(
                        command.orderId(),
                        command.paymentId(),
                        command.amount(),
                        command.paymentProvider(),
                        command.paymentToken(),
                        command.requestedAt()));
        return events;
    }

    List<OrderEvent> decide(RecordRepayment command, OrderState status, Account account) {
        if (!isOpen(command.paymentId())) {
            return List.of();
        }
        if (status == OrderState.CANCELLED || !account.due().equals(open.due())) {
            return overtaken();
        }
        return List.of(
                new RepaymentReceived(
                        command.orderId(), command.paymentId(), open.request().amount()));
    }

    List<OrderEvent> decide(DropRepayment command) {
        return isOpen(command.paymentId()) ? List.of(open.dropped(command.reason())) : List.of();
    }

    /// @param due what the order costs
    Repayments evolve(OrderEvent event, Money due) {
        return switch (event) {
            case RepaymentRequested e -> {
                var all = new HashSet<>(asked);
                all.add(e.paymentId());
                yield new Repayments(all, new Open(e, due));
            }
            case RepaymentReceived _, RepaymentDropped _ -> new Repayments(asked, null);
            default -> this;
        };
    }
}
