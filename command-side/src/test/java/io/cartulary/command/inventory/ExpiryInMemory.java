package io.cartulary.command.inventory;

import io.cartulary.command.simulation.Storage;
import io.cartulary.events.inventory.Sku;
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

    private final Calendar calendar;
    private final WhenReservationIsDueThenExpireIt component;

    public ExpiryInMemory(Storage storage, CommandGateway commands, InstantSource clock) {
        this.calendar = new Calendar(storage);
        this.component =
                new WhenReservationIsDueThenExpireIt(
                        calendar, commands, clock, new InventorySettings(Duration.ofSeconds(5)));
    }

    /// Has the handlers of events.
    public Object calendar() {
        return calendar;
    }

    public void clear() {
        calendar.dueAt.clear();
    }

    public Optional<Instant> nextDue() {
        return calendar.dueAt.values().stream().min(Comparator.naturalOrder());
    }

    public void look() {
        component.look();
    }

    /// Says what the statements of [ExpiryCalendar] say.
    private static final class Calendar extends ExpiryCalendar {

        private final Storage storage;
        private final Map<Sku, Instant> dueAt = new TreeMap<>();

        @SuppressWarnings("NullAway") // every method that would use the database is replaced
        Calendar(Storage storage) {
            super(null);
            this.storage = storage;
        }

        @Override
        List<Sku> dueAt(Instant now) {
            return dueAt.entrySet().stream()
                    .filter(row -> !row.getValue().isAfter(now))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        @Override
        void lookAgain(Sku sku, Instant now, @Nullable Instant next) {
            var known = dueAt.get(sku);
            if (known != null && !known.isAfter(now)) {
                put(sku, next);
            }
        }

        @Override
        void write(Map<Sku, Instant> batch) {
            batch.forEach((sku, due) -> {
                var known = dueAt.get(sku);
                if (known == null || due.isBefore(known)) {
                    put(sku, due);
                }
            });
        }

        private void put(Sku sku, @Nullable Instant due) {
            var before = replace(sku, due);
            storage.changed(() -> replace(sku, before));
        }

        private @Nullable Instant replace(Sku sku, @Nullable Instant due) {
            return due == null ? dueAt.remove(sku) : dueAt.put(sku, due);
        }
    }
}
