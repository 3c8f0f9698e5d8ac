package io.cartulary.command.order.payment;

import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// Reads what paid for an order.
public final class PaymentsOfOrder {

    private PaymentsOfOrder() {}

    /// In the order they paid.
    public static List<CurrentPayment> read(OrderAccount order, CommandGateway commands) {
        var payments = new ArrayList<CurrentPayment>();
        for (var payment : order.payments()) {
            payments.add(commands.sendAndWait(new ReadPayment(payment)));
        }
        return payments;
    }
}
