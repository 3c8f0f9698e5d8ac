package io.cartulary.query.search.product;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.util.NamedValue;
import io.cartulary.query.brand.BrandTables;
import io.cartulary.query.category.CategoryTables;
import io.cartulary.query.listing.Listed;
import io.cartulary.query.ranking.SearchRules;
import io.cartulary.query.search.SearchIndex;
import io.cartulary.query.search.product.ProductAnswer.Brand;
import io.cartulary.query.search.product.ProductAnswer.Category;
import io.cartulary.query.search.product.ProductAnswer.Instead;
import io.cartulary.query.search.product.ProductAnswer.ProductHit;
import io.cartulary.query.search.product.ProductAnswer.ProductPage;
import io.cartulary.query.search.product.ProductAnswer.Suggestion;
import io.cartulary.query.search.product.match.ProductMatch;
import io.cartulary.query.search.product.match.SearchText;
import io.cartulary.query.search.product.rewording.Rewording;
import io.cartulary.query.search.product.rewording.Rewordings;
import io.cartulary.web.page.Page;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Turns questions about products into searches of the live index.
@Component
class ProductSearch {

    /// As many categories, or brands, as a shop may have.
    private static final int MOST_COUNTED = 2_000;

    /// By how much one kind of rewording outweighs the next, more than scores differ.
    private static final double FAR_BETTER = 10_000;

    /// The components of [IndexedProduct].
    private static final List<String> SHOWN = List.of("card", "inStock", "rating", "reviews");

    private final ElasticsearchClient elasticsearch;
    private final ProductCursor cursors;
    private final Rewordings rewordings;
    private final InstantSource clock;
    private final JdbcClient database;
    private final JsonMapper json;

    ProductSearch(
            ElasticsearchClient elasticsearch,
            ProductCursor cursors,
            Rewordings rewordings,
            InstantSource clock,
            @Qualifier("readModels") JdbcClient database,
            JsonMapper json) {
        this.elasticsearch = elasticsearch;
        this.cursors = cursors;
        this.rewordings = rewordings;
        this.clock = clock;
        this.database = database;
        this.json = json;
    }

    /// Of a text that no product has enough of, the page shows what is nearest.
    ProductPage answer(Asked asked) {
        var question = asked.question;
        var text = SearchText.of(question.text());
        var found = page(asked, text, wanted(text, asked.rules), null);
        return found.page().items().isEmpty()
                        && question.cursor() == null
                        && !text.wanted().isEmpty()
                ? instead(asked, text)
                : found;
    }

    /// Certain products that fulfil the question, in their order.
    ProductPage inOrder(Asked asked, List<String> productIds) {
        return page(asked, SearchText.of(""), ProductMatch.inOrder(productIds), null);
    }

    /// @param index that is searched
    /// @param labels of its facets
    record Asked(String index, ProductQuestion question, SearchRules rules, FacetLabels labels) {}

    private ProductPage instead(Asked asked, SearchText text) {
        var rules = asked.rules;
        var best =
                best(
                        asked,
                        rewordings
                                .of(asked.index, text.wanted(), !text.phrases().isEmpty())
                                .stream()
                                .map(rewording ->
                                        new Reworded(
                                                rewording.kind(), text.reworded(rewording.words())))
                                .toList());
        return best.map(said ->
                        page(
                                asked,
                                said.text,
                                wanted(said.text, rules),
                                new Instead(said.kind, said.text.typed())))
                .orElseGet(() ->
                        page(
                                asked,
                                text,
                                ProductMatch.similar(text),
                                new Instead(Rewording.Kind.SIMILAR, null)));
    }

    private record Reworded(Rewording.Kind kind, SearchText text) {}

