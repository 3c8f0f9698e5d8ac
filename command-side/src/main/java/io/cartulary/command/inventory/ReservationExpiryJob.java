package io.cartulary.command.inventory;

import io.cartulary.command.expiry.PollingJob;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockItemId;
import java.time.Instant;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks every few seconds for SKUs with a promise that was not confirmed in time.
@Component
class ReservationExpiryJob extends PollingJob {

    private final ReservationExpiryDates calendar;
    private final CommandGateway commands;
    private final InstantSource clock;

    ReservationExpiryJob(
            ReservationExpiryDates calendar,
            CommandGateway commands,
            InstantSource clock,
            InventorySettings settings) {
        super("stock-expiry", settings.expireEvery());
        this.calendar = calendar;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    protected void poll() {
        var now = clock.instant();
        calendar.look(now, sku -> expire(sku, now));
    }

    private @Nullable Instant expire(Sku sku, Instant now) {
        NextExpiry next = commands.sendAndWait(new ExpireReservations(StockItemId.of(sku), now));
        return next.at();
    }
}
