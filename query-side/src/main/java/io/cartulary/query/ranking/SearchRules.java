package io.cartulary.query.ranking;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScore;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.search.Curation;
import io.cartulary.events.search.SearchWeights;
import io.cartulary.events.search.SearchedText;
import io.cartulary.query.recommendation.Popularity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What staff decided, as searches use it.
///
/// @param version of the settings; grows with every change
/// @param curations by the texts they are for
public record SearchRules(
        long version,
        SynonymExpansion synonyms,
        SearchWeights weights,
        Map<String, Curation> curations) {

    static final long NEVER_SET = -1;

    public static final SearchRules NONE =
            new SearchRules(
                    NEVER_SET, SynonymExpansion.of(List.of()), SearchWeights.NONE, Map.of());

    private static final int PERCENT = 100;

    /// So many orders of late count in full, and each halving of them a tenth less; half an order
    /// counts nothing.
    private static final double MANY_ORDERS = 512;

    private static final double HALVINGS = 10;

    /// Farther than popularity gets beyond [#MANY_ORDERS].
    private static final double BEYOND = 100;

    private static final String UNTIL_HALF_AS_NEW = "30d";
    private static final double HALF = 0.5;

    /// More than words and weights make together, and exact as a 32-bit number up to the most
    /// pinned products.
    private static final float PINNED = 1 << 20;

    static SearchRules of(SearchSettings settings) {
        var curations = new HashMap<String, Curation>();
        for (var coded : settings.curations()) {
            var curation = new Curation(coded.queries(), coded.pinned(), coded.hidden());
            curation.queries().forEach(query -> curations.put(query.value(), curation));
        }
        var version = settings.version();
        return new SearchRules(
                version == null ? NEVER_SET : version,
                SynonymExpansion.of(settings.synonyms()),
                settings.weights(),
                Map.copyOf(curations));
    }

    /// Adds to a query what it is to find.
    ///
    /// @param text as it was typed
    /// @param matched what has its words
    public BoolQuery.Builder arrange(
            BoolQuery.Builder query, String text, Query matched, Instant now) {
        var found = weights.equals(SearchWeights.NONE) ? matched : weighed(matched, now);
        var curation = curations.get(SearchedText.compared(text));
        if (curation == null) {
            return query.must(found);
        }
        if (!curation.hidden().isEmpty()) {
            query.mustNot(products(curation.hidden()));
        }
        var any = new ArrayList<Query>();
        any.add(found);
        var pinned = curation.pinned();
        for (var place = 0; place < pinned.size(); place++) {
            any.add(first(pinned.get(place), pinned.size() - place));
        }
        return query.must(m -> m.bool(b -> b.should(any).minimumShouldMatch("1")));
    }

    private static Query first(ProductId product, int times) {
        return Query.of(q ->
                q.constantScore(c -> c.filter(products(List.of(product))).boost(PINNED * times)));
    }

    private static Query products(List<ProductId> products) {
        var values = products.stream().map(product -> FieldValue.of(product.value())).toList();
        return Query.of(q -> q.terms(t -> t.field("productId").terms(v -> v.value(values))));
    }

    /// The score times one and what each weight adds. The order stays for an hour, so that the next
    /// page of a result continues the page before.
    private Query weighed(Query matched, Instant now) {
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        var functions =
                List.of(
                        FunctionScore.of(f -> f.weight(1.0)),
                        FunctionScore.of(f ->
                                f.filter(q -> q.term(t -> t.field("inStock").value(true)))
                                        .weight(share(weights.stock()))),
                        sales(hour),
                        recency(hour));
        return Query.of(q ->
                q.functionScore(s ->
                        s.query(matched)
                                .functions(functions)
                                .scoreMode(FunctionScoreMode.Sum)
                                .boostMode(FunctionBoostMode.Multiply)));
    }

    /// In a straight line over popularity, which is a logarithm.
    private FunctionScore sales(Instant hour) {
        var full = Popularity.of(Popularity.SALE * MANY_ORDERS, hour);
        return FunctionScore.of(f ->
                f.linear(d ->
                                d.numeric(n ->
                                        n.field("popularity")
                                                .placement(p ->
                                                        p.origin(full + BEYOND)
                                                                .offset(BEYOND)
                                                                .scale(HALVINGS * HALF)
                                                                .decay(HALF))))
                        .weight(share(weights.sales())));
    }

    private FunctionScore recency(Instant hour) {
        return FunctionScore.of(f ->
                f.exp(d ->
                                d.date(n ->
                                        n.field("publishedAt")
                                                .placement(p ->
                                                        p.origin(hour.toString())
                                                                .scale(
                                                                        Time.of(t ->
                                                                                t.time(
                                                                                        UNTIL_HALF_AS_NEW)))
                                                                .decay(HALF))))
                        .weight(share(weights.recency())));
    }

    private static double share(int percent) {
        return (double) percent / PERCENT;
    }
}
