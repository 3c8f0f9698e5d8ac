package io.cartulary.command.expiry;

import io.cartulary.simulation.memory.Storage;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Says in memory what the statements of [ExpiryTable] say.
public final class ExpiryTableInMemory extends ExpiryTable {

    private final Storage storage;
    private final Map<String, Instant> dueAt = new TreeMap<>();

    @SuppressWarnings("NullAway") // every method that would use the database is replaced
    public ExpiryTableInMemory(Storage storage, String table, String id) {
        super(null, table, id);
        this.storage = storage;
    }

    public Optional<Instant> nextDue() {
        return dueAt.values().stream().min(Comparator.naturalOrder());
    }

    /// Without a transaction.
    public void empty() {
        dueAt.clear();
    }

    @Override
    public List<String> dueAt(Instant now) {
        return dueAt.entrySet().stream()
                .filter(row -> !row.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    protected void lookAgain(String one, Instant now, @Nullable Instant next) {
        var known = dueAt.get(one);
        if (known != null && !known.isAfter(now)) {
            put(one, next);
        }
    }

    @Override
    public void put(Map<String, Instant> batch) {
        batch.forEach((one, due) -> {
            var known = dueAt.get(one);
            if (known == null || due.isBefore(known)) {
                put(one, due);
            }
        });
    }

    @Override
    public void remove(Collection<String> ended) {
        ended.forEach(one -> put(one, null));
    }

    private void put(String one, @Nullable Instant due) {
        var before = replace(one, due);
        storage.changed(() -> replace(one, before));
    }

    private @Nullable Instant replace(String one, @Nullable Instant due) {
        return due == null ? dueAt.remove(one) : dueAt.put(one, due);
    }
}