    /// Of those that find something the first kind, and of that the one with the best hit.
    private Optional<Reworded> best(Asked asked, List<Reworded> rewordings) {
        if (rewordings.isEmpty()) {
            return Optional.empty();
        }
        var ways = new ArrayList<Query>();
        for (var reworded : rewordings) {
            var before = Rewording.Kind.values().length - reworded.kind.ordinal();
            var query = new BoolQuery.Builder().must(wanted(reworded.text, asked.rules));
            ways.add(
                    query.queryName(reworded.text.wanted())
                            .boost((float) Math.pow(FAR_BETTER, before))
                            .build()
                            ._toQuery());
        }
        var request =
                new SearchRequest.Builder()
                        .index(asked.index)
                        .query(q ->
                                q.bool(b ->
                                        b.filter(filters(asked.question))
                                                .must(m -> m.disMax(d -> d.queries(ways)))))
                        .size(1)
                        .includeNamedQueriesScore(true)
                        .source(s -> s.fetch(false))
                        .trackTotalHits(t -> t.enabled(false));
        new ProductFacets(asked.question).choice().ifPresent(request::postFilter);
        var hits =
                SearchIndex.onElasticsearch(() -> elasticsearch.search(request.build(), Void.class))
                        .hits()
                        .hits();
        return rewordings.stream()
                .filter(reworded ->
                        !hits.isEmpty()
                                && hits.getFirst()
                                        .matchedQueries()
                                        .containsKey(reworded.text.wanted()))
                .findFirst();
    }

    private static Query wanted(SearchText text, SearchRules rules) {
        return ProductMatch.wanted(text, rules.synonyms().of(text.wanted()));
    }

    /// @param text what hits are to have, which a curation may be for
    /// @param matched what has it
    /// @param instead absent when the text is what was typed
    private ProductPage page(
            Asked asked, SearchText text, Query matched, @Nullable Instead instead) {
        var question = asked.question;
        var facets =
                question.facets()
                        ? new ProductFacets(
                                question, asked.labels.definitions().filterableNumbers())
                        : new ProductFacets(question);
        var query =
                asked.rules.arrange(
                        new BoolQuery.Builder().filter(filters(question)),
                        text.typed(),
                        matched,
                        clock.instant());
        if (question.isInOrderOfCollection()) {
            CollectionFilter.arrange(query, question.collection());
        }
        var request =
                new SearchRequest.Builder()
                        .index(asked.index)
                        .query(query.build()._toQuery())
                        .sort(sort(question))
                        .size(question.limit() + 1)
                        .source(s -> s.filter(f -> f.includes(SHOWN)))
                        .trackTotalHits(SearchIndex.counted(question.total()));
        if (!text.wanted().isEmpty()) {
            request.highlight(highlight(text)).trackScores(true);
        }
        var after = cursors.read(question.sort(), question.cursor());
        if (after != null) {
            request.searchAfter(after);
        }
        facets.choice().ifPresent(request::postFilter);
        if (question.facets()) {
            facets.aggregations().forEach(request::aggregations);
        }
        var response =
                SearchIndex.onElasticsearch(
                        () -> elasticsearch.search(request.build(), IndexedProduct.class));
        return page(asked, facets, response, instead);
    }

    /// Names of products as the shopper types.
    List<Suggestion> suggest(String index, String beginning, String language, int limit) {
        var response =
                SearchIndex.onElasticsearch(() ->
                        elasticsearch.search(
                                s ->
                                        s.index(index)
                                                .query(
                                                        ProductMatch.suggestion(
                                                                SearchText.of(beginning)))
                                                .sort(
                                                        by("_score", SortOrder.Desc),
                                                        by("popularity", SortOrder.Desc),
                                                        by("productId", SortOrder.Asc))
                                                .size(limit)
                                                .trackTotalHits(t -> t.enabled(false))
                                                .source(c -> c.filter(f -> f.includes(SHOWN))),
                                IndexedProduct.class));
        return response.hits().hits().stream()
                .map(Hit::source)
                .map(found -> Suggestion.of(found.card(), language))
                .toList();
    }

    /// The tree of the categories that shoppers see, with the products found in each.
    ///
    /// @param schema of the tables that the index is made from
    /// @param language of the names
    List<Category> categories(String index, String schema, String language) {
        var tree = CategoryTables.read(database, schema, json);
        return Category.tree(tree, counts(index, "categoryIds"), language);
    }

    /// The brands that shoppers see, with the number of products found of each.
    ///
    /// @param schema of the tables that the index is made from
    /// @param language of the names
    List<Brand> brands(String index, String schema, String language) {
        var counts = counts(index, "brandId");
        return BrandTables.BRANDS.all(database, schema, json).stream()
                .filter(Listed::active)
                .map(brand -> Brand.of(brand, counts, language))
                .toList();
    }

