package io.cartulary.query.search;

import static io.cartulary.query.search.ProductDocument.pair;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.cartulary.query.search.ProductAnswer.Attribute;
import io.cartulary.query.search.ProductAnswer.Facets;
import io.cartulary.query.search.ProductAnswer.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What a shopper ticked and what he might tick. Values of one dimension widen the result,
/// different dimensions narrow it; a dimension's own choice does not narrow its own facet, so that
/// he sees what else he might tick.
final class ProductFacets {

    private static final int FACET_VALUES = 50;
    private static final int ATTRIBUTE_VALUES = 200;
    private static final String VALUES = "values";
    private static final String ATTRIBUTE = "attr.";
    private static final String OPTION = "option.";

    /// Characters with a meaning in Lucene's regular expressions.
    private static final Pattern OPERATOR = Pattern.compile("[.?+*|{}\\[\\]()\"\\\\#@&<>~^$-]");

    private final ProductQuestion question;

    /// What is ticked, by dimension.
    private final Map<String, Query> choices;

    ProductFacets(ProductQuestion question) {
        this.question = question;
        this.choices = choices(question);
    }

    /// What hits must fulfil beside the query. It is applied after counting.
    Optional<Query> choice() {
        return choices.isEmpty() ? Optional.empty() : Optional.of(allOf(_ -> true));
    }

    Map<String, Aggregation> aggregations() {
        var facets = new HashMap<String, Aggregation>();
        for (var field : List.of("categories", "brand", "tags")) {
            facets.put(field, narrowed(field, terms(field, FACET_VALUES)));
        }
        for (var field : List.of("attributes", "options")) {
            facets.put(field, narrowed("", terms(field, ATTRIBUTE_VALUES)));
        }
        // A ticked attribute is counted once more, without its own choice.
        for (var dimension : choices.keySet()) {
            if (dimension.startsWith(ATTRIBUTE) || dimension.startsWith(OPTION)) {
                var field = dimension.startsWith(ATTRIBUTE) ? "attributes" : "options";
                var name = dimension.substring(dimension.indexOf('.') + 1);
                facets.put(dimension, narrowed(dimension, valuesOf(field, name)));
            }
        }
        facets.put(
                "inStock",
                narrowed(
                        "",
                        Aggregation.of(
                                a -> a.filter(f -> f.term(t -> t.field("inStock").value(true))))));
        facets.put(
                "minPrice",
                narrowed(
                        "",
                        Aggregation.of(a -> a.min(m -> m.field("prices." + question.currency())))));
        facets.put(
                "maxPrice",
                narrowed(
                        "",
                        Aggregation.of(a -> a.max(m -> m.field("prices." + question.currency())))));
        return facets;
    }

    private Aggregation narrowed(String exceptDimension, Aggregation facet) {
        var others = allOf(dimension -> !dimension.equals(exceptDimension));
        return others.bool().filter().isEmpty()
                ? facet
                : Aggregation.of(a -> a.filter(others).aggregations(VALUES, facet));
    }

    private static Aggregation terms(String field, int size) {
        return Aggregation.of(a -> a.terms(t -> t.field(field).size(size)));
    }

    private static Aggregation valuesOf(String field, String name) {
        var beginning = OPERATOR.matcher(pair(name, "")).replaceAll("\\\\$0");
        return Aggregation.of(a ->
                a.terms(t ->
                        t.field(field)
                                .size(FACET_VALUES)
                                .include(i -> i.regexp(beginning + ".*"))));
    }

    /// The counts, as Elasticsearch answered [#aggregations].
    Facets read(Map<String, Aggregate> counted) {
        var attributes = new TreeMap<String, List<Value>>();
        var options = new TreeMap<String, List<Value>>();
        attributes.putAll(named(buckets(counted.get("attributes"))));
        options.putAll(named(buckets(counted.get("options"))));
        counted.forEach((facet, values) -> {
            if (facet.startsWith(ATTRIBUTE)) {
                attributes.putAll(named(buckets(values)));
            } else if (facet.startsWith(OPTION)) {
                options.putAll(named(buckets(values)));
            }
        });
        return new Facets(
                values(counted.get("categories")),
                values(counted.get("brand")),
                values(counted.get("tags")),
                Attribute.all(attributes),
                Attribute.all(options),
                inner(counted.get("inStock")).filter().docCount(),
                price(inner(counted.get("minPrice")).min().value()),
                price(inner(counted.get("maxPrice")).max().value()));
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

    private static Map<String, Query> choices(ProductQuestion question) {
        var choices = new LinkedHashMap<String, Query>();
        choose(choices, "categories", "categories", question.categories());
        choose(choices, "brand", "brand", question.brands());
        choose(choices, "tags", "tags", question.tags());
        question.attributes()
                .forEach((name, values) ->
                        choose(choices, ATTRIBUTE + name, "attributes", pairs(name, values)));
        question.options()
                .forEach((name, values) ->
                        choose(choices, OPTION + name, "options", pairs(name, values)));
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
                    Query.of(
                            q -> q.terms(t -> t.field("categoryPaths").terms(v -> v.value(terms))));
            var either = chosen;
            chosen = Query.of(q -> q.bool(b -> b.should(either, paths)));
        }
        choices.put(dimension, chosen);
    }

    private static List<String> pairs(String name, Collection<String> values) {
        return values.stream().map(value -> pair(name, value)).toList();
    }

    private Query allOf(Predicate<String> dimension) {
        var chosen =
                choices.entrySet().stream()
                        .filter(choice -> dimension.test(choice.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        return Query.of(q -> q.bool(b -> b.filter(chosen)));
    }

    /// Elasticsearch tells a minimum as a floating-point number, exact up to 2^53 minor units; of
    /// no price at all it is infinite.
    private @Nullable Money price(@Nullable Double minorUnits) {
        return minorUnits == null || minorUnits.isInfinite()
                ? null
                : Money.ofMinor(CurrencyUnit.of(question.currency()), minorUnits.longValue());
    }
}
