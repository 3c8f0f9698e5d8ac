package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// The variants of a product. Never changes; every step makes another.
///
/// @param variants that can be bought, in the order they are shown in
/// @param archived SKUs of those that can no longer be bought
/// @param costs what a piece costs the shop, where that is known
record Assortment(List<Variant> variants, Set<Sku> archived, Map<Sku, Money> costs) {

    static final Assortment NONE = new Assortment(List.of(), Set.of(), Map.of());

    private static final int MOST = 250;
    private static final BigDecimal MOST_MINOR_UNITS = BigDecimal.valueOf(1_000_000_000_000L);

    static Assortment of(List<Variant> variants) {
        return new Assortment(variants, Set.of(), Map.of());
    }

    boolean isEmpty() {
        return variants.isEmpty();
    }

    /// Refused with `UNKNOWN_VARIANT`, or with `VARIANT_ARCHIVED`.
    Variant require(Sku sku) {
        refuseArchived(sku);
        return variants.stream()
                .filter(variant -> variant.sku().equals(sku))
                .findFirst()
                .orElseThrow(() -> new CommandRejected(UNKNOWN_VARIANT));
    }

    /// Refused with `UNKNOWN_VARIANT` when there never was one.
    void requireEver(Sku sku) {
        if (!archived.contains(sku) && !skus().contains(sku)) {
            throw new CommandRejected(UNKNOWN_VARIANT);
        }
    }

    void refuseArchived(Sku sku) {
        if (archived.contains(sku)) {
            throw new CommandRejected(VARIANT_ARCHIVED);
        }
    }

    void checkFits(Variant candidate) {
        if (variants.size() >= MOST) {
            throw new CommandRejected(TOO_MANY_VARIANTS);
        }
        if (skus().contains(candidate.sku())) {
            throw new CommandRejected(VARIANT_EXISTS);
        }
        checkBounds(candidate.price());
        checkDescription(candidate);
        variants.forEach(other -> checkCurrency(other, candidate.price()));
    }

    /// Whether one of the variants may be described like this.
    void checkDescription(Variant candidate) {
        var compareAt = candidate.compareAtPrice();
        if (compareAt != null
                && (!compareAt.isSameCurrency(candidate.price())
                        || compareAt.isLessThan(candidate.price()))) {
            throw new CommandRejected(COMPARE_AT_PRICE_UNFIT);
        }
        for (var other : variants) {
            if (!other.sku().equals(candidate.sku())
                    && other.options().equals(candidate.options())) {
                throw new CommandRejected(OPTIONS_TAKEN);
            }
        }
    }

    /// Whether a variant may have this price, or cost this much.
    void checkPrice(Variant variant, Money price) {
        checkCurrency(variant, price);
        checkBounds(price);
    }

    /// Whether all of them are named, and each once.
    void checkComplete(List<Sku> skus) {
        if (skus.size() != variants.size() || !new HashSet<>(skus).equals(Set.copyOf(skus()))) {
            throw new CommandRejected(VARIANTS_INCOMPLETE);
        }
    }

    List<Sku> skus() {
        return variants.stream().map(Variant::sku).toList();
    }

    Assortment with(Variant added) {
        var all = new ArrayList<>(variants);
        all.add(added);
        return new Assortment(List.copyOf(all), archived, costs);
    }

    /// With another variant in the place of the one that has its SKU.
    Assortment replacing(Variant changed) {
        return changing(changed.sku(), _ -> changed);
    }

    Assortment priced(Sku sku, Money price) {
        return changing(sku, variant -> variant.withPrice(price));
    }

    private Assortment changing(Sku sku, UnaryOperator<Variant> change) {
        return new Assortment(
                variants.stream()
                        .map(variant -> variant.sku().equals(sku) ? change.apply(variant) : variant)
                        .toList(),
                archived,
                costs);
    }

    Assortment without(Sku gone) {
        var gathered = new HashSet<>(archived);
        gathered.add(gone);
        return new Assortment(
                variants.stream().filter(variant -> !variant.sku().equals(gone)).toList(),
                Set.copyOf(gathered),
                costing(gone, null).costs);
    }

    Assortment arranged(List<Sku> skus) {
        return new Assortment(skus.stream().map(this::require).toList(), archived, costs);
    }

    Assortment costing(Sku sku, @Nullable Money cost) {
        var changed = new HashMap<>(costs);
        if (cost == null) {
            changed.remove(sku);
        } else {
            changed.put(sku, cost);
        }
        return new Assortment(variants, archived, Map.copyOf(changed));
    }

    private static void checkCurrency(Variant variant, Money price) {
        if (!variant.price().isSameCurrency(price)) {
            throw new CommandRejected(CURRENCY_DIFFERS);
        }
    }

    /// Up to here every sum over a full cart fits 64 bits.
    private static void checkBounds(Money price) {
        if (price.isNegative()) {
            throw new CommandRejected(PRICE_NEGATIVE);
        }
        if (price.getAmountMinor().compareTo(MOST_MINOR_UNITS) > 0) {
            throw new CommandRejected(PRICE_TOO_HIGH);
        }
    }
}
