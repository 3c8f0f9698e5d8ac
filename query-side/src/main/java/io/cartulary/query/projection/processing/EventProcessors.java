package io.cartulary.query.projection.processing;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.cartulary.events.DomainEvent;
import io.cartulary.eventstore.EventStoreConfiguration;
import io.cartulary.eventstore.ProcessorProperties;
import io.cartulary.eventstore.privacy.SealedEvents;
import io.cartulary.eventstore.storage.DeadLetterTables;
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
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
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
    private final TransactionTemplate springTransactions;
    private final ConnectionProvider connections;
    private final Duration claimEvery;
    private final Map<String, Running> outlets = new ConcurrentHashMap<>();
    private final ScheduledExecutorService coordinators;
    private final ScheduledExecutorService workers;

    EventProcessors(
            EventStore store,
            SealedEvents sealedEvents,
            Serializer serializer,
            @Qualifier(READ_MODELS) DataSource database,
            @Qualifier(READ_MODELS) TransactionTemplate transactions,
            ProcessorProperties processing,
            ProjectionProperties properties) {
        this.store = store;
        this.sealedEvents = sealedEvents;
        this.serializer = serializer;
        this.springTransactions = transactions;
        this.transactions = new SpringTransactionManager(transactions.getTransactionManager());
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
    /// @param name also names its positions and its dead letters
    /// @param reads the families of events it handles
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
            return reads.stream()
                    .flatMap(family -> Set.of(family.getPermittedSubclasses()).stream())
                    .collect(toUnmodifiableSet());
        }

        SequencingPolicy<EventMessage<?>> sequence() {
            return sequenceOf::apply;
        }
    }

    /// A processor and what can retry its dead letters.
    record Running(
            PooledStreamingEventProcessor processor, DeadLetteringEventHandlerInvoker letters) {}

    /// A processor, not started yet, that puts an event it cannot handle aside, with all later ones
    /// of its sequence, and goes on.
    Running withDeadLetters(Reading reading, BatchHandler handler) {
        var letters =
                DeadLetteringEventHandlerInvoker.builder()
                        .eventHandlers(folding(reading, handler))
                        .sequencingPolicy(reading.sequence())
                        .queue(
                                JdbcSequencedDeadLetterQueue.builder()
                                        .processingGroup(reading.name())
                                        .connectionProvider(connections)
                                        .transactionManager(transactions)
                                        .schema(DeadLetterTables.schema())
                                        .genericSerializer(serializer)
                                        .eventSerializer(serializer)
                                        .build())
                        .enqueuePolicy(EventProcessors::putAside)
                        .enableSequenceIdentifierCache()
                        .transactionManager(transactions)
                        .build();
        return new Running(processor(reading, letters), letters);
    }

    /// A processor, not started yet, that tells others of events in their order and is no
    /// projection. What it cannot pass on is put aside too, and can be retried under its name.
    public PooledStreamingEventProcessor outlet(Reading reading, BatchHandler handler) {
        var running = withDeadLetters(reading, handler);
        outlets.put(reading.name(), running);
        return running.processor();
    }

    Optional<Running> findOutlet(String name) {
        return Optional.ofNullable(outlets.get(name));
    }

    private FoldingHandler folding(Reading reading, BatchHandler handler) {
        return new FoldingHandler(
                reading.name(), handler, reading.events(), sealedEvents, springTransactions);
    }

    private PooledStreamingEventProcessor processor(Reading reading, EventHandlerInvoker handler) {
        return PooledStreamingEventProcessor.builder()
                .name(reading.name())
                .eventHandlerInvoker(handler)
                .errorHandler(PropagatingErrorHandler.instance())
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .messageSource(new PacedSource(store, reading.pace()))
                .tokenStore(tokens)
                .transactionManager(transactions)
                .coordinatorExecutor(coordinators)
                .workerExecutor(workers)
                .initialSegmentCount(reading.segments())
                .initialToken(StreamableMessageSource::createTailToken)
                .batchSize(BATCH)
                .tokenClaimInterval(claimEvery.toMillis())
                .claimExtensionThreshold(POSITION_STORED_EVERY_MILLIS)
                .build();
    }

    /// Axon asks here what to do with a failure; only one that is the event's own fault is put
    /// aside. Any other ends the batch, which is then repeated.
    private static EnqueueDecision<EventMessage<?>> putAside(
            DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (cause instanceof FoldingHandler.BatchFailed failed) {
            throw failed;
        }
        if (TransientFailures.isPassing(cause)) {
            throw new FoldingHandler.BatchFailed("A processor", cause);
        }
        return Decisions.enqueue(cause.getCause() == null ? cause : cause.getCause());
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
