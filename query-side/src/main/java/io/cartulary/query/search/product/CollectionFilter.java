package io.cartulary.query.search.product;

import static java.util.stream.Collectors.toMap;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.NumberBounds;
import io.cartulary.events.catalog.ProductCriteria;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.query.collection.CollectionContent;
import io.cartulary.query.search.product.ProductQuestion.Sort;
import io.cartulary.query.search.product.number.NumberChoice;
import io.cartulary.web.page.TotalCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Which products are in a collection, as a search finds them.
final class CollectionFilter {

    /// More than words and weights make together; exact as a 32-bit number for each place.
    private static final float NEXT_PLACE = 1 << 20;

    private CollectionFilter() {}

    static List<Query> of(CollectionContent content) {
        if (content.rule() == null) {
            return List.of(products(content.products()));
        }
        var asked = meeting(content.rule());
        var filters = new ArrayList<>(ProductSearch.filters(asked));
        new ProductFacets(asked).choice().ifPresent(filters::add);
        return filters;
    }

    /// Puts products that were put in by hand into their order.
    static BoolQuery.Builder arrange(BoolQuery.Builder query, CollectionContent content) {
        var products = content.products();
        for (int place = 0; place < products.size(); place++) {
            query.should(at(products.get(place), products.size() - place));
        }
        return query;
    }

    private static Query at(ProductId product, int times) {
        return Query.of(q ->
                q.constantScore(
                        c -> c.filter(products(List.of(product))).boost(NEXT_PLACE * times)));
    }

    private static Query products(List<ProductId> products) {
        var values = products.stream().map(product -> FieldValue.of(product.value())).toList();
        return Query.of(q -> q.terms(t -> t.field("productId").terms(v -> v.value(values))));
    }

    private static ProductQuestion meeting(ProductCriteria rule) {
        return new ProductQuestion(
                "",
                null,
                Set.copyOf(rule.categories().stream().map(CategoryId::value).toList()),
                Set.copyOf(rule.brands().stream().map(BrandId::value).toList()),
                Set.copyOf(rule.tags()),
                sorted(rule.attributes()),
                sorted(rule.options()),
                numbers(rule.numbers()),
                minor(rule.minPrice()),
                minor(rule.maxPrice()),
                currency(rule),
                rule.inStock(),
                rule.featured(),
                Sort.NEWEST,
                TotalCount.ESTIMATE,
                null,
                0,
                "en",
                false);
    }

    private static SortedMap<String, SortedSet<String>> sorted(Map<String, List<String>> named) {
        return new TreeMap<>(
                named.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, one -> new TreeSet<>(one.getValue()))));
    }

    private static SortedMap<String, NumberChoice> numbers(Map<String, NumberBounds> bounds) {
        return new TreeMap<>(
                bounds.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, one -> choice(one.getValue()))));
    }

    private static NumberChoice choice(NumberBounds bounds) {
        return new NumberChoice(number(bounds.min()), number(bounds.max()));
    }

    private static @Nullable Double number(@Nullable String decimal) {
        return decimal == null ? null : Double.valueOf(decimal);
    }

    private static @Nullable Long minor(@Nullable Money price) {
        return price == null ? null : price.getAmountMinorLong();
    }

    /// None where there is no price to compare.
    private static String currency(ProductCriteria rule) {
        var price = rule.minPrice() == null ? rule.maxPrice() : rule.minPrice();
        return price == null ? "" : price.getCurrencyUnit().getCode();
    }
}
