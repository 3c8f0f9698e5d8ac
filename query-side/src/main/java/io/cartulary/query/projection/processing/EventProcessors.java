package io.cartulary.query.projection.processing;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.cartulary.events.DomainEvent;
import io.cartulary.eventstore.EventStoreConfiguration;
import io.cartulary.eventstore.ProcessorProperties;
import io.cartulary.eventstore.outage.ProcessorFailures;
import io.cartulary.eventstore.parking.EventCorrections;
import io.cartulary.eventstore.parking.ParkingProcessor;
import io.cartulary.eventstore.privacy.SealedEvents;
import io.cartulary.eventstore.tail.PacedSource;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.ProjectionProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes processors that read the event store in batches and keep their positions, and what they
/// cannot handle, in the read models' database. Several nodes share the segments of a processor.
@Component
public class EventProcessors implements DisposableBean {

    private static final int BATCH = 1000;
    private static final int COORDINATORS = 2;

    /// How often a position that moved past events of others is stored: what a query on another
    /// node waits for at most.
    private static final long POSITION_STORED_EVERY_MILLIS = 200;

    private final EventStore store;
    private final SealedEvents sealedEvents;
    private final Serializer serializer;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final ProcessorFailures failures;
    private final EventCorrections corrections;
    private final ConnectionProvider connections;
    private final Duration claimEvery;
    private final Map<String, ParkingProcessor> outlets = new ConcurrentHashMap<>();
    private final ScheduledExecutorService coordinators;
    private final ScheduledExecutorService workers;

    EventProcessors(
            EventStore store,
            SealedEvents sealedEvents,
            Serializer serializer,
            @Qualifier(READ_MODELS) DataSource database,
            @Qualifier(READ_MODELS) TransactionTemplate transactions,
            ProcessorFailures failures,
            @Qualifier(READ_MODELS) EventCorrections corrections,
            ProcessorProperties processing,
            ProjectionProperties properties) {
        this.store = store;
        this.sealedEvents = sealedEvents;
        this.serializer = serializer;
        this.transactions = new SpringTransactionManager(transactions.getTransactionManager());
        this.failures = failures;
        this.corrections = corrections;
        this.claimEvery = processing.claimEvery();
        this.connections = new SpringDataSourceConnectionProvider(database);
        this.tokens =
                new ThrottledTokenStore(
                        database, connections, serializer, EventStoreConfiguration.tokenSchema());
        this.coordinators = new EagerCoordinator(COORDINATORS);
        this.workers = threads("projection-worker", properties.workers());
    }

    /// What a processor reads and in which order.
    ///
    /// @param name also names its positions and its parked events
    /// @param reads the events it handles, whole families or single ones
    /// @param segments how many parts are handled side by side
    /// @param pace at most how often it begins a batch while events keep coming
    /// @param sequenceOf events with the same answer are handled in their order
    public record Reading(
            String name,
            Set<Class<? extends DomainEvent>> reads,
            int segments,
            Duration pace,
            Function<EventMessage<?>, String> sequenceOf) {

        Set<Class<?>> events() {
            return events(reads);
        }

        /// @param reads whole families or single events
        public static Set<Class<?>> events(Set<Class<? extends DomainEvent>> reads) {
            return reads.stream()
                    .flatMap(read ->
                            read.isSealed()
                                    ? Stream.of(read.getPermittedSubclasses())
                                    : Stream.of(read))
                    .collect(toUnmodifiableSet());
        }
    }

    /// A processor, not started yet, that parks an event it cannot handle.
    ParkingProcessor create(Reading reading, BatchHandler handler, ReadLimit limit) {
        var making =
                ParkingProcessor.named(
                        reading.name(),
                        SimpleEventHandlerInvoker.builder()
                                .eventHandlers(
                                        new FoldingHandler(handler, reading.events(), sealedEvents))
                                .sequencingPolicy(ParkingProcessor.sequencing(reading.sequenceOf()))
                                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                                .build(),
                        reading.sequenceOf(),
                        new ParkingProcessor.Place(
                                tokens, transactions, connections, serializer, corrections));
        making.errorHandler(failures);
        making.rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE);
        making.messageSource(new LimitedSource(new PacedSource(store, reading.pace()), limit))
                .coordinatorExecutor(coordinators)
                .workerExecutor(workers)
                .initialSegmentCount(reading.segments())
                .initialToken(StreamableMessageSource::createTailToken)
                .batchSize(BATCH)
                .tokenClaimInterval(claimEvery.toMillis())
                .claimExtensionThreshold(POSITION_STORED_EVERY_MILLIS);
        return making.build();
    }

    /// A processor, not started yet, that passes events on in their order and is no projection.
    /// What it cannot pass on is parked too, and can be retried under its name.
    public ParkingProcessor outlet(Reading reading, BatchHandler handler) {
        var processor = create(reading, handler, new ReadLimit());
        outlets.put(reading.name(), processor);
        return processor;
    }

    Optional<ParkingProcessor> findOutlet(String name) {
        return Optional.ofNullable(outlets.get(name));
    }

    private static ScheduledExecutorService threads(String name, int count) {
        return Executors.newScheduledThreadPool(
                count, Thread.ofPlatform().daemon().name(name + "-", 1).factory());
    }

    @Override
    public void destroy() {
        coordinators.shutdown();
        workers.shutdown();
    }
}
