package io.cartulary.query.search;

import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.query.search.product.ProductStates;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which index to search, and since when it has not changed.
@Component
public class LiveIndexes {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final AwaitedGenerations generations;
    private final SearchIndexes indexes;
    private final JdbcClient database;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile LastChange lastChange = new LastChange(null, 0, 0);

    LiveIndexes(
            AwaitedGenerations generations,
            SearchIndexes indexes,
            @Qualifier("readModels") JdbcClient database) {
        this.generations = generations;
        this.indexes = indexes;
        this.database = database;
    }

    /// @param generation absent before the first look
    /// @param changedAt and `lookedAt` as [System#nanoTime]
    private record LastChange(@Nullable Generation generation, long changedAt, long lookedAt) {

        boolean isRecent(Generation live) {
            return live.equals(generation)
                    && System.nanoTime() - lookedAt < BETWEEN_LOOKS.toNanos();
        }
    }

    public Generation current(String projection) {
        return generations.of(projection);
    }

    /// The live index once it shows everything up to a position.
    public Generation covering(String projection, Position position) {
        var live = generations.of(projection);
        generations.await(live, position);
        indexes.of(live).refresh();
        return live;
    }

    /// Names the index to search.
    public String nameOf(Generation live) {
        return indexes.nameOf(live);
    }

    /// When the index of products last changed, as [System#nanoTime]; of all who ask at the same
    /// time one looks and the others take what was known.
    public long changedAt(Generation products) {
        var known = lastChange;
        if (known.isRecent(products)) {
            return known.changedAt;
        }
        if (products.equals(known.generation)) {
            if (looking.tryLock()) {
                try {
                    return look(products);
                } finally {
                    looking.unlock();
                }
            }
            return known.changedAt;
        }
        return look(products);
    }

    private long look(Generation products) {
        var now = System.nanoTime();
        long changedAt;
        try {
            changedAt =
                    now
                            - database.sql(ProductStates.SINCE_CHANGE.formatted(products.schema()))
                                    .query(Long.class)
                                    .single();
        } catch (DataAccessException e) {
            // Searches go on without the database: kept answers just live shortly.
            changedAt = now;
        }
        lastChange = new LastChange(products, changedAt, now);
        return changedAt;
    }
}
