package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.ALREADY_CONFIRMED;
import static io.cartulary.command.order.OrderRejection.ALREADY_SHIPPED;

import io.cartulary.command.expiry.RegularLook;
import io.cartulary.command.order.OrderCommand.CancelOrder;
import io.cartulary.events.order.OrderEvent.CancellationReason;
import io.cartulary.events.order.OrderId;
import jakarta.annotation.PreDestroy;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Looks every second for orders whose payment did not come in time. `Order` decides: one that was
/// confirmed meanwhile stays, and money that comes later goes back by itself.
@Component
class WhenOrderIsNotPaidThenCancelIt {

    private final PaymentCalendar calendar;
    private final CommandGateway commands;
    private final InstantSource clock;
    private final OrderSettings settings;
    private final RegularLook looks = new RegularLook("order-payment-due", this::look);

    WhenOrderIsNotPaidThenCancelIt(
            PaymentCalendar calendar,
            CommandGateway commands,
            InstantSource clock,
            OrderSettings settings) {
        this.calendar = calendar;
        this.commands = commands;
        this.clock = clock;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        looks.begin(settings.expireEvery());
    }

    @PreDestroy
    void end() {
        looks.close();
    }

    void look() {
        calendar.look(clock.instant(), this::cancel);
    }

    private void cancel(OrderId orderId) {
        new SagaSteps(commands, orderId)
                .accepted(
                        new CancelOrder(orderId, CancellationReason.PAYMENT_TIMED_OUT),
                        ALREADY_CONFIRMED,
                        ALREADY_SHIPPED);
    }
}
