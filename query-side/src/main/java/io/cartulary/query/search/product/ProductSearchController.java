package io.cartulary.query.search.product;

import io.cartulary.query.attribute.AttributeDefinitions;
import io.cartulary.query.brand.BrandNames;
import io.cartulary.query.category.PresentCategories;
import io.cartulary.query.collection.CollectionContent;
import io.cartulary.query.collection.CollectionContents;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.ranking.CurrentSearchRules;
import io.cartulary.query.ranking.SearchRules;
import io.cartulary.query.recommendation.Bestsellers;
import io.cartulary.query.search.LiveIndexes;
import io.cartulary.query.search.product.ProductQuestion.Sort;
import io.cartulary.query.search.product.ProductSearch.Asked;
import io.cartulary.query.search.product.number.NumberChoice;
import io.cartulary.query.search.product.price.ShopCurrency;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.consistency.Position;
import io.cartulary.web.input.NamedParameters;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.page.TotalCount;
import io.cartulary.web.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Finds published products: by words, by what they are, by lists.
@RestController
class ProductSearchController {

    private static final String ATTRIBUTE = "attr.";
    private static final String OPTION = "option.";
    private static final String LANGUAGE = "[a-z]{2}";

    /// Of bestsellers, in days.
    private static final int LONGEST_WINDOW = 365;

    private final ProductSearch search;
    private final LiveIndexes indexes;
    private final CurrentSearchRules rules;
    private final SearchResponseCache answers;
    private final ShopCurrency shopCurrency;
    private final AttributeDefinitions attributes;
    private final PresentCategories presentCategories;
    private final BrandNames brands;
    private final CollectionContents collections;
    private final Bestsellers bestsellers;

