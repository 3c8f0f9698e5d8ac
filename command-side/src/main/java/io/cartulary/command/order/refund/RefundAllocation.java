package io.cartulary.command.order.refund;

import static io.cartulary.command.Amounts.least;

import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.CurrentPayment.RefundState;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/// How money that is owed for a part of an order goes back to the payments that paid for it: to the
/// latest first, to each no more than is left of it, and in all no more than is kept beyond what
/// the order costs now. That is less than the parts cost where only some of the authorised money
/// was taken; what went back for other parts is not kept any more, nor what a payer's bank took
/// back, and what went back as goodwill counts as if it were.
///
/// What was asked for under the same name before counts, so that asking again asks for no more.
public final class RefundAllocation {

    /// @param refundId names this payment's share of the credit
    public record Share(PaymentId paymentId, RefundId refundId, Money amount) {}

    private RefundAllocation() {}

    /// @param name of the credit
    /// @param payments in the order they paid
    /// @param due what the order costs now
    public static List<Share> of(
            String name, Money amount, Money due, List<CurrentPayment> payments) {
        var beyond = Money.zero(amount.getCurrencyUnit()).minus(due);
        var wanted = amount;
        for (var payment : payments) {
            beyond =
                    beyond.plus(payment.captured()).minus(payment.returned()).minus(payment.lost());
            var before = payment.refunds().get(refundId(name, payment, payments));
            if (before != null && before.state() != RefundState.ABANDONED) {
                wanted = wanted.minus(before.amount());
            }
        }
        var left = least(wanted, beyond);
        var shares = new ArrayList<Share>();
        for (var payment : payments.reversed()) {
            var refundId = refundId(name, payment, payments);
            var share = least(left, payment.outstanding());
            if (share.isPositive() && !payment.refunds().containsKey(refundId)) {
                shares.add(new Share(payment.paymentId(), refundId, share));
                left = left.minus(share);
            }
        }
        return shares;
    }

    private static RefundId refundId(
            String name, CurrentPayment payment, List<CurrentPayment> payments) {
        return RefundId.named(
                payment == payments.getFirst() ? name : name + "/" + payment.paymentId());
    }
}
