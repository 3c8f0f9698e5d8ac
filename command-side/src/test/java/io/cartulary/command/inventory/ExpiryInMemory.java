package io.cartulary.command.inventory;

import io.cartulary.command.expiry.ExpiryTable;
import io.cartulary.command.simulation.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/// The component of production that ends promises, on a calendar in memory.
public final class ExpiryInMemory {

    private final Table table;
    private final ExpiryCalendar calendar;
    private final WhenReservationIsDueThenExpireIt component;

    public ExpiryInMemory(Storage storage, CommandGateway commands, InstantSource clock) {
        this.table = new Table(storage);
        this.calendar = new ExpiryCalendar(table);
        this.component =
                new WhenReservationIsDueThenExpireIt(
                        calendar, commands, clock, new InventorySettings(Duration.ofSeconds(5)));
    }

    /// Has the handlers of events.
    public Object calendar() {
        return calendar;
    }

    public void clear() {
        table.dueAt.clear();
    }

    public Optional<Instant> nextDue() {
        return table.dueAt.values().stream().min(Comparator.naturalOrder());
    }

    public void look() {
        component.look();
    }

    /// Says what the statements of [ExpiryTable] say.
    private static final class Table extends ExpiryTable {

        private final Storage storage;
        private final Map<String, Instant> dueAt = new TreeMap<>();

        @SuppressWarnings("NullAway") // every method that would use the database is replaced
        Table(Storage storage) {
            super(null, "stock_expiry", "sku");
            this.storage = storage;
        }

        @Override
        protected List<String> dueAt(Instant now) {
            return dueAt.entrySet().stream()
                    .filter(row -> !row.getValue().isAfter(now))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        @Override
        protected void lookAgain(String sku, Instant now, @Nullable Instant next) {
            var known = dueAt.get(sku);
            if (known != null && !known.isAfter(now)) {
                put(sku, next);
            }
        }

        @Override
        public void put(Map<String, Instant> batch) {
            batch.forEach((sku, due) -> {
                var known = dueAt.get(sku);
                if (known == null || due.isBefore(known)) {
                    put(sku, due);
                }
            });
        }

        private void put(String sku, @Nullable Instant due) {
            var before = replace(sku, due);
            storage.changed(() -> replace(sku, before));
        }

        private @Nullable Instant replace(String sku, @Nullable Instant due) {
            return due == null ? dueAt.remove(sku) : dueAt.put(sku, due);
        }
    }
}
