package io.cartulary.command.processing;

import io.cartulary.eventstore.ProcessorProperties;
import io.cartulary.eventstore.deciding.JoiningCommands;
import io.cartulary.eventstore.parking.EventCorrections;
import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.eventstore.parking.Sequences;
import io.cartulary.eventstore.tail.PacedSource;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
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
        return made(first, name, pace, batch, (making, _) -> making);
    }

    /// One that sends commands and waits for them: for those of several orders at a time where a
    /// command is no part of its transaction.
    ///
    /// @param first where it begins that has no position yet
    public static ConfigurerModule ofSagas(
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> first,
            String name,
            Duration pace,
            int batch) {
        return made(
                first,
                name,
                pace,
                batch,
                (making, axon) ->
                        making.sideBySide(() -> !axon.getComponent(JoiningCommands.class).join()));
    }

    private static ConfigurerModule made(
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> first,
            String name,
            Duration pace,
            int batch,
            BiFunction<ParkingProcessor.Making, Configuration, ParkingProcessor.Making> more) {
        return axon ->
                axon.eventProcessing(events ->
                        events.registerEventProcessor(
                                name,
                                (_, components, handlers) ->
                                        processor(
                                                first,
                                                name,
                                                pace,
                                                batch,
                                                components,
                                                handlers,
                                                more)));
    }

    private static EventProcessor processor(
            Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> first,
            String name,
            Duration pace,
            int batch,
            Configuration axon,
            EventHandlerInvoker handlers,
            BiFunction<ParkingProcessor.Making, Configuration, ParkingProcessor.Making> more) {
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
                                axon.eventSerializer(),
                                axon.getComponent(EventCorrections.class)));
        making.errorHandler(processing.errorHandler(name));
        making.rollbackConfiguration(processing.rollbackConfiguration(name));
        making.messageMonitor(processing.messageMonitor(ParkingProcessor.class, name));
        // A batch may take longer than a claim is good for.
        making.enableCoordinatorClaimExtension();
        making.messageSource(new PacedSource(axon.eventStore(), pace))
                .coordinatorExecutor(_ -> threads("coordinator-" + name, 1))
                .workerExecutor(_ -> threads(name, 1))
                .initialSegmentCount(1)
                .initialToken(first)
                .batchSize(batch)
                .tokenClaimInterval(
                        axon.getComponent(ProcessorProperties.class).claimEvery().toMillis());
        return more.apply(making, axon).build();
    }

    private static ScheduledExecutorService threads(String name, int count) {
        return Executors.newScheduledThreadPool(
                count, Thread.ofPlatform().daemon().name(name + "-", 1).factory());
    }
}
