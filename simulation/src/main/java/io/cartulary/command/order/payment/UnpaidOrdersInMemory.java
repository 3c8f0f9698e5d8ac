package io.cartulary.command.order.payment;

import io.cartulary.command.expiry.ExpiryTableInMemory;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.simulation.memory.Storage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// The component of production that cancels what is not paid, on a calendar in memory.
public final class UnpaidOrdersInMemory {

    private final ExpiryTableInMemory table;
    private final PaymentDueDates calendar;
    private final UnpaidOrderJob component;
    private final InstantSource clock;

    public UnpaidOrdersInMemory(
            Storage storage, CommandGateway commands, InstantSource clock, OrderSettings settings) {
        this.table = new ExpiryTableInMemory(storage, "order_payment_due", "order_id");
        this.calendar = new PaymentDueDates(table, settings);
        this.component = new UnpaidOrderJob(calendar, commands, clock, settings);
        this.clock = clock;
    }

    /// Has the handlers of events.
    public Object calendar() {
        return calendar;
    }

    public void clear() {
        table.empty();
    }

    public Optional<Instant> nextDue() {
        return table.nextDue();
    }

    public void look() {
        component.poll();
    }

    /// Forgets what is due, and returns it.
    public List<String> lose() {
        var due = table.dueAt(clock.instant());
        table.remove(due);
        return due;
    }
}
