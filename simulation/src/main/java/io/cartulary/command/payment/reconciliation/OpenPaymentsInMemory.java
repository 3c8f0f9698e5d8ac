package io.cartulary.command.payment.reconciliation;

import io.cartulary.command.effect.EffectOutcomes;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.simulation.memory.Storage;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Says what the statements of [OpenPayments] say.
final class OpenPaymentsInMemory extends OpenPayments {

    private record Row(OpenPayments.Opened opened, int looks, Instant lookAt) {}

    private final Storage storage;
    private final ReconciliationSettings settings;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    @SuppressWarnings("NullAway") // every method that would use the database is replaced
    OpenPaymentsInMemory(Storage storage, EffectOutcomes effects, ReconciliationSettings settings) {
        super(null, effects, settings);
        this.storage = storage;
        this.settings = settings;
    }

    @Override
    List<OpenItem> claim(int limit, Instant now) {
        return taken(row -> !row.lookAt().isAfter(now), limit, now);
    }

    @Override
    List<OpenItem> claim(PaymentId paymentId, Instant now) {
        return taken(row -> row.opened().paymentId().equals(paymentId), Integer.MAX_VALUE, now);
    }

    private List<OpenItem> taken(Predicate<Row> which, int limit, Instant now) {
        return rows.values().stream()
                .filter(which)
                .sorted(Comparator.comparing(Row::lookAt))
                .limit(limit)
                .toList()
                .stream()
                .map(row -> {
                    var pause = settings.askAfter().multipliedBy(1L << Math.min(row.looks(), 20));
                    var longest = settings.askAtLeastEvery();
                    put(
                            row.opened().item(),
                            new Row(
                                    row.opened(),
                                    row.looks() + 1,
                                    now.plus(pause.compareTo(longest) < 0 ? pause : longest)));
                    return new OpenItem(
                            row.opened().item(), row.opened().paymentId(), row.opened().amount());
                })
                .toList();
    }

    @Override
    void delete(Collection<String> items) {
        items.forEach(item -> put(item, null));
    }

    @Override
    void insert(Collection<Opened> items) {
        for (var opened : items) {
            if (!rows.containsKey(opened.item())) {
                put(opened.item(), new Row(opened, 0, opened.at().plus(settings.askAfter())));
            }
        }
    }

    private void put(String item, @Nullable Row row) {
        var before = replace(item, row);
        storage.changed(() -> replace(item, before));
    }

    private @Nullable Row replace(String item, @Nullable Row row) {
        return row == null ? rows.remove(item) : rows.put(item, row);
    }

    void clear() {
        rows.clear();
    }

    /// When a provider is to be asked next.
    Optional<Instant> nextLook() {
        return rows.values().stream().map(Row::lookAt).min(Comparator.naturalOrder());
    }

    List<String> items() {
        return List.copyOf(rows.keySet());
    }
}
