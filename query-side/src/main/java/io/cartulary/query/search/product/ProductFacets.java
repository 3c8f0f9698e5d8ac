package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.ProductDocument.pair;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.cartulary.query.search.product.ProductAnswer.Attribute;
import io.cartulary.query.search.product.ProductAnswer.Facets;
import io.cartulary.query.search.product.ProductAnswer.Value;
import io.cartulary.query.search.product.number.NumberChoice;
import io.cartulary.query.search.product.number.NumberFacet;
import io.cartulary.query.search.product.number.NumberRange;
import io.cartulary.query.search.product.price.PriceFacet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a shopper ticked and what they might tick. Values of one dimension widen the result,
/// different dimensions narrow it; a dimension's own choice does not narrow its own facet, so that
/// they see what else there is.
final class ProductFacets {

    private static final int FACET_VALUES = 50;
    private static final int ATTRIBUTE_VALUES = 200;
    private static final String VALUES = "values";
    private static final String OTHERS = "others-";
    private static final String TICKED = "ticked-";

    private static final String CATEGORIES = "categories";
    private static final String BRAND = "brand";
    private static final String TAGS = "tags";
    private static final String ATTRIBUTES = "attributes";
    private static final String OPTIONS = "options";

    /// Fields with the identifiers of what a field has the slugs of.
    private static final Map<String, String> IDENTIFIERS =
            Map.of(CATEGORIES, "categoryIds", BRAND, "brandId");

    /// Characters with a meaning in Lucene's regular expressions.
    private static final Pattern OPERATOR = Pattern.compile("[.?+*|{}\\[\\]()\"\\\\#@&<>~^$-]");

    /// More than a trade has.
    private static final int MOST_NUMBERS = 30;

    private final List<Choice> choices;
    private final PriceFacet prices;
    private final List<NumberFacet> numbers;

    /// To narrow by what is ticked, without counting.
    ProductFacets(ProductQuestion question) {
        this(question, List.of());
    }

    /// @param numbers codes of attributes that are numbers, which shoppers can narrow by
    ProductFacets(ProductQuestion question, List<String> numbers) {
        this.prices = new PriceFacet(question.currency(), question.minPrice(), question.maxPrice());
        this.numbers = numbers(question.numbers(), numbers);
        this.choices = choices(question);
    }

    /// Those that were chosen, and those that shoppers can choose.
    private static List<NumberFacet> numbers(
            Map<String, NumberChoice> chosen, List<String> others) {
        return Stream.concat(chosen.keySet().stream(), others.stream())
                .distinct()
                .limit(Math.max(MOST_NUMBERS, chosen.size()))
                .map(code -> new NumberFacet(code, chosen.getOrDefault(code, NumberChoice.NONE)))
                .toList();
    }

    /// What is ticked in one dimension.
    ///
    /// @param field of the index
    /// @param name of the attribute or option; other dimensions have none
    private record Choice(String field, String name, Set<String> values) {

        boolean hasName() {
            return field.equals(ATTRIBUTES) || field.equals(OPTIONS);
        }

        Query anyOfThem() {
            return anyOf(values.stream().map(this::indexed).toList());
        }

        Map<String, Query> each() {
            return values.stream()
                    .collect(toMap(identity(), value -> anyOf(List.of(indexed(value)))));
        }

        private String indexed(String value) {
            return hasName() ? pair(name, value) : value;
        }

        private Query anyOf(List<String> indexed) {
            var chosen = terms(field, indexed);
            var identifiers = IDENTIFIERS.get(field);
            return identifiers == null
                    ? chosen
                    : Query.of(q -> q.bool(b -> b.should(chosen, terms(identifiers, indexed))));
        }

