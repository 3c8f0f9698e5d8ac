package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.inventory.Sku;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sales of a product's variants that are not over. Never changes; every step makes another.
///
/// @param ahead those that were scheduled, the running ones among them
/// @param running those whose start was noted
record Sales(List<Sale> ahead, Set<SaleId> running) {

    static final Sales NONE = new Sales(List.of(), Set.of());

    /// Of one product: each is due twice.
    private static final int MOST = 1_000;

    Optional<Sale> find(SaleId saleId) {
        return ahead.stream().filter(sale -> sale.saleId().equals(saleId)).findFirst();
    }

    void checkFits(Sale candidate, Instant now) {
        if (candidate.isOver(now)) {
            throw new CommandRejected(SALE_PAST);
        }
        if (ahead.size() >= MOST) {
            throw new CommandRejected(TOO_MANY_SALES);
        }
        if (ahead.stream().anyMatch(candidate::overlaps)) {
            throw new CommandRejected(SALES_OVERLAP);
        }
    }

    List<Sale> of(Sku sku) {
        return ahead.stream().filter(sale -> sale.sku().equals(sku)).toList();
    }

    List<Sale> endedBy(Instant now) {
        return ahead.stream().filter(sale -> sale.isOver(now)).toList();
    }

    List<Sale> startedBy(Instant now) {
        return ahead.stream()
                .filter(sale ->
                        !running.contains(sale.saleId())
                                && !sale.from().isAfter(now)
                                && !sale.isOver(now))
                .toList();
    }

    /// When the next one starts or ends.
    @Nullable Instant next() {
        return ahead.stream()
                .flatMap(sale ->
                        running.contains(sale.saleId())
                                ? Stream.ofNullable(sale.until())
                                : Stream.of(sale.from()))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    Sales with(Sale scheduled) {
        return new Sales(Stream.concat(ahead.stream(), Stream.of(scheduled)).toList(), running);
    }

    Sales running(SaleId started) {
        var all = new HashSet<>(running);
        all.add(started);
        return new Sales(ahead, Set.copyOf(all));
    }

    Sales without(SaleId gone) {
        var others = new HashSet<>(running);
        others.remove(gone);
        return new Sales(
                ahead.stream().filter(sale -> !sale.saleId().equals(gone)).toList(),
                Set.copyOf(others));
    }
}