    /// Of all products by the values of a field.
    private Map<String, Long> counts(String index, String field) {
        var response =
                SearchIndex.onElasticsearch(() ->
                        elasticsearch.search(
                                s ->
                                        s.index(index)
                                                .size(0)
                                                .trackTotalHits(t -> t.enabled(false))
                                                .aggregations(
                                                        field,
                                                        a ->
                                                                a.terms(t ->
                                                                        t.field(field)
                                                                                .size(
                                                                                        MOST_COUNTED))),
                                Void.class));
        var counts = new HashMap<String, Long>();
        for (var bucket : response.aggregations().get(field).sterms().buckets().array()) {
            counts.put(bucket.key().stringValue(), bucket.docCount());
        }
        return counts;
    }

    static List<Query> filters(ProductQuestion question) {
        var filters = new ArrayList<Query>();
        if (question.collection() != null) {
            filters.addAll(CollectionFilter.of(question.collection()));
        }
        if (question.sort().byPrice()) {
            filters.add(Query.of(q -> q.exists(e -> e.field(prices(question)))));
        }
        if (question.inStock()) {
            filters.add(Query.of(q -> q.term(t -> t.field("inStock").value(true))));
        }
        if (question.featured()) {
            filters.add(Query.of(q -> q.term(t -> t.field("featured").value(true))));
        }
        return filters;
    }

    private static List<SortOptions> sort(ProductQuestion question) {
        var last = by("productId", SortOrder.Asc);
        return switch (question.sort()) {
            case RELEVANCE -> List.of(by("_score", SortOrder.Desc), last);
            case PRICE_ASCENDING -> List.of(by(prices(question), SortOrder.Asc), last);
            case PRICE_DESCENDING -> List.of(by(prices(question), SortOrder.Desc), last);
            case NEWEST -> List.of(by("publishedAt", SortOrder.Desc), last);
            case POPULAR -> List.of(by("popularity", SortOrder.Desc), last);
            case RATING ->
                    List.of(by("rating", SortOrder.Desc), by("reviews", SortOrder.Desc), last);
        };
    }

    /// No product may have a price in a currency yet.
    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(s ->
                field.equals("_score")
                        ? s.score(o -> o.order(order))
                        : s.field(f -> f.field(field).order(order).unmappedType(FieldType.Long)));
    }

    private static String prices(ProductQuestion question) {
        return "prices." + question.currency();
    }

    private static Highlight highlight(SearchText text) {
        var language = text.language();
        return Highlight.of(h ->
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
                                                f -> f.numberOfFragments(1).fragmentSize(160)))));
    }

    private ProductPage page(
            Asked asked,
            ProductFacets facets,
            SearchResponse<IndexedProduct> response,
            @Nullable Instead instead) {
        var question = asked.question;
        var found = response.hits().hits();
        var shown = found.subList(0, Math.min(question.limit(), found.size()));
        var next =
                found.size() > shown.size() && instead == null
                        ? cursors.after(question.sort(), shown.getLast().sort())
                        : null;
        return new ProductPage(
                new Page<>(
                        shown.stream().map(hit -> hit(hit, question.language())).toList(),
                        next,
                        SearchIndex.total(response)),
                shown.isEmpty() ? null : instead,
                question.facets() ? facets.read(response.aggregations(), asked.labels) : null);
    }

    private static ProductHit hit(Hit<IndexedProduct> hit, String language) {
        var highlight = new TreeMap<String, String>();
        hit.highlight()
                .forEach((field, fragments) ->
                        highlight.put(
                                field.substring(0, field.indexOf('.')),
                                String.join(" … ", fragments)));
        return ProductHit.of(hit.source(), language, highlight.isEmpty() ? null : highlight);
    }

    /// What a search reads back of a [ProductDocument].
    record IndexedProduct(ProductCard card, boolean inStock, double rating, int reviews) {

        @Nullable BigDecimal averageRating() {
            return reviews == 0
                    ? null
                    : BigDecimal.valueOf(rating).setScale(2, RoundingMode.HALF_UP);
        }
    }
}
