package io.cartulary.query.search.product.price;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.search.SearchIndex;
import io.cartulary.query.search.SearchIndexes;
import io.cartulary.query.search.SearchProperties;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// In which currency prices are compared when a question names none: the one that most products
/// have a price in, unless the shop is set to one. Prices of different currencies are never
/// compared.
@Component
public class ShopCurrency {

    private static final Duration ASKED_EVERY = Duration.ofSeconds(30);

    /// Of a shop without prices.
    private static final String NONE = "EUR";

    private final @Nullable String configured;
    private final SearchIndexes indexes;
    private final ElasticsearchClient elasticsearch;
    private volatile @Nullable Known known;

    ShopCurrency(
            SearchProperties properties, SearchIndexes indexes, ElasticsearchClient elasticsearch) {
        this.configured = properties.currency();
        this.indexes = indexes;
        this.elasticsearch = elasticsearch;
    }

    /// @param askedAt as [System#nanoTime]
    private record Known(Generation products, String currency, long askedAt) {

        boolean isCurrent(Generation asked) {
            return products.equals(asked) && System.nanoTime() - askedAt < ASKED_EVERY.toNanos();
        }
    }

    public String of(Generation products) {
        if (configured != null) {
            return configured;
        }
        var last = known;
        if (last != null && last.isCurrent(products)) {
            return last.currency();
        }
        var currency = mostUsed(indexes.nameOf(products));
        known = new Known(products, currency, System.nanoTime());
        return currency;
    }

    private String mostUsed(String index) {
        var currencies = SearchIndex.onElasticsearch(() -> currenciesOf(index));
        if (currencies.size() <= 1) {
            return currencies.stream().findFirst().orElse(NONE);
        }
        var request = new SearchRequest.Builder().index(index).size(0);
        currencies.forEach(currency ->
                request.aggregations(
                        currency,
                        Aggregation.of(
                                a -> a.filter(f -> f.exists(e -> e.field("prices." + currency))))));
        var counts =
                SearchIndex.onElasticsearch(() -> elasticsearch.search(request.build(), Void.class))
                        .aggregations();
        return currencies.stream()
                .max(
                        Comparator.<String>comparingLong(
                                        currency -> counts.get(currency).filter().docCount())
                                .thenComparing(Comparator.reverseOrder()))
                .orElse(NONE);
    }

    private Set<String> currenciesOf(String index) throws java.io.IOException {
        return elasticsearch.indices().getMapping(m -> m.index(index)).mappings().values().stream()
                .map(mapping -> mapping.mappings().properties().get("prices"))
                .filter(prices -> prices != null && prices.isObject())
                .map(prices -> prices.object().properties())
                .map(Map::keySet)
                .findFirst()
                .orElse(Set.of());
    }
}