        private static Query terms(String field, List<String> values) {
            var wanted = values.stream().map(FieldValue::of).toList();
            return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(wanted))));
        }
    }

    /// What hits must fulfil beside the query. It is applied after counting.
    Optional<Query> choice() {
        var all = allBut(null);
        return all.bool().filter().isEmpty() ? Optional.empty() : Optional.of(all);
    }

    Map<String, Aggregation> aggregations() {
        var facets = new HashMap<String, Aggregation>();
        for (var field : List.of(CATEGORIES, BRAND, TAGS)) {
            facets.put(field, narrowed(choiceOf(field), terms(field, FACET_VALUES)));
        }
        for (var field : List.of(ATTRIBUTES, OPTIONS)) {
            facets.put(field, narrowed(null, terms(field, ATTRIBUTE_VALUES)));
        }
        for (var choice : choices) {
            // A ticked attribute is counted once more, without its own choice.
            if (choice.hasName()) {
                facets.put(
                        nameOf(OTHERS, choice),
                        narrowed(choice, valuesOf(choice.field(), choice.name())));
            }
            facets.put(
                    nameOf(TICKED, choice),
                    narrowed(
                            choice,
                            Aggregation.of(
                                    a -> a.filters(f -> f.filters(b -> b.keyed(choice.each()))))));
        }
        facets.put(
                "inStock",
                narrowed(
                        null,
                        Aggregation.of(
                                a -> a.filter(f -> f.term(t -> t.field("inStock").value(true))))));
        var whateverThePrice = allBut(prices);
        prices.aggregations()
                .forEach((name, facet) -> facets.put(name, within(whateverThePrice, facet)));
        for (var number : numbers) {
            var whateverTheNumber = allBut(number);
            number.aggregations()
                    .forEach((name, facet) -> facets.put(name, within(whateverTheNumber, facet)));
        }
        return facets;
    }

    private @Nullable Choice choiceOf(String field) {
        return choices.stream()
                .filter(choice -> choice.field().equals(field) && !choice.hasName())
                .findAny()
                .orElse(null);
    }

    /// By number: a name that a shopper chose may hold characters that names of facets must not.
    private String nameOf(String kind, Choice choice) {
        return kind + choices.indexOf(choice);
    }

    private Aggregation narrowed(@Nullable Choice except, Aggregation facet) {
        return within(allBut(except), facet);
    }

    private static Aggregation within(Query others, Aggregation facet) {
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
    Facets read(Map<String, Aggregate> counted, FacetLabels labels) {
        var attributes = new TreeMap<>(named(buckets(counted.get(ATTRIBUTES))));
        var options = new TreeMap<>(named(buckets(counted.get(OPTIONS))));
        for (var choice : choices) {
            if (choice.hasName()) {
                var values = named(buckets(counted.get(nameOf(OTHERS, choice))));
                var ofName = values.getOrDefault(choice.name(), List.of());
                (choice.field().equals(ATTRIBUTES) ? attributes : options)
                        .put(choice.name(), withTicked(ofName, choice, counted));
            }
        }
        return new Facets(
                labels.ofCategories(values(CATEGORIES, counted)),
                labels.ofBrands(values(BRAND, counted)),
                values(TAGS, counted),
                labels.ofAttributes(attributes, ranges(counted)),
                Attribute.unlabelled(options),
                inner(counted.get("inStock")).filter().docCount(),
                prices.least(inner(counted.get(PriceFacet.LEAST))),
                prices.most(inner(counted.get(PriceFacet.MOST))),
                prices.bands(inner(counted.get(PriceFacet.BANDS))));
    }

    private Map<String, NumberRange> ranges(Map<String, Aggregate> counted) {
        var ranges = new HashMap<String, NumberRange>();
        for (var number : numbers) {
            number.read(name -> inner(counted.get(name)))
                    .ifPresent(range -> ranges.put(number.code(), range));
        }
        return ranges;
    }

    /// The most frequent values, and after them what is ticked beside: a shopper must be able to
    /// take every tick away again.
    private List<Value> withTicked(
            List<Value> frequent, Choice choice, Map<String, Aggregate> counted) {
        var counts = inner(counted.get(nameOf(TICKED, choice))).filters().buckets().keyed();
        var shown = new ArrayList<>(frequent);
        var known = frequent.stream().map(Value::value).collect(toSet());
        new TreeSet<>(choice.values())
                .stream()
                        .filter(value -> !known.contains(value))
                        .map(value -> Value.of(value, counts.get(value).docCount()))
                        .forEach(shown::add);
        return shown;
    }

    private static Map<String, List<Value>> named(List<StringTermsBucket> pairs) {
        var values = new HashMap<String, List<Value>>();
        for (var bucket : pairs) {
            var pair = bucket.key().stringValue();
            var equals = pair.indexOf('=');
            values.computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                    .add(Value.of(pair.substring(equals + 1), bucket.docCount()));
        }
        return values;
    }

    private List<Value> values(String field, Map<String, Aggregate> counted) {
        var frequent =
                buckets(counted.get(field)).stream()
                        .map(bucket -> Value.of(bucket.key().stringValue(), bucket.docCount()))
                        .toList();
        var choice = choiceOf(field);
        return choice == null ? frequent : withTicked(frequent, choice, counted);
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

    private static List<Choice> choices(ProductQuestion question) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice(CATEGORIES, "", question.categories()));
        choices.add(new Choice(BRAND, "", question.brands()));
        choices.add(new Choice(TAGS, "", question.tags()));
        question.attributes()
                .forEach((name, values) -> choices.add(new Choice(ATTRIBUTES, name, values)));
        question.options()
                .forEach((name, values) -> choices.add(new Choice(OPTIONS, name, values)));
        choices.removeIf(choice -> choice.values().isEmpty());
        return choices;
    }

    /// @param except one of the choices, the prices or one of the numbers
    private Query allBut(@Nullable Object except) {
        var others = new ArrayList<Query>();
        choices.stream()
                .filter(choice -> !choice.equals(except))
                .map(Choice::anyOfThem)
                .forEach(others::add);
        numbers.stream()
                .filter(number -> number != except)
                .flatMap(number -> number.choice().stream())
                .forEach(others::add);
        if (prices != except) {
            prices.choice().ifPresent(others::add);
        }
        return Query.of(q -> q.bool(b -> b.filter(others)));
    }
}
