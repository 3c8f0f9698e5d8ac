package io.cartulary.query.ranking;

import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// The rules that searches are asked under, kept in memory and read again when they changed.
@Component
public class CurrentSearchRules {

    private static final Logger log = LoggerFactory.getLogger(CurrentSearchRules.class);

    /// With the projection's own delay a change is at work within a second.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final AwaitedGenerations generations;
    private final SearchSettingsReadModel settings;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Known known = new Known(null, SearchRules.NONE, 0);

    CurrentSearchRules(AwaitedGenerations generations, SearchSettingsReadModel settings) {
        this.generations = generations;
        this.settings = settings;
    }

    /// @param generation absent before the first look
    /// @param lookedAt as [System#nanoTime]
    private record Known(@Nullable Generation generation, SearchRules rules, long lookedAt) {

        boolean isRecent() {
            return generation != null && System.nanoTime() - lookedAt < BETWEEN_LOOKS.toNanos();
        }
    }

    /// Of all who ask at the same time one looks and the others take what was known.
    public SearchRules now() {
        var last = known;
        if (last.isRecent()) {
            return last.rules;
        }
        if (last.generation == null) {
            return look(generations.of(SearchSettingsProjection.NAME));
        }
        if (!looking.tryLock()) {
            return last.rules;
        }
        try {
            return look(generations.of(SearchSettingsProjection.NAME));
        } finally {
            looking.unlock();
        }
    }

    /// The rules once they show everything up to a position.
    public SearchRules covering(Position position) {
        var live = generations.of(SearchSettingsProjection.NAME);
        generations.await(live, position);
        return look(live);
    }

    private SearchRules look(Generation live) {
        var lookedAt = System.nanoTime();
        var last = known;
        var rules = last.rules;
        try {
            if (!live.equals(last.generation)
                    || settings.version(live).orElse(SearchRules.NEVER_SET) != rules.version()) {
                rules = SearchRules.of(settings.read(live));
            }
        } catch (DataAccessException e) {
            log.warn("Searches are asked under the rules that were read last: {}", e.toString());
        }
        known = new Known(live, rules, lookedAt);
        return rules;
    }
}
