package io.cartulary.query.projection.processing;

import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.processing.EventProcessors.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The processors of generations that run in this process.
@Component
public class LocalProcessors {

    private static final Logger log = LoggerFactory.getLogger(LocalProcessors.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final EventProcessors processors;
    private final Map<Generation, ParkingProcessor> running = new ConcurrentHashMap<>();

    LocalProcessors(EventProcessors processors) {
        this.processors = processors;
    }

    public Optional<StreamingEventProcessor> find(Generation generation) {
        return Optional.ofNullable(running.get(generation))
                .map(StreamingEventProcessor.class::cast);
    }

    /// The processor of that name.
    Optional<ParkingProcessor> find(String processor) {
        return running.entrySet().stream()
                .filter(entry -> entry.getKey().processor().equals(processor))
                .map(Map.Entry::getValue)
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
        var fresh = processors.create(reading, definition.create(generation));
        running.put(generation, fresh);
        fresh.start();
        log.info("{} is being filled", generation);
    }

    public void stop(Generation generation) {
        var stopped = running.remove(generation);
        if (stopped != null) {
            stopped.shutdownAsync();
            log.info("{} is no longer filled", generation);
        }
    }

    /// Waits for the batches at work, so that their segments are free for other nodes at once.
    public void stopAll() {
        var stopping =
                List.copyOf(running.values()).stream()
                        .map(each -> each.shutdownAsync())
                        .toArray(CompletableFuture[]::new);
        running.clear();
        CompletableFuture.allOf(stopping)
                .completeOnTimeout(null, STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
