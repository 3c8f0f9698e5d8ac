package io.cartulary.command.processing;

import io.cartulary.eventstore.tail.PacedSource;
import java.time.Duration;
import java.util.function.Function;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/// Event processors that read in batches, at a pace, on one thread of all nodes.
public final class PacedProcessors {

    private PacedProcessors() {}

    /// One that makes something of all events there ever were.
    public static ConfigurerModule fromTheFirstEvent(String name, Duration pace, int batch) {
        return beginningAt(StreamableMessageSource::createTailToken, name, pace, batch);
    }

    /// @param first where it begins that has no position yet
    public static ConfigurerModule beginningAt(
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> first,
            String name,
            Duration pace,
            int batch) {
        return axon ->
                axon.eventProcessing(events ->
                        events.registerPooledStreamingEventProcessor(
                                name,
                                store -> new PacedSource(store.eventStore(), pace),
                                (_, processor) ->
                                        processor
                                                .batchSize(batch)
                                                .initialSegmentCount(1)
                                                .initialToken(first)));
    }
}
