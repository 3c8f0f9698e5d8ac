package io.cartulary.query.search.product.number;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.AggregationRange;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.cartulary.query.search.product.number.NumberRange.Band;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One attribute that is a number: what a shopper chose, and what the hits have whatever they
/// chose.
public final class NumberFacet {

    private static final String LEAST = "least-";
    private static final String MOST = "most-";
    private static final String BANDS = "bands-";

    /// Three bands to a power of ten, which people would name: 10 to 20, 20 to 50, 50 to 100.
    private static final List<Integer> STEPS = List.of(1, 2, 5);

    private static final int LEAST_POWER = -2;
    private static final int GREATEST_POWER = 6;
    private static final int SCALE = 6;

    private static final List<AggregationRange> RANGES = ranges();

    private final String code;
    private final NumberChoice chosen;

    public NumberFacet(String code, NumberChoice chosen) {
        this.code = code;
        this.chosen = chosen;
    }

    public String code() {
        return code;
    }

    /// What hits must have; nothing when no one chose.
    public Optional<Query> choice() {
        return chosen.equals(NumberChoice.NONE)
                ? Optional.empty()
                : Optional.of(
                        Query.of(q ->
                                q.range(r ->
                                        r.number(n ->
                                                n.field(field())
                                                        .gte(chosen.from())
                                                        .lte(chosen.to())))));
    }

    public Map<String, Aggregation> aggregations() {
        return Map.of(
                LEAST + code, Aggregation.of(a -> a.min(m -> m.field(field()))),
                MOST + code, Aggregation.of(a -> a.max(m -> m.field(field()))),
                BANDS + code, Aggregation.of(a -> a.range(r -> r.field(field()).ranges(RANGES))));
    }

    /// Nothing when no hit has a value. The bands have no gap, so that they can be drawn side by
    /// side; the first and the last end with the hits.
    ///
    /// @param counted by the names of [#aggregations]
    public Optional<NumberRange> read(Function<String, Aggregate> counted) {
        var min = counted.apply(LEAST + code).min().value();
        var max = counted.apply(MOST + code).max().value();
        if (min == null || max == null || min.isInfinite() || max.isInfinite()) {
            return Optional.empty();
        }
        var bands =
                counted.apply(BANDS + code).range().buckets().array().stream()
                        .filter(band ->
                                (band.to() == null || band.to() > min)
                                        && (band.from() == null || band.from() <= max))
                        .map(band ->
                                new Band(
                                        text(band.from() == null ? min : band.from()),
                                        text(band.to() == null ? max : band.to()),
                                        band.docCount()))
                        .toList();
        return Optional.of(new NumberRange(text(min), text(max), bands));
    }

    /// Elasticsearch keeps what was a decimal number of up to six places as a floating-point one.
    private static String text(double number) {
        return BigDecimal.valueOf(number)
                .setScale(SCALE, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private String field() {
        return "numbers." + code;
    }

    private static List<AggregationRange> ranges() {
        var bounds = new ArrayList<@Nullable Double>();
        bounds.add(null);
        bounds.add(0.0);
        for (var power = LEAST_POWER; power <= GREATEST_POWER; power++) {
            for (var step : STEPS) {
                bounds.add(BigDecimal.valueOf(step).scaleByPowerOfTen(power).doubleValue());
            }
        }
        bounds.add(null);
        var ranges = new ArrayList<AggregationRange>();
        for (var i = 0; i + 1 < bounds.size(); i++) {
            var from = bounds.get(i);
            var to = bounds.get(i + 1);
            ranges.add(AggregationRange.of(r -> r.from(from).to(to)));
        }
        return List.copyOf(ranges);
    }
}