    ProductSearchController(
            ProductSearch search,
            LiveIndexes indexes,
            CurrentSearchRules rules,
            SearchResponseCache answers,
            ShopCurrency shopCurrency,
            AttributeDefinitions attributes,
            PresentCategories presentCategories,
            BrandNames brands,
            CollectionContents collections,
            Bestsellers bestsellers) {
        this.search = search;
        this.indexes = indexes;
        this.rules = rules;
        this.answers = answers;
        this.shopCurrency = shopCurrency;
        this.attributes = attributes;
        this.presentCategories = presentCategories;
        this.brands = brands;
        this.collections = collections;
        this.bestsellers = bestsellers;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/search")
    ResponseEntity<byte[]> search(
            @RequestParam(defaultValue = "") @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable String collection,
            @RequestParam(defaultValue = "") Set<String> category,
            @RequestParam(defaultValue = "") Set<String> brand,
            @RequestParam(defaultValue = "") Set<String> tag,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long minPrice,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long maxPrice,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(defaultValue = "false") boolean inStock,
            @RequestParam(defaultValue = "false") boolean featured,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "ESTIMATE") TotalCount total,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "en") @Pattern(regexp = LANGUAGE) String language,
            @RequestParam(defaultValue = "true") boolean facets,
            @RequestParam
                    @NamedParameters({ATTRIBUTE, NumberChoice.LEAST, NumberChoice.MOST, OPTION})
                    MultiValueMap<String, String> parameters,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var text = q.strip();
        var content = collection == null ? null : collections.of(collection);
        return answer(
                new ProductQuestion(
                        text,
                        content,
                        indexed(repeated(parameters, "category"), position),
                        repeated(parameters, "brand"),
                        repeated(parameters, "tag"),
                        named(parameters, ATTRIBUTE),
                        named(parameters, OPTION),
                        NumberChoice.among(parameters),
                        minPrice,
                        maxPrice,
                        currency(currency),
                        inStock,
                        featured,
                        sort(sort, text, content),
                        total,
                        cursor,
                        Cursors.size(limit),
                        language,
                        facets),
                position);
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/products")
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String collection,
            @RequestParam(defaultValue = "") Set<String> category,
            @RequestParam(defaultValue = "") Set<String> brand,
            @RequestParam(defaultValue = "") Set<String> tag,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long minPrice,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long maxPrice,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(defaultValue = "false") boolean inStock,
            @RequestParam(defaultValue = "false") boolean featured,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "ESTIMATE") TotalCount total,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "en") @Pattern(regexp = LANGUAGE) String language,
            @RequestParam
                    @NamedParameters({ATTRIBUTE, NumberChoice.LEAST, NumberChoice.MOST, OPTION})
                    MultiValueMap<String, String> parameters,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return search(
                "",
                collection,
                category,
                brand,
                tag,
                minPrice,
                maxPrice,
                currency,
                inStock,
                featured,
                sort,
                total,
                cursor,
                limit,
                language,
                false,
                parameters,
                position);
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/products/featured")
    ResponseEntity<byte[]> featured(
            @RequestParam(defaultValue = "") Set<String> category,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "en") @Pattern(regexp = LANGUAGE) String language,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answer(
                plain(indexed(category, position), true, Sort.POPULAR, cursor, limit, language),
                position);
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/products/new-arrivals")
    ResponseEntity<byte[]> newArrivals(
            @RequestParam(defaultValue = "") Set<String> category,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "en") @Pattern(regexp = LANGUAGE) String language,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answer(
                plain(indexed(category, position), false, Sort.NEWEST, cursor, limit, language),
                position);
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/products/bestsellers")
    ResponseEntity<byte[]> bestsellers(
            @RequestParam(defaultValue = "30") @Min(1) @Max(LONGEST_WINDOW) int days,
            @RequestParam(defaultValue = "") Set<String> category,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "en") @Pattern(regexp = LANGUAGE) String language,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var question =
                plain(indexed(category, position), false, Sort.RELEVANCE, cursor, limit, language);
        var labels = labels(question, null); // not shown, for there are no facets
        return answer(
                List.of("bestsellers", days, question),
                position,
                live ->
                        search.inOrder(
                                new Asked(indexes.nameOf(live), question, SearchRules.NONE, labels),
                                bestsellers.ranking(
                                        days,
                                        position == null ? null : Position.decode(position))));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/search/suggestions")
    ResponseEntity<byte[]> suggest(
            @RequestParam @Size(min = 1, max = 100) String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "en") @Pattern(regexp = LANGUAGE) String language) {
        var beginning = q.strip();
        var size = Cursors.size(limit);
        var live = indexes.current(ProductsProjection.NAME);
        return answers.answer(
                live,
                List.of("suggestions", beginning, size, language),
                () ->
                        new Page<>(
                                search.suggest(indexes.nameOf(live), beginning, language, size),
                                null,
                                null));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/categories")
    ResponseEntity<byte[]> categories(
            @RequestParam(defaultValue = "en") @Pattern(regexp = LANGUAGE) String language,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answer(
                List.of("categories", language),
                position,
                live ->
                        Page.whole(
                                search.categories(indexes.nameOf(live), live.schema(), language)));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/brands")
    ResponseEntity<byte[]> brands(
            @RequestParam(defaultValue = "en") @Pattern(regexp = LANGUAGE) String language,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answer(
                List.of("brands", language),
                position,
                live -> Page.whole(search.brands(indexes.nameOf(live), live.schema(), language)));
    }

    private ResponseEntity<byte[]> answer(ProductQuestion question, @Nullable String position) {
        var holding = position == null ? rules.now() : rules.covering(Position.decode(position));
        // Facets have labels that can change while the index does not.
        var labels = labels(question, position);
        return answer(
                List.of(question, holding.version(), labels.revision()),
                position,
                live -> search.answer(new Asked(indexes.nameOf(live), question, holding, labels)));
    }

    private FacetLabels labels(ProductQuestion question, @Nullable String position) {
        return new FacetLabels(
                attributes.at(position),
                presentCategories.at(position),
                brands.at(position),
                question.language());
    }

    private ResponseEntity<byte[]> answer(
            Object question, @Nullable String position, Function<Generation, Object> search) {
        if (position == null) {
            var live = indexes.current(ProductsProjection.NAME);
            return answers.answer(live, question, () -> search.apply(live));
        }
        var live = indexes.covering(ProductsProjection.NAME, Position.decode(position));
        return answers.freshAnswer(() -> search.apply(live));
    }

    private ProductQuestion plain(
            Set<String> categories,
            boolean featured,
            Sort sort,
            @Nullable String cursor,
            @Nullable Integer limit,
            String language) {
        return new ProductQuestion(
                "",
                null,
                categories,
                Set.of(),
                Set.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                null,
                null,
                currency(null),
                false,
                featured,
                sort,
                TotalCount.ESTIMATE,
                cursor,
                Cursors.size(limit),
                language,
                false);
    }

    private static Sort sort(
            @Nullable String sort, String text, @Nullable CollectionContent collection) {
        if (sort != null) {
            return Sort.of(sort);
        }
        var isInOrder = collection != null && collection.rule() == null;
        return text.isEmpty() && !isInOrder ? Sort.NEWEST : Sort.RELEVANCE;
    }

    private String currency(@Nullable String code) {
        try {
            return code == null
                    ? shopCurrency.of(indexes.current(ProductsProjection.NAME))
                    : CurrencyUnit.of(code).getCode();
        } catch (IllegalCurrencyException e) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALUE",
                    "currency must be an ISO 4217 code, for example EUR.",
                    "currency");
        }
    }

    private Set<String> indexed(Set<String> categories, @Nullable String position) {
        return categories.isEmpty() ? Set.of() : presentCategories.at(position).indexed(categories);
    }

    /// Values as they were sent: Spring would split a single one at its commas.
    private static Set<String> repeated(MultiValueMap<String, String> parameters, String name) {
        return Set.copyOf(parameters.getOrDefault(name, List.of()));
    }

    private static SortedMap<String, SortedSet<String>> named(
            MultiValueMap<String, String> parameters, String prefix) {
        var named = new TreeMap<String, SortedSet<String>>();
        parameters.forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                named.put(name.substring(prefix.length()), new TreeSet<>(values));
            }
        });
        return named;
    }
}
