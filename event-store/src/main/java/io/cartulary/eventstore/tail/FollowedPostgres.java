package io.cartulary.eventstore.tail;

import io.cartulary.eventstore.storage.PostgresEventStorageEngine;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/// PostgreSQL's events. What this process committed is at hand; what others did is looked for.
final class FollowedPostgres implements FollowedLog {

    private final PostgresEventStorageEngine engine;
    private final Duration betweenLooks;

    /// When the store was read last.
    private long lookedAt;

    FollowedPostgres(PostgresEventStorageEngine engine, Duration betweenLooks) {
        this.engine = engine;
        this.betweenLooks = betweenLooks;
    }

    @Override
    public void follow(Runnable look) {
        engine.own().follow();
    }

    @Override
    public long head() {
        return PostgresEventStorageEngine.indexOf(engine.createHeadToken());
    }

    /// The store is read for what others did, at once while they are expected to write; and for
    /// what follows an index that was given up.
    @Override
    public List<TrackedEventMessage<?>> next(long after) {
        var own = engine.own().after(after);
        if (own.isEmpty()
                && !engine.others().areExpected()
                && System.nanoTime() - lookedAt < betweenLooks.toNanos()) {
            return List.of();
        }
        lookedAt = System.nanoTime();
        if (!own.isEmpty()) {
            return engine.decode(own);
        }
        var stored = engine.readMessages(after, EventTail.READ_AT_ONCE);
        if (stored.stream().anyMatch(message -> !engine.own().isOwn(message))) {
            engine.others().noticed();
        }
        return stored;
    }

    @Override
    public List<TrackedEventMessage<?>> read(long after, int atMost) {
        return engine.readMessages(after, atMost);
    }

    @Override
    public void passed(List<? extends TrackedEventMessage<?>> events, long to) {
        engine.own().pass(events, to);
    }
}
