package io.cartulary.command.order.payment;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.cart.CartCommand.ReadCart;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.shopper.OrderOwners;
import io.cartulary.command.payment.service.PayableOrders;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.web.idempotency.NewIds;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// Decides which orders their shoppers may pay, and how much of them.
@Component
class OrdersToPay implements PayableOrders {

    private final CommandGateway commands;
    private final OrderOwners owners;
    private final InstantSource clock;

    OrdersToPay(CommandGateway commands, OrderOwners owners, InstantSource clock) {
        this.commands = commands;
        this.owners = owners;
        this.clock = clock;
    }

    @Override
    public PayableOrder payable(CartId cartId, OrderId orderId) {
        var order = own(cartId, orderId);
        requireUnpaid(order);
        CartContent shopper = commands.sendAndWait(new ReadCart(cartId));
        return new PayableOrder(
                orderId,
                shopper.customerId(),
                order.currentPaymentId(),
                order.isToBePaidAnew(),
                order.repaymentId() != null);
    }

    @Override
    public PaymentId paymentOf(CartId cartId, OrderId orderId) {
        return own(cartId, orderId).currentPaymentId();
    }

    @Override
    public PaymentId requestMissing(
            OrderId orderId, String provider, String keptToken, NewIds ids) {
        OrderAccount account = commands.sendAndWait(new ReadAccount(orderId));
        var missing = account.missing(PaymentsOfOrder.read(account, commands));
        if (!missing.isPositive()) {
            throw new CommandRejected(NOTHING_TO_PAY);
        }
        var paymentId = new PaymentId(ids.next("payment-"));
        commands.sendAndWait(
                new RequestRepayment(
                        orderId,
                        paymentId,
                        missing,
                        account.due(),
                        provider,
                        keptToken,
                        clock.instant()));
        return paymentId;
    }

    private static void requireUnpaid(CurrentOrder order) {
        if (order.editPaymentId() != null) {
            return;
        }
        switch (order.status()) {
            case PENDING -> {
                /* it waits for its payment */
            }
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED, SHIPPED, DELIVERED -> {
                if (!order.unpaid()) {
                    throw new CommandRejected(ALREADY_CONFIRMED);
                }
            }
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    private CurrentOrder own(CartId cartId, OrderId orderId) {
        return owners.require(cartId, commands.sendAndWait(new ReadOrder(orderId)));
    }
}
