package io.cartulary.query.recommendation;

import static io.cartulary.query.recommendation.PopularProductsProjection.*;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.media.MediaId;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.answer.RequestedPosition;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.query.recommendation.RecommendationQuery.ListPopularProducts;
import io.cartulary.web.consistency.Position;
import io.cartulary.web.page.Cursors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The feed of popular products: sales and views of the last days, the latest counting most. Their
/// order is kept for a minute; what is shown of each is read whenever it is answered.
@Component
class PopularProducts {

    static final int MOST = Cursors.LARGEST_SIZE;

    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private final Cache<Generation, Ranking> rankings =
            Caffeine.newBuilder().maximumSize(2).expireAfterWrite(LIFETIME).build();
    private final AwaitedGenerations generations;
    private final JdbcClient database;
    private final JsonMapper json;
    private final InstantSource clock;

    PopularProducts(
            AwaitedGenerations generations,
            @Qualifier("readModels") JdbcClient database,
            JsonMapper json,
            InstantSource clock) {
        this.generations = generations;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /// @param generatedAt when the ranking was made; it is made again after `expiresAt`
    record Feed(List<Recommendation> items, Instant generatedAt, Instant expiresAt) {}

    private record Ranking(List<Ranked> products, Instant generatedAt) {}

    private record Ranked(String productId, double sales, double views) {}

    private record Row(
            String productId, String slug, LocalizedText name, @Nullable MediaId image) {}

    @QueryHandler
    List<Recommendation> answer(ListPopularProducts query, QueryMessage<?, ?> message) {
        var position = RequestedPosition.of(message).orElse(null);
        return answer(query.limit(), query.language(), position).items();
    }

    Feed answer(int limit, String language, @Nullable Position position) {
        var live = generations.of(NAME);
        if (position != null) {
            generations.await(live, position);
            rankings.invalidate(live);
        }
        var ranking = rankings.get(live, this::rank);
        var published = published(live, ranking.products);
        return new Feed(
                ranking.products.stream()
                        .filter(ranked -> published.containsKey(ranked.productId))
                        .limit(limit)
                        .map(ranked ->
                                recommendation(
                                        ranked,
                                        published.get(ranked.productId),
                                        language,
                                        ranking.generatedAt))
                        .toList(),
                ranking.generatedAt,
                ranking.generatedAt.plus(LIFETIME));
    }

    private Ranking rank(Generation live) {
        var products =
                database.sql(
                                """
                                select product.product_id, product.popularity,
                                    coalesce(product_view.popularity, 0) as views
                                from %s.product left join product_view using (product_id)
                                where published
                                    and (product.popularity > 0 or product_view.popularity is not null)
                                order by %s desc, product_id limit ?
                                """
                                        .formatted(
                                                live.schema(),
                                                Popularity.sumInSql(
                                                        "product.popularity",
                                                        "coalesce(product_view.popularity, 0)")))
                        .param(MOST)
                        .query((row, _) ->
                                new Ranked(
                                        PRODUCT_ID.of(row).value(),
                                        POPULARITY.of(row),
                                        row.getDouble("views")))
                        .list();
        return new Ranking(products, clock.instant());
    }

    private Map<String, Row> published(Generation live, List<Ranked> products) {
        return database
                .sql(
                        "select * from %s.product where published and product_id = any(?)"
                                .formatted(live.schema()))
                .param(products.stream().map(Ranked::productId).toArray(String[]::new))
                .query((row, _) ->
                        new Row(
                                PRODUCT_ID.of(row).value(),
                                SLUG.of(row),
                                json.readValue(NAME_BY_LANGUAGE.of(row), LocalizedText.class),
                                image(IMAGE.of(row))))
                .list()
                .stream()
                .collect(toMap(Row::productId, identity()));
    }

    private static @Nullable MediaId image(@Nullable String image) {
        return image == null || image.isEmpty() ? null : new MediaId(image);
    }

    private static Recommendation recommendation(
            Ranked ranked, Row row, String language, Instant at) {
        var score = Popularity.valueAt(Popularity.sum(ranked.sales, ranked.views), at);
        return new Recommendation(
                row.productId,
                row.slug,
                row.name.in(language),
                row.image,
                Math.round(score * 100) / 100.0,
                ranked.sales >= ranked.views
                        ? Recommendation.Reason.BOUGHT_OFTEN
                        : Recommendation.Reason.VIEWED_OFTEN);
    }
}
