package io.cartulary.query.search.product;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.query.collection.CollectionContent;
import io.cartulary.query.search.product.number.NumberChoice;
import io.cartulary.web.page.TotalCount;
import io.cartulary.web.problem.ProblemException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// One question to the product index. Equal questions have equal answers until the index changes.
///
/// @param text what the shopper typed; empty for all products
/// @param collection in which the products are; absent for all products
/// @param categories slugs or identifiers, any of them
/// @param brands likewise
/// @param attributes for each name the values of which a product must have one
/// @param options likewise, for example size
/// @param numbers for each attribute that is a number, between which its value is
/// @param minPrice of at least one variant, in minor units of `currency`
/// @param total how the hits are counted
/// @param cursor the `next` of the page before
/// @param limit hits on a page
/// @param language of names in the answer
record ProductQuestion(
        String text,
        @Nullable CollectionContent collection,
        Set<String> categories,
        Set<String> brands,
        Set<String> tags,
        SortedMap<String, SortedSet<String>> attributes,
        SortedMap<String, SortedSet<String>> options,
        SortedMap<String, NumberChoice> numbers,
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        String currency,
        boolean inStock,
        boolean featured,
        Sort sort,
        TotalCount total,
        @Nullable String cursor,
        int limit,
        String language,
        boolean facets) {

    /// Whether the products come in the order in which they were put in.
    boolean isInOrderOfCollection() {
        return collection != null && text.isEmpty() && sort == Sort.RELEVANCE;
    }

    enum Sort {
        RELEVANCE("relevance"),
        PRICE_ASCENDING("price"),
        PRICE_DESCENDING("-price"),
        NEWEST("newest"),
        POPULAR("popular"),
        RATING("-rating");

        private static final Map<String, Sort> BY_PARAMETER =
                Arrays.stream(values()).collect(toMap(Sort::parameter, identity()));

        private final String parameter;

        Sort(String parameter) {
            this.parameter = parameter;
        }

        String parameter() {
            return parameter;
        }

        boolean byPrice() {
            return this == PRICE_ASCENDING || this == PRICE_DESCENDING;
        }

        static Sort of(String parameter) {
            var sort = BY_PARAMETER.get(parameter);
            if (sort == null) {
                throw new ProblemException(
                        HttpStatus.BAD_REQUEST,
                        "INVALID_VALUE",
                        "sort must be one of relevance, price, -price, newest, popular, -rating.",
                        "sort");
            }
            return sort;
        }
    }
}
