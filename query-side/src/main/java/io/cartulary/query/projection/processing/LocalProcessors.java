package io.cartulary.query.projection.processing;

import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.processing.EventProcessors.Reading;
import io.cartulary.query.projection.processing.ReadLimit.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The processors of generations that run in this process.
@Component
public class LocalProcessors {

    private static final Logger log = LoggerFactory.getLogger(LocalProcessors.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final EventProcessors processors;
    private final Map<Generation, Running> running = new ConcurrentHashMap<>();

    private record Running(ParkingProcessor processor, ReadLimit limit) {}

    LocalProcessors(EventProcessors processors) {
        this.processors = processors;
    }

    public Optional<StreamingEventProcessor> find(Generation generation) {
        return Optional.ofNullable(running.get(generation)).map(Running::processor);
    }

    /// The processor of that name.
    Optional<ParkingProcessor> find(String processor) {
        return running.entrySet().stream()
                .filter(entry -> entry.getKey().processor().equals(processor))
                .map(entry -> entry.getValue().processor())
                .findFirst()
                .or(() -> processors.findOutlet(processor));
    }

    public void start(Generation generation, ProjectionDefinition definition) {
        var reading =
                new Reading(
                        generation.processor(),
                        definition.reads(),
                        definition.segments(),
                        definition.pace(),
                        definition::sequenceOf);
        var limit = new ReadLimit();
        var fresh = processors.create(reading, definition.create(generation), limit);
        running.put(generation, new Running(fresh, limit));
        fresh.start();
        log.info("{} is being filled", generation);
    }

    /// Limits what it reads on this node from now on.
    ///
    /// @param paused whether it reads nothing
    /// @param stopAt the last event that it reads; absent when there is no end
    /// @param eventsPerSecond of the store, at most; absent when as fast as it can
    public void limit(
            Generation generation,
            boolean paused,
            @Nullable Long stopAt,
            @Nullable Integer eventsPerSecond) {
        var limited = running.get(generation);
        if (limited != null) {
            limited.limit().set(new Reach(paused, stopAt, eventsPerSecond));
        }
    }

    public void stop(Generation generation) {
        var stopped = running.remove(generation);
        if (stopped != null) {
            stopped.processor().shutdownAsync();
            log.info("{} is no longer filled", generation);
        }
    }

    /// Waits for the batches at work, so that their segments are free for other nodes at once.
    public void stopAll() {
        var stopping =
                List.copyOf(running.values()).stream()
                        .map(each -> each.processor().shutdownAsync())
                        .toArray(CompletableFuture[]::new);
        running.clear();
        CompletableFuture.allOf(stopping)
                .completeOnTimeout(null, STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
