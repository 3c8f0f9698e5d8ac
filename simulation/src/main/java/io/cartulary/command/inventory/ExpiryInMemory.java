package io.cartulary.command.inventory;

import io.cartulary.command.expiry.ExpiryTableInMemory;
import io.cartulary.simulation.memory.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// The component of production that ends promises, on a calendar in memory.
public final class ExpiryInMemory {

    private final ExpiryTableInMemory table;
    private final ReservationExpiryDates calendar;
    private final ReservationExpiryJob component;

    public ExpiryInMemory(Storage storage, CommandGateway commands, InstantSource clock) {
        this.table = new ExpiryTableInMemory(storage, "stock_expiry", "sku");
        this.calendar = new ReservationExpiryDates(table);
        this.component =
                new ReservationExpiryJob(
                        calendar, commands, clock, new InventorySettings(Duration.ofSeconds(5)));
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
}
