package io.cartulary.command.inventory;

import io.cartulary.command.inventory.StockCommand.ExpireReservations;
import io.cartulary.command.inventory.StockCommand.NextExpiry;
import io.cartulary.events.inventory.StockItemId;
import jakarta.annotation.PreDestroy;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Looks every few seconds for SKUs with a promise that was not confirmed in time. Every node does:
/// one that comes second finds nothing left to end.
@Component
class WhenReservationIsDueThenExpireIt {

    private static final Logger log =
            LoggerFactory.getLogger(WhenReservationIsDueThenExpireIt.class);

    private final ExpiryCalendar calendar;
    private final CommandGateway commands;
    private final InstantSource clock;
    private final InventorySettings settings;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("stock-expiry-", 0).factory());

    WhenReservationIsDueThenExpireIt(
            ExpiryCalendar calendar,
            CommandGateway commands,
            InstantSource clock,
            InventorySettings settings) {
        this.calendar = calendar;
        this.commands = commands;
        this.clock = clock;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        var pause = settings.expireEvery().toMillis();
        timer.scheduleWithFixedDelay(this::lookSafely, pause, pause, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void end() {
        timer.shutdownNow();
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            log.warn("Promises that are due are ended at the next look", e);
        }
    }

    void look() {
        var now = clock.instant();
        for (var sku : calendar.dueAt(now)) {
            NextExpiry next =
                    commands.sendAndWait(new ExpireReservations(StockItemId.of(sku), now));
            calendar.lookAgain(sku, now, next.at());
        }
    }
}
