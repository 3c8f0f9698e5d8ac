package io.cartulary.command.order.refund;

import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.RequestRefund;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import java.util.List;
import org.joda.money.Money;

/// What `PartialRefundSaga` would ask of the payments, for the proof that lies in another package.
public final class RefundAllocations {

    private RefundAllocations() {}

    public static List<RequestRefund> of(
            String name,
            Money amount,
            Money due,
            RefundReason reason,
            List<CurrentPayment> payments) {
        return RefundAllocation.of(name, amount, due, payments).stream()
                .map(share ->
                        new RequestRefund(
                                share.paymentId(), share.refundId(), share.amount(), reason))
                .toList();
    }
}
