package io.cartulary.query.recommendation;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.web.ShopProperties;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which products were sold most in the last days. Pieces of cancelled orders, cancelled pieces and
/// those that came back do not count; a piece counts on the day its order was confirmed.
@Component
public class Bestsellers {

    /// More than people look through.
    private static final int MOST = 1_000;

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST_KEPT = 100;

    private final AwaitedGenerations generations;
    private final JdbcClient database;
    private final ShopProperties shop;
    private final InstantSource clock;
    private final LoadingCache<Window, List<String>> kept;

    Bestsellers(
            AwaitedGenerations generations,
            @Qualifier("readModels") JdbcClient database,
            ShopProperties shop,
            InstantSource clock) {
        this.generations = generations;
        this.database = database;
        this.shop = shop;
        this.clock = clock;
        this.kept =
                Caffeine.newBuilder()
                        .maximumSize(MOST_KEPT)
                        .expireAfterWrite(KEPT)
                        .build(this::rank);
    }

    private record Window(Generation live, int days) {}

    /// Identifiers of products, the most sold first. The order is a minute old at most.
    ///
    /// @param days how many, today among them
    /// @param position that the ranking must cover, if one is held
    public List<String> ranking(int days, @Nullable Position position) {
        var window = new Window(generations.of(BestsellersProjection.NAME), days);
        if (position == null) {
            return kept.get(window);
        }
        generations.await(window.live, position);
        return rank(window);
    }

    private List<String> rank(Window window) {
        var today = LocalDate.ofInstant(clock.instant(), shop.timeZone());
        return database.sql(BestsellersProjection.RANKING.formatted(window.live.schema()))
                .params(today.minusDays(window.days - 1L), MOST)
                .query(String.class)
                .list();
    }
}
