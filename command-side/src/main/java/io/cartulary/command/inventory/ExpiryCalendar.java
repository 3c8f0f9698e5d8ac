package io.cartulary.command.inventory;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.StockReserved;
import io.cartulary.eventstore.PacedSource;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Owns the table `stock_expiry`: of each SKU, not before when a promise can end by itself. One row
/// a SKU, and written only when it comes sooner: a promise that is confirmed in time costs nothing
/// here, and the row is looked at once the oldest promise could be due.
@Component
@ProcessingGroup(ExpiryCalendar.PROCESSOR)
class ExpiryCalendar {

    static final String PROCESSOR = "stock-expiry";

    private static final int SKUS_AT_ONCE = 100;

    private final JdbcClient database;

    ExpiryCalendar(JdbcClient database) {
        this.database = database;
    }

    @Configuration(proxyBeanMethods = false)
    static class Processing {

        private static final int BATCH = 500;

        /// Promises last minutes; there is no hurry to note when they end.
        private static final Duration PACE = Duration.ofMillis(250);

        @Bean
        ConfigurerModule stockExpiryProcessor() {
            return axon ->
                    axon.eventProcessing(events ->
                            events.registerPooledStreamingEventProcessor(
                                    PROCESSOR,
                                    store -> new PacedSource(store.eventStore(), PACE),
                                    (_, processor) ->
                                            processor
                                                    .batchSize(BATCH)
                                                    .initialSegmentCount(1)
                                                    .initialToken(
                                                            StreamableMessageSource
                                                                    ::createTailToken)));
        }
    }

    @EventHandler
    void on(StockReserved event, UnitOfWork<?> unitOfWork) {
        if (event.reservedUntil() != null) {
            batchOf(unitOfWork).merge(event.sku(), event.reservedUntil(), ExpiryCalendar::sooner);
        }
    }

    @ResetHandler
    void reset() {
        database.sql("truncate stock_expiry").update();
    }

    /// SKUs of which a promise may end by `now`.
    List<Sku> dueAt(Instant now) {
        return database.sql(
                        "select sku from stock_expiry where due_at <= ? order by due_at limit ?")
                .params(Timestamp.from(now), SKUS_AT_ONCE)
                .query((row, _) -> new Sku(row.getString("sku")))
                .list();
    }

    /// After all that were due at `now` are ended.
    ///
    /// @param next when the SKU's next promise ends by itself, as it said
    void lookAgain(Sku sku, Instant now, @Nullable Instant next) {
        if (next == null) {
            database.sql("delete from stock_expiry where sku = ? and due_at <= ?")
                    .params(sku.value(), Timestamp.from(now))
                    .update();
        } else {
            database.sql("update stock_expiry set due_at = ? where sku = ? and due_at <= ?")
                    .params(Timestamp.from(next), sku.value(), Timestamp.from(now))
                    .update();
        }
    }

    private Map<Sku, Instant> batchOf(UnitOfWork<?> unitOfWork) {
        return unitOfWork
                .root()
                .getOrComputeResource(
                        PROCESSOR,
                        _ -> {
                            var batch = new HashMap<Sku, Instant>();
                            unitOfWork.root().onPrepareCommit(_ -> write(batch));
                            return batch;
                        });
    }

    /// Takes in what comes sooner than what is known.
    void write(Map<Sku, Instant> batch) {
        database.sql(
                        """
                        insert into stock_expiry (sku, due_at)
                        select * from unnest(?::text[], ?::timestamptz[])
                        on conflict (sku) do update set due_at = excluded.due_at
                        where excluded.due_at < stock_expiry.due_at
                        """)
                .params(
                        batch.keySet().stream().map(Sku::value).toArray(String[]::new),
                        batch.values().stream().map(Timestamp::from).toArray(Timestamp[]::new))
                .update();
    }

    private static Instant sooner(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
