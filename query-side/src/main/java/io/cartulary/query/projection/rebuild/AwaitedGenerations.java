package io.cartulary.query.projection.rebuild;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionProperties;
import io.cartulary.query.projection.answer.NotYetVisible;
import io.cartulary.query.projection.answer.RequestedPosition;
import io.cartulary.query.projection.processing.LocalProcessors;
import io.cartulary.query.projection.processing.Positions;
import io.cartulary.query.projection.rebuild.Generations.Entry;
import io.cartulary.query.projection.rebuild.Generations.State;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.stereotype.Component;

/// Leads readers to the live generation of a projection, and waits until it has reached the
/// position that a query names.
///
/// A query handler that asks twice gets the same answer, so that it never reads half of one
/// generation and half of the next. When the query names a position, the answer comes only once
/// that generation has handled everything up to it.
@Component
public class AwaitedGenerations {

    /// Longer than [GenerationLifecycle] takes to poll again, far shorter than a replaced
    /// generation is kept.
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(3);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(10);

    private final Generations generations;
    private final LocalProcessors processors;
    private final Positions positions;
    private final ProjectionProperties properties;
    private volatile Pointers pointers = new Pointers(Map.of(), System.nanoTime());

    AwaitedGenerations(
            Generations generations,
            LocalProcessors processors,
            Positions positions,
            ProjectionProperties properties) {
        this.generations = generations;
        this.processors = processors;
        this.positions = positions;
        this.properties = properties;
    }

    private record Pointers(Map<String, Generation> live, long readAt) {

        boolean trusted() {
            return System.nanoTime() - readAt < TRUSTED_FOR.toNanos();
        }
    }

    /// The generation to read from.
    ///
    /// @throws NotYetVisible when it does not reach the query's position in time
    public Generation of(String projection) {
        if (!CurrentUnitOfWork.isStarted()
                || !(CurrentUnitOfWork.get().getMessage() instanceof QueryMessage<?, ?> query)) {
            return resolve(projection);
        }
        return CurrentUnitOfWork.get()
                .getOrComputeResource(
                        "live generation of " + projection,
                        _ -> {
                            var live = resolve(projection);
                            RequestedPosition.of(query)
                                    .ifPresent(position -> await(live, position));
                            return live;
                        });
    }

    /// Waits until the generation has handled everything up to a position.
    ///
    /// @throws NotYetVisible when it takes too long
    public void await(Generation generation, Position position) {
        var deadline = System.nanoTime() + properties.waitAtMost().toNanos();
        var pause = FIRST_PAUSE;
        while (!covers(generation, position)) {
            if (System.nanoTime() > deadline) {
                throw new NotYetVisible(generation.projection());
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.plus(FIRST_PAUSE) : LONGEST_PAUSE;
        }
    }

    /// Whether readers are led to it, as far as this node knows.
    public boolean isLive(Generation generation) {
        return generation.equals(pointers.live().get(generation.projection()));
    }

    private boolean covers(Generation generation, Position position) {
        return processors
                        .find(generation)
                        .map(here -> positions.handledBy(generation.processor(), here))
                        .orElseGet(() -> positions.of(generation).lowest())
                >= position.globalIndex();
    }

    /// Takes over what [GenerationLifecycle] has just read.
    void refresh(List<Entry> present, long readAt) {
        pointers =
                new Pointers(
                        present.stream()
                                .filter(entry -> entry.state() == State.LIVE)
                                .map(Entry::id)
                                .collect(toUnmodifiableMap(Generation::projection, live -> live)),
                        readAt);
    }

    private Generation resolve(String projection) {
        var known = pointers;
        var live = known.trusted() ? known.live().get(projection) : null;
        if (live == null) {
            var readAt = System.nanoTime();
            refresh(generations.present(), readAt);
            live = pointers.live().get(projection);
        }
        if (live == null) {
            throw new NotYetVisible(projection);
        }
        return live;
    }
}
