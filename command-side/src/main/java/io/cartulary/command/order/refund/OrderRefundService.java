package io.cartulary.command.order.refund;

import static io.cartulary.command.Amounts.least;
import static io.cartulary.command.order.OrderRejection.REFUND_NOT_POSITIVE;
import static io.cartulary.command.payment.PaymentRejection.REFUND_EXCEEDS_SETTLEMENT;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.order.payment.PaymentsOfOrder;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.RefundId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/// Spreads money that staff give back over the payments of an order, all or nothing: on Axon Server
/// a repetition asks for what a crash left out. An order that was changed may have several.
@Component
class OrderRefundService {

    private final CommandGateway commands;

    OrderRefundService(CommandGateway commands) {
        this.commands = commands;
    }

    /// The first that paid is asked for all that the others do not give: it knows why it may
    /// refuse, and is asked before any of them.
    @CommandHandler
    RequestedRefunds decide(RefundOrder command) {
        if (!command.amount().isPositive()) {
            throw new CommandRejected(REFUND_NOT_POSITIVE);
        }
        var account = commands.<OrderAccount>sendAndWait(new ReadAccount(command.orderId()));
        var payments = PaymentsOfOrder.read(account, commands).reversed();
        var shares = askedBefore(command.refundId(), payments);
        var left = shares.stream().map(RefundShare::amount).reduce(command.amount(), Money::minus);
        var wanted = left.isPositive() ? sharesOf(command, left, payments) : List.<RefundShare>of();
        for (var share : wanted.reversed()) {
            commands.sendAndWait(
                    new RequestRefund(
                            share.paymentId(),
                            share.refundId(),
                            share.amount(),
                            RefundReason.GOODWILL));
        }
        shares.addAll(wanted);
        return new RequestedRefunds(command.refundId(), shares);
    }

    private static List<RefundShare> askedBefore(RefundId name, List<CurrentPayment> payments) {
        var shares = new ArrayList<RefundShare>();
        for (var payment : payments) {
            var refundId = nameOf(name, payment, payments);
            var refund = payment.refunds().get(refundId);
            if (refund != null) {
                shares.add(new RefundShare(payment.paymentId(), refundId, refund.amount()));
            }
        }
        return shares;
    }

    private static List<RefundShare> sharesOf(
            RefundOrder command, Money amount, List<CurrentPayment> payments) {
        var shares = new ArrayList<RefundShare>();
        var left = amount;
        for (var payment : payments) {
            var name = nameOf(command.refundId(), payment, payments);
            var share = payment == payments.getLast() ? left : share(left, payment.outstanding());
            if (share.isPositive() && !payment.refunds().containsKey(name)) {
                shares.add(new RefundShare(payment.paymentId(), name, share));
                left = left.minus(share);
            }
        }
        if (left.isPositive()) {
            throw new CommandRejected(REFUND_EXCEEDS_SETTLEMENT);
        }
        return shares;
    }

    /// Of another currency it is none, and the last payment refuses.
    private static Money share(Money left, Money outstanding) {
        return outstanding.isSameCurrency(left)
                ? least(left, outstanding)
                : Money.zero(left.getCurrencyUnit());
    }

    /// The first that paid stands last here.
    private static RefundId nameOf(
            RefundId refundId, CurrentPayment payment, List<CurrentPayment> payments) {
        return payment == payments.getLast()
                ? refundId
                : RefundId.named(refundId + "/" + payment.paymentId());
    }
}
