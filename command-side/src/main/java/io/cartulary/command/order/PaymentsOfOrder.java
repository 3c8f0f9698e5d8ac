package io.cartulary.command.order;

import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import io.cartulary.command.payment.PaymentSummary;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// Reads what paid for an order.
public final class PaymentsOfOrder {

    private PaymentsOfOrder() {}

    /// In the order they paid.
    public static List<PaymentSummary> read(OrderAccount order, CommandGateway commands) {
        var payments = new ArrayList<PaymentSummary>();
        for (var payment : order.payments()) {
            payments.add(commands.sendAndWait(new ReadPayment(payment)));
        }
        return payments;
    }
}
