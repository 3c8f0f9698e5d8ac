package io.cartulary.query.projection.rebuild;

import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionProperties;
import io.cartulary.query.projection.processing.Positions;
import io.cartulary.query.projection.rebuild.Generations.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Keeps a process from calling itself ready while its read models lack what happened before it
/// started, the sample shop included. After a while it goes on without them: the rest of a shop
/// whose search is away is better than none.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class CaughtUpBeforeReady implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(CaughtUpBeforeReady.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Generations generations;
    private final Positions positions;
    private final EventStoreHead head;
    private final ProjectionProperties properties;

    CaughtUpBeforeReady(
            Generations generations,
            Positions positions,
            EventStoreHead head,
            ProjectionProperties properties) {
        this.generations = generations;
        this.positions = positions;
        this.head = head;
        this.properties = properties;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long happened;
        try {
            happened = head.index();
        } catch (RuntimeException e) {
            log.warn("Ready although no one can say how late the read models are", e);
            return;
        }
        var until = System.nanoTime() + properties.readyWithin().toNanos();
        for (var late = behind(happened); !late.isEmpty(); late = behind(happened)) {
            if (System.nanoTime() > until || Thread.currentThread().isInterrupted()) {
                log.warn("Ready although these read models have not caught up: {}", late);
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /// Live generations that lack something up to `happened`.
    private List<Generation> behind(long happened) {
        if (happened == 0) {
            return List.of();
        }
        var reached = positions.all();
        return generations.present().stream()
                .filter(entry -> entry.state() == State.LIVE)
                .map(Generations.Entry::id)
                .filter(generation -> {
                    var range = reached.get(generation.processor());
                    return range == null || range.lowest() < happened;
                })
                .toList();
    }
}
