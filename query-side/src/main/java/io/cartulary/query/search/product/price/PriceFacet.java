package io.cartulary.query.search.product.price;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.AggregationRange;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Prices in one currency, in minor units: what a shopper chose, and what the hits cost whatever
/// they chose.
public final class PriceFacet {

    public static final String LEAST = "minPrice";
    public static final String MOST = "maxPrice";
    public static final String BANDS = "prices";

    /// Where bands begin, in hundredths of a power of ten: a band is about a quarter of its price
    /// wide, and its bounds are such as people name.
    private static final List<Integer> STEPS =
            List.of(100, 125, 150, 200, 250, 300, 400, 500, 600, 800);

    /// The dearest band begins at 8 million units of a currency with hundredths.
    private static final long POWERS = 1_000_000;

    private static final List<AggregationRange> RANGES = ranges();

    private final String currency;
    private final @Nullable Long from;
    private final @Nullable Long to;

    /// @param to included
    public PriceFacet(String currency, @Nullable Long from, @Nullable Long to) {
        this.currency = currency;
        this.from = from;
        this.to = to;
    }

    /// What hits must cost; nothing when no one chose.
    public Optional<Query> choice() {
        return from == null && to == null
                ? Optional.empty()
                : Optional.of(
                        Query.of(q ->
                                q.range(r ->
                                        r.longNumber(n -> n.field(field()).gte(from).lte(to)))));
    }

    public Map<String, Aggregation> aggregations() {
        return Map.of(
                LEAST, Aggregation.of(a -> a.min(m -> m.field(field()))),
                MOST, Aggregation.of(a -> a.max(m -> m.field(field()))),
                BANDS, Aggregation.of(a -> a.range(r -> r.field(field()).ranges(RANGES))));
    }

    public @Nullable Money least(Aggregate counted) {
        return price(counted.min().value());
    }

    public @Nullable Money most(Aggregate counted) {
        return price(counted.max().value());
    }

    /// From the cheapest hit to the dearest without a gap, so that they can be drawn side by side.
    public List<PriceBand> bands(Aggregate counted) {
        var all =
                counted.range().buckets().array().stream()
                        .map(band ->
                                new PriceBand(
                                        money(band.from() == null ? 0 : band.from()),
                                        price(band.to()),
                                        band.docCount()))
                        .toList();
        var first = 0;
        var end = all.size();
        while (first < end && all.get(first).count() == 0) {
            first++;
        }
        while (end > first && all.get(end - 1).count() == 0) {
            end--;
        }
        return all.subList(first, end);
    }

    /// Elasticsearch answers prices as floating-point numbers, exact up to 2^53 minor units; of no
    /// price at all they are infinite.
    private @Nullable Money price(@Nullable Double minorUnits) {
        return minorUnits == null || minorUnits.isInfinite() ? null : money(minorUnits);
    }

    private Money money(double minorUnits) {
        return Money.ofMinor(CurrencyUnit.of(currency), (long) minorUnits);
    }

    private String field() {
        return "prices." + currency;
    }

    private static List<AggregationRange> ranges() {
        var bounds = new ArrayList<Double>();
        bounds.add(0.0);
        for (long power = 1; power <= POWERS; power *= 10) {
            for (var step : STEPS) {
                bounds.add((double) step * power);
            }
        }
        var ranges = new ArrayList<AggregationRange>();
        for (var i = 0; i < bounds.size(); i++) {
            var from = bounds.get(i);
            var to = i + 1 < bounds.size() ? bounds.get(i + 1) : null;
            ranges.add(AggregationRange.of(r -> r.from(from).to(to)));
        }
        return List.copyOf(ranges);
    }
}
