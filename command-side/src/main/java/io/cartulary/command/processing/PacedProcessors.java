package io.cartulary.command.processing;

import io.cartulary.eventstore.ProcessorProperties;
import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.eventstore.parking.Sequences;
import io.cartulary.eventstore.tail.PacedSource;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
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
                        events.registerEventProcessor(
                                name,
                                (_, components, handlers) ->
                                        processor(first, name, pace, batch, components, handlers)));
    }

    private static EventProcessor processor(
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> first,
            String name,
            Duration pace,
            int batch,
            Configuration axon,
            EventHandlerInvoker handlers) {
        var processing = axon.eventProcessingConfiguration();
        var making =
                ParkingProcessor.named(
                        name,
                        handlers,
                        Sequences::perOrder,
                        new ParkingProcessor.Place(
                                processing.tokenStore(name),
                                processing.transactionManager(name),
                                axon.getComponent(ConnectionProvider.class),
                                axon.eventSerializer()));
        making.errorHandler(processing.errorHandler(name));
        making.rollbackConfiguration(processing.rollbackConfiguration(name));
        making.messageMonitor(processing.messageMonitor(ParkingProcessor.class, name));
        making.messageSource(new PacedSource(axon.eventStore(), pace))
                .coordinatorExecutor(_ -> threads("coordinator-" + name, 1))
                .workerExecutor(_ -> threads(name, 1))
                .initialSegmentCount(1)
                .initialToken(first)
                .batchSize(batch)
                .tokenClaimInterval(
                        axon.getComponent(ProcessorProperties.class).claimEvery().toMillis());
        return making.build();
    }

    private static ScheduledExecutorService threads(String name, int count) {
        return Executors.newScheduledThreadPool(
                count, Thread.ofPlatform().daemon().name(name + "-", 1).factory());
    }
}
