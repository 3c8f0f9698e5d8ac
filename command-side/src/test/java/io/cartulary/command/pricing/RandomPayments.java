package io.cartulary.command.pricing;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.order.refund.RefundAllocations;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.command.pricing.LiveAggregate.Handlers;
import io.cartulary.command.pricing.MoneySequence.CreditDue;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.joda.money.Money;

/// The payments of one order and of its changes, and what goes back of them.
final class RandomPayments {

    private static final Handlers PAYMENT = Handlers.of("io.cartulary.command.payment.Payment");

    /// In which a payment's events come; only their chain is read of it, and no money.
    private static final EventMessage<?> MESSAGE = GenericEventMessage.asEventMessage("money");

    private final RandomMoney values;
    private final List<Object> events;
    private final LiveAggregate order;
    private final Map<PaymentId, LiveAggregate> payments = new LinkedHashMap<>();
    private final List<Credit> waiting = new ArrayList<>();
    private int captures;

    /// What is owed for a part that was taken off.
    private record Credit(String reference, Money amount, RefundReason reason) {}

    RandomPayments(RandomMoney values, List<Object> events, LiveAggregate order) {
        this.values = values;
        this.events = events;
        this.order = order;
    }

    void pay(PaymentId paymentId, Money amount) {
        var payment = new LiveAggregate(PAYMENT, events, MESSAGE);
        payments.put(paymentId, payment);
        payment.ask(
                new RequestPayment(
                        paymentId, MoneySequence.ORDER_ID, amount, "simulated", "tok_settle"));
        var charge = "ch_" + payments.size();
        payment.ask(
                values.random().nextInt(3) > 0
                        ? new RecordSettlement(paymentId, amount, charge)
                        : new RecordAuthorisation(paymentId, amount, charge, false));
    }

    void giveUp(PaymentId paymentId) {
        var payment = payments.get(paymentId);
        if (payment != null) {
            payment.ask(new CancelPayment(paymentId));
        }
    }

    void giveUpAll() {
        List.copyOf(payments.keySet()).forEach(this::giveUp);
    }

    void captureAny() {
        var authorised = payments.keySet().stream().filter(this::isAuthorised).toList();
        if (!authorised.isEmpty()) {
            capture(values.any(authorised));
        }
    }

    void captureAll() {
        for (var paymentId : payments.keySet()) {
            while (isAuthorised(paymentId)) {
                capture(paymentId);
            }
        }
    }

    /// Without goods, and sometimes more than there is.
    void refund(String name) {
        if (payments.isEmpty()) {
            return;
        }
        var paymentId = values.any(List.copyOf(payments.keySet()));
        CurrentPayment before = payments.get(paymentId).ask(new ReadPayment(paymentId));
        var amount =
                values.money(
                        1
                                + values.random()
                                        .nextLong(
                                                before.captured().getAmountMinorLong() * 5 / 4
                                                        + 1));
        refund(new RequestRefund(paymentId, new RefundId(name), amount, RefundReason.GOODWILL));
        order.tryAsk(
                new RecordOrderRefund(
                        MoneySequence.ORDER_ID,
                        MoneySequence.PAYMENT_ID,
                        values.money(2_000_000_000_000_000_000L)));
    }

    /// What was taken off the order goes back as `PartialRefundSaga` has it.
    ///
    /// @param from the first event of what took it off
    void creditSince(int from) {
        for (var event : List.copyOf(events.subList(from, events.size()))) {
            switch (event) {
                case OrderLinesCancelled cancelled ->
                        credit(
                                new Credit(
                                        cancelled.reference(),
                                        cancelled.amount(),
                                        RefundReason.LINES_CANCELLED));
                case ReturnReceived received ->
                        credit(
                                new Credit(
                                        received.returnId().value(),
                                        received.amount(),
                                        RefundReason.GOODS_RETURNED));
                case OrderCancelled _ -> giveUpAll();
                default -> {
                    /* nothing is owed for it */
                }
            }
        }
    }

    void lookAgain() {
        waiting.removeIf(this::look);
    }

    private void credit(Credit credit) {
        if (credit.amount().isPositive() && !look(credit)) {
            waiting.add(credit);
        }
    }

    /// Whether it is over: not while money of the order is only authorised.
    private boolean look(Credit credit) {
        events.add(new CreditDue(credit.reference()));
        OrderAccount account = order.ask(new ReadAccount(MoneySequence.ORDER_ID));
        if (account.payments().stream().anyMatch(this::isAuthorised)) {
            return false;
        }
        // A step that is taken again asks for no more.
        for (var times = 0; times < 1 + values.random().nextInt(2); times++) {
            RefundAllocations.of(
                            credit.reference(),
                            credit.amount(),
                            account.due(),
                            credit.reason(),
                            account.payments().stream().map(this::summary).toList())
                    .forEach(this::refund);
        }
        return true;
    }

    private void refund(RequestRefund refund) {
        var payment = payments.get(refund.paymentId());
        if (payment.tryAsk(refund) && values.random().nextInt(4) > 0) {
            payment.ask(new RecordRefund(refund.paymentId(), refund.refundId()));
            CurrentPayment after = payment.ask(new ReadPayment(refund.paymentId()));
            order.ask(
                    new RecordOrderRefund(
                            MoneySequence.ORDER_ID, refund.paymentId(), after.refunded()));
        }
    }

    private CurrentPayment summary(PaymentId paymentId) {
        return payments.get(paymentId).ask(new ReadPayment(paymentId));
    }

    private boolean isAuthorised(PaymentId paymentId) {
        return summary(paymentId).status() == PaymentState.AUTHORISED;
    }

    /// All that is left of an authorisation or a part of it, which the provider may refuse.
    private void capture(PaymentId paymentId) {
        var before = summary(paymentId);
        var left = before.amount().minus(before.captured());
        var part =
                values.random().nextBoolean()
                        ? left
                        : values.money(1 + values.random().nextLong(left.getAmountMinorLong()));
        var last = part.equals(left) || values.random().nextBoolean();
        var captureId = new CaptureId("capture-" + ++captures);
        var payment = payments.get(paymentId);
        payment.ask(new RequestCapture(paymentId, captureId, part, last));
        payment.ask(
                switch (values.random().nextInt(6)) {
                    case 0 -> new RecordCaptureRefusal(paymentId, captureId, "expired");
                    case 1 ->
                            last
                                    ? new RecordSettlement(
                                            paymentId, before.captured().plus(part), "ch_1")
                                    : new RecordCapture(paymentId, captureId, null);
                    default -> new RecordCapture(paymentId, captureId, null);
                });
    }
}
