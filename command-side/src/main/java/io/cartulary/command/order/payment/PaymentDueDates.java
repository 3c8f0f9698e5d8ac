package io.cartulary.command.order.payment;

import io.cartulary.command.expiry.ExpiryTable;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Owns the table `order_payment_due`: of each order that waits for its payment, when it is
/// cancelled without. Most are paid within the batch that placed them and never stand in it.
@Component
@ProcessingGroup(PaymentDueDates.PROCESSOR)
class PaymentDueDates {

    static final String PROCESSOR = "order-payment-due";

    private final ExpiryTable table;
    private final OrderSettings settings;

    @Autowired
    PaymentDueDates(JdbcClient database, OrderSettings settings) {
        this(new ExpiryTable(database, "order_payment_due", "order_id"), settings);
    }

    PaymentDueDates(ExpiryTable table, OrderSettings settings) {
        this.table = table;
        this.settings = settings;
    }

    @EventHandler
    void on(OrderPlaced event, UnitOfWork<?> unitOfWork) {
        table.batchOf(unitOfWork)
                .due(event.orderId().value(), event.placedAt().plus(settings.payWithin()));
    }

    @EventHandler
    void on(OrderConfirmed event, UnitOfWork<?> unitOfWork) {
        table.batchOf(unitOfWork).ended(event.orderId().value());
    }

    @EventHandler
    void on(OrderCancelled event, UnitOfWork<?> unitOfWork) {
        table.batchOf(unitOfWork).ended(event.orderId().value());
    }

    @ResetHandler
    void reset() {
        table.clear();
    }

    /// Ends the orders that were to be paid by `now`.
    void look(Instant now, Consumer<OrderId> end) {
        table.look(
                now,
                order -> {
                    end.accept(new OrderId(order));
                    return null;
                });
    }
}
