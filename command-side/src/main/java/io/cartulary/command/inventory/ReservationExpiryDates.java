package io.cartulary.command.inventory;

import io.cartulary.command.expiry.ExpiryTable;
import io.cartulary.command.processing.PacedProcessors;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.StockReserved;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Owns the table `stock_expiry`: of each SKU, not before when a promise can end by itself. One row
/// a SKU, and written only when it comes sooner: a promise that is confirmed in time costs nothing
/// here, and the row is looked at once the oldest promise could be due.
@Component
@ProcessingGroup(ReservationExpiryDates.PROCESSOR)
class ReservationExpiryDates {

    static final String PROCESSOR = "stock-expiry";

    private final ExpiryTable table;

    @Autowired
    ReservationExpiryDates(JdbcClient database) {
        this(new ExpiryTable(database, "stock_expiry", "sku"));
    }

    ReservationExpiryDates(ExpiryTable table) {
        this.table = table;
    }

    @Configuration(proxyBeanMethods = false)
    static class Processing {

        private static final int BATCH = 500;

        /// Promises last minutes; there is no hurry to note when they end.
        private static final Duration PACE = Duration.ofMillis(250);

        @Bean
        ConfigurerModule stockExpiryProcessor() {
            return PacedProcessors.fromTheFirstEvent(PROCESSOR, PACE, BATCH);
        }
    }

    @EventHandler
    void on(StockReserved event, UnitOfWork<?> unitOfWork) {
        if (event.reservedUntil() != null) {
            table.batchOf(unitOfWork).due(event.sku().value(), event.reservedUntil());
        }
    }

    /// Asks the SKUs of which a promise may end by `now`.
    void look(Instant now, Function<Sku, @Nullable Instant> ask) {
        table.look(now, sku -> ask.apply(new Sku(sku)));
    }

    @ResetHandler
    void reset() {
        table.clear();
    }
}
