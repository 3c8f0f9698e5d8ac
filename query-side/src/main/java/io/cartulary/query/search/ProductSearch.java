package io.cartulary.query.search;

import static io.cartulary.query.search.ProductDocument.pair;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.TotalHitsRelation;
import co.elastic.clients.util.NamedValue;
import io.cartulary.query.search.ProductAnswer.Attribute;
import io.cartulary.query.search.ProductAnswer.Category;
import io.cartulary.query.search.ProductAnswer.Facets;
import io.cartulary.query.search.ProductAnswer.ProductHit;
import io.cartulary.query.search.ProductAnswer.ProductPage;
import io.cartulary.query.search.ProductAnswer.Suggestion;
import io.cartulary.query.search.ProductAnswer.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns questions about products into searches of the live index.
@Component
class ProductSearch {

    /// Beyond this many hits the total is told as a lower bound: counting on costs more than it says.
    private static final int COUNTED_HITS = 10_000;

    private static final int FACET_VALUES = 50;
    private static final int ATTRIBUTE_VALUES = 200;
    private static final int CATEGORIES = 2_000;
    private static final String VALUES = "values";

    private final ElasticsearchClient elasticsearch;

    ProductSearch(ElasticsearchClient elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    ProductPage answer(String index, ProductQuestion question) {
        var choices = choices(question);
        var request =
                new SearchRequest.Builder()
                        .index(index)
                        .query(query(question))
                        .sort(sort(question))
                        .size(question.limit() + 1)
                        .source(s -> s.filter(f -> f.includes("card", "inStock")))
                        .trackTotalHits(t -> t.count(COUNTED_HITS));
        if (!question.text().isEmpty()) {
            request.highlight(highlight(question)).trackScores(true);
        }
        if (question.cursor() != null) {
            request.searchAfter(ProductCursor.decode(question.cursor(), question.sort()).after());
        }
        if (!choices.isEmpty()) {
            request.postFilter(allOf(choices, _ -> true));
        }
        if (question.facets()) {
            facets(question, choices).forEach(request::aggregations);
        }
        var response =
                SearchIndex.onElasticsearch(
                        () -> elasticsearch.search(request.build(), IndexedProduct.class));
        return page(question, response);
    }

    /// Names of products as the shopper types.
    List<Suggestion> suggest(String index, String beginning, String language, int limit) {
        var field = "name." + language(beginning);
        var typed = language(beginning).equals("en") ? field + ".beginnings" : field;
        var response =
                SearchIndex.onElasticsearch(
                        () ->
                                elasticsearch.search(
                                        s ->
                                                s.index(index)
                                                        .query(
                                                                q ->
                                                                        q.bool(
                                                                                b ->
                                                                                        b.should(
                                                                                                        match(
                                                                                                                typed,
                                                                                                                beginning,
                                                                                                                null,
                                                                                                                4f))
                                                                                                .should(
                                                                                                        match(
                                                                                                                typed,
                                                                                                                beginning,
                                                                                                                "AUTO:4,8",
                                                                                                                1f))
                                                                                                .minimumShouldMatch(
                                                                                                        "1")))
                                                        .sort(
                                                                by("_score", SortOrder.Desc),
                                                                by("popularity", SortOrder.Desc),
                                                                by("productId", SortOrder.Asc))
                                                        .size(limit)
                                                        .trackTotalHits(t -> t.enabled(false))
                                                        .source(c -> c.filter(f -> f.includes("card"))),
                                        IndexedProduct.class));
        return response.hits().hits().stream()
                .map(Hit::source)
                .map(found -> Suggestion.of(found.card(), language))
                .toList();
    }

    /// All categories that a published product is in, as a tree.
    List<Category> categories(String index) {
        var response =
                SearchIndex.onElasticsearch(
                        () ->
                                elasticsearch.search(
                                        s ->
                                                s.index(index)
                                                        .size(0)
                                                        .trackTotalHits(t -> t.enabled(false))
                                                        .aggregations(
                                                                VALUES,
                                                                terms("categoryPaths", CATEGORIES)),
                                        Void.class));
        var counts = new TreeMap<String, Long>();
        for (var bucket : buckets(response.aggregations().get(VALUES))) {
            counts.put(bucket.key().stringValue(), bucket.docCount());
        }
        return Category.tree(counts);
    }

    private static Query query(ProductQuestion question) {
        var filters = new ArrayList<Query>();
        if (question.minPrice() != null || question.maxPrice() != null) {
            filters.add(
                    Query.of(
                            q ->
                                    q.range(
                                            r ->
                                                    r.longNumber(
                                                            n ->
                                                                    n.field(prices(question))
                                                                            .gte(question.minPrice())
                                                                            .lte(
                                                                                    question
                                                                                            .maxPrice())))));
        } else if (question.sort().byPrice()) {
            filters.add(Query.of(q -> q.exists(e -> e.field(prices(question)))));
        }
        if (question.inStock()) {
            filters.add(Query.of(q -> q.term(t -> t.field("inStock").value(true))));
        }
        if (question.featured()) {
            filters.add(Query.of(q -> q.term(t -> t.field("featured").value(true))));
        }
        return Query.of(
                q ->
                        q.bool(
                                b -> {
                                    b.filter(filters);
                                    if (!question.text().isEmpty()) {
                                        b.must(wanted(question.text()));
                                        b.should(better(question.text()));
                                    }
                                    return b;
                                }));
    }

    /// What a hit must have: all words, misspelt ones too, or the SKU or its beginning.
    private static Query wanted(String text) {
        var language = language(text);
        return Query.of(
                q ->
                        q.bool(
                                b -> {
                                    b.should(match("all." + language, text, "AUTO", 1f));
                                    if (text.indexOf(' ') < 0) {
                                        b.should(
                                                s ->
                                                        s.term(
                                                                t ->
                                                                        t.field("skus")
                                                                                .value(text)
                                                                                .boost(50f)));
                                    }
                                    if (looksLikeSku(text)) {
                                        b.should(
                                                s ->
                                                        s.prefix(
                                                                p ->
                                                                        p.field("skus")
                                                                                .value(text)
                                                                                .boost(10f)));
                                    }
                                    return b.minimumShouldMatch("1");
                                }));
    }

    /// What puts a hit before others: words as they were typed, in the name, in this order.
    private static List<Query> better(String text) {
        var name = "name." + language(text);
        return List.of(
                match("all." + language(text), text, null, 2f),
                match(name, text, null, 4f),
                Query.of(q -> q.matchPhrase(p -> p.field(name).query(text).slop(1).boost(4f))),
                Query.of(q -> q.term(t -> t.field(name + ".exact").value(text).boost(20f))));
    }

    private static Query match(
            String field, String text, @Nullable String fuzziness, float boost) {
        return Query.of(
                q ->
                        q.match(
                                m -> {
                                    m.field(field).query(text).boost(boost);
                                    if (field.contains(".en")) {
                                        m.operator(Operator.And);
                                        if (fuzziness != null) {
                                            m.fuzziness(fuzziness).prefixLength(1);
                                        }
                                    } else {
                                        // Pairs of letters: a few may be missing.
                                        m.minimumShouldMatch(fuzziness == null ? "100%" : "75%");
                                    }
                                    return m;
                                }));
    }

    private static boolean looksLikeSku(String text) {
        return text.length() >= 3
                && text.indexOf(' ') < 0
                && text.chars().anyMatch(Character::isDigit);
    }

    /// By the script it is written in; what the shopper reads says nothing about what he types.
    private static String language(String text) {
        return text.codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .map(
                        script ->
                                switch (script) {
                                    case THAI -> "th";
                                    case KHMER -> "km";
                                    default -> "en";
                                })
                .filter(language -> !language.equals("en"))
                .findFirst()
                .orElse("en");
    }

    /// What the shopper ticked, by dimension. Values of one dimension widen, dimensions narrow; a
    /// dimension's own choice does not narrow its own facet, so that he sees what else he might tick.
    private static Map<String, Query> choices(ProductQuestion question) {
        var choices = new LinkedHashMap<String, Query>();
        choose(choices, "categories", "categories", question.categories());
        choose(choices, "brand", "brand", question.brands());
        choose(choices, "tags", "tags", question.tags());
        question.attributes()
                .forEach(
                        (name, values) ->
                                choose(choices, "attr." + name, "attributes", pairs(name, values)));
        question.options()
                .forEach(
                        (name, values) ->
                                choose(choices, "option." + name, "options", pairs(name, values)));
        return choices;
    }

    private static void choose(
            Map<String, Query> choices, String dimension, String field, Collection<String> values) {
        if (values.isEmpty()) {
            return;
        }
        var terms = values.stream().map(FieldValue::of).toList();
        var chosen = Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(terms))));
        if (field.equals("categories")) {
            var paths =
                    Query.of(q -> q.terms(t -> t.field("categoryPaths").terms(v -> v.value(terms))));
            var either = chosen;
            chosen = Query.of(q -> q.bool(b -> b.should(either, paths)));
        }
        choices.put(dimension, chosen);
    }

    private static List<String> pairs(String name, Collection<String> values) {
        return values.stream().map(value -> pair(name, value)).toList();
    }

    private static Query allOf(Map<String, Query> choices, Predicate<String> dimension) {
        var chosen =
                choices.entrySet().stream()
                        .filter(choice -> dimension.test(choice.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        return Query.of(q -> q.bool(b -> b.filter(chosen)));
    }

    private static Map<String, Aggregation> facets(
            ProductQuestion question, Map<String, Query> choices) {
        var facets = new HashMap<String, Aggregation>();
        for (var field : List.of("categories", "brand", "tags")) {
            facets.put(field, narrowed(choices, field, terms(field, FACET_VALUES)));
        }
        for (var field : List.of("attributes", "options")) {
            facets.put(field, narrowed(choices, "", terms(field, ATTRIBUTE_VALUES)));
        }
        // A ticked attribute is counted once more, without its own choice.
        for (var dimension : choices.keySet()) {
            if (dimension.startsWith("attr.") || dimension.startsWith("option.")) {
                var field = dimension.startsWith("attr.") ? "attributes" : "options";
                var name = dimension.substring(dimension.indexOf('.') + 1);
                facets.put(dimension, narrowed(choices, dimension, valuesOf(field, name)));
            }
        }
        facets.put(
                "inStock",
                narrowed(
                        choices,
                        "",
                        Aggregation.of(
                                a -> a.filter(f -> f.term(t -> t.field("inStock").value(true))))));
        facets.put(
                "minPrice",
                narrowed(
                        choices, "", Aggregation.of(a -> a.min(m -> m.field(prices(question))))));
        facets.put(
                "maxPrice",
                narrowed(
                        choices, "", Aggregation.of(a -> a.max(m -> m.field(prices(question))))));
        return facets;
    }

    private static Aggregation narrowed(
            Map<String, Query> choices, String exceptDimension, Aggregation facet) {
        var others = allOf(choices, dimension -> !dimension.equals(exceptDimension));
        return others.bool().filter().isEmpty()
                ? facet
                : Aggregation.of(a -> a.filter(others).aggregations(VALUES, facet));
    }

    private static Aggregation terms(String field, int size) {
        return Aggregation.of(a -> a.terms(t -> t.field(field).size(size)));
    }

    private static final Pattern REGEXP_OPERATOR = Pattern.compile("[.?+*|{}\\[\\]()\"\\\\#@&<>~^$-]");

    private static Aggregation valuesOf(String field, String name) {
        var beginning = REGEXP_OPERATOR.matcher(pair(name, "")).replaceAll("\\\\$0");
        return Aggregation.of(
                a ->
                        a.terms(
                                t ->
                                        t.field(field)
                                                .size(FACET_VALUES)
                                                .include(i -> i.regexp(beginning + ".*"))));
    }

    private static List<SortOptions> sort(ProductQuestion question) {
        var last = by("productId", SortOrder.Asc);
        return switch (question.sort()) {
            case RELEVANCE -> List.of(by("_score", SortOrder.Desc), last);
            case PRICE_ASCENDING -> List.of(by(prices(question), SortOrder.Asc), last);
            case PRICE_DESCENDING -> List.of(by(prices(question), SortOrder.Desc), last);
            case NEWEST -> List.of(by("publishedAt", SortOrder.Desc), last);
            case POPULAR -> List.of(by("popularity", SortOrder.Desc), last);
        };
    }

    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(
                s ->
                        field.equals("_score")
                                ? s.score(o -> o.order(order))
                                : s.field(f -> f.field(field).order(order)));
    }

    private static String prices(ProductQuestion question) {
        return "prices." + question.currency();
    }

    private static Highlight highlight(ProductQuestion question) {
        var language = language(question.text());
        return Highlight.of(
                h ->
                        h.encoder(HighlighterEncoder.Html)
                                .requireFieldMatch(false)
                                .preTags("<em>")
                                .postTags("</em>")
                                .fields(
                                        NamedValue.of(
                                                "name." + language,
                                                HighlightField.of(f -> f.numberOfFragments(0))),
                                        NamedValue.of(
                                                "description." + language,
                                                HighlightField.of(
                                                        f ->
                                                                f.numberOfFragments(1)
                                                                        .fragmentSize(160)))));
    }

    private static ProductPage page(
            ProductQuestion question, SearchResponse<IndexedProduct> response) {
        var found = response.hits().hits();
        var shown = found.subList(0, Math.min(question.limit(), found.size()));
        var total = response.hits().total();
        return new ProductPage(
                shown.stream().map(hit -> hit(hit, question.language())).toList(),
                total == null ? 0 : total.value(),
                total == null || total.relation() == TotalHitsRelation.Eq,
                question.facets() ? facets(question, response.aggregations()) : null,
                found.size() > shown.size()
                        ? new ProductCursor(question.sort(), shown.getLast().sort()).encode()
                        : null);
    }

    private static ProductHit hit(Hit<IndexedProduct> hit, String language) {
        var highlight = new TreeMap<String, String>();
        hit.highlight()
                .forEach(
                        (field, fragments) ->
                                highlight.put(
                                        field.substring(0, field.indexOf('.')),
                                        String.join(" … ", fragments)));
        var found = hit.source();
        return ProductHit.of(
                found.card(), found.inStock(), language, highlight.isEmpty() ? null : highlight);
    }

    private static Facets facets(ProductQuestion question, Map<String, Aggregate> counted) {
        var attributes = new TreeMap<String, List<Value>>();
        var options = new TreeMap<String, List<Value>>();
        attributes.putAll(named(buckets(counted.get("attributes"))));
        options.putAll(named(buckets(counted.get("options"))));
        counted.forEach(
                (facet, values) -> {
                    if (facet.startsWith("attr.")) {
                        attributes.putAll(named(buckets(values)));
                    } else if (facet.startsWith("option.")) {
                        options.putAll(named(buckets(values)));
                    }
                });
        var currency = CurrencyUnit.of(question.currency());
        var min = inner(counted.get("minPrice")).min().value();
        var max = inner(counted.get("maxPrice")).max().value();
        return new Facets(
                values(counted.get("categories")),
                values(counted.get("brand")),
                values(counted.get("tags")),
                Attribute.all(attributes),
                Attribute.all(options),
                inner(counted.get("inStock")).filter().docCount(),
                min == null || !Double.isFinite(min) ? null : Money.ofMinor(currency, Math.round(min)),
                max == null || !Double.isFinite(max) ? null : Money.ofMinor(currency, Math.round(max)));
    }

    private static Map<String, List<Value>> named(List<StringTermsBucket> pairs) {
        var values = new HashMap<String, List<Value>>();
        for (var bucket : pairs) {
            var pair = bucket.key().stringValue();
            var equals = pair.indexOf('=');
            values.computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                    .add(new Value(pair.substring(equals + 1), bucket.docCount()));
        }
        return values;
    }

    private static List<Value> values(Aggregate facet) {
        return buckets(facet).stream()
                .map(bucket -> new Value(bucket.key().stringValue(), bucket.docCount()))
                .toList();
    }

    private static List<StringTermsBucket> buckets(Aggregate facet) {
        return inner(facet).sterms().buckets().array();
    }

    /// The facet itself, which may stand inside the filter of the other dimensions.
    private static Aggregate inner(Aggregate facet) {
        return facet.isFilter() && facet.filter().aggregations().containsKey(VALUES)
                ? facet.filter().aggregations().get(VALUES)
                : facet;
    }

    /// What a search reads back of a [ProductDocument].
    record IndexedProduct(ProductCard card, boolean inStock) {}
}
