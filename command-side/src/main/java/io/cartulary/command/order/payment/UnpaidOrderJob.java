package io.cartulary.command.order.payment;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.expiry.PollingJob;
import io.cartulary.command.order.OrderCommand.CancelOrder;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.command.order.saga.SagaSteps;
import io.cartulary.events.order.OrderEvent.CancellationReason;
import io.cartulary.events.order.OrderId;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// Looks every second for orders whose payment did not come in time. `Order` decides: one that was
/// confirmed meanwhile stays, and money that comes later goes back by itself.
@Component
class UnpaidOrderJob extends PollingJob {

    private final PaymentDueDates calendar;
    private final CommandGateway commands;
    private final InstantSource clock;

    UnpaidOrderJob(
            PaymentDueDates calendar,
            CommandGateway commands,
            InstantSource clock,
            OrderSettings settings) {
        super("order-payment-due", settings.expireEvery());
        this.calendar = calendar;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    protected void poll() {
        calendar.look(clock.instant(), this::cancel);
    }

    private void cancel(OrderId orderId) {
        new SagaSteps(commands, orderId)
                .tolerating(ALREADY_CONFIRMED, ALREADY_SHIPPED)
                .send(new CancelOrder(orderId, CancellationReason.PAYMENT_TIMED_OUT));
    }
}
