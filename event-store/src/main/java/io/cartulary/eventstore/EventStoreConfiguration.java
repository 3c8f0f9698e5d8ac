package io.cartulary.eventstore;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.cartulary.eventstore.axonserver.AxonServerCommands;
import io.cartulary.eventstore.axonserver.AxonServerLog;
import io.cartulary.eventstore.axonserver.AxonServerStore;
import io.cartulary.eventstore.axonserver.JoinedCommands;
import io.cartulary.eventstore.deciding.AggregateCache;
import io.cartulary.eventstore.deciding.BoundedCommandGateway;
import io.cartulary.eventstore.deciding.CommandTargets;
import io.cartulary.eventstore.deciding.ConflictRetry;
import io.cartulary.eventstore.deciding.GroupingCommandBus;
import io.cartulary.eventstore.deciding.JoiningCommands;
import io.cartulary.eventstore.deciding.LocksAcrossProcesses;
import io.cartulary.eventstore.format.CorrelationMetadata;
import io.cartulary.eventstore.format.EventSerialization;
import io.cartulary.eventstore.outage.OutageMessages;
import io.cartulary.eventstore.outage.ProcessorFailures;
import io.cartulary.eventstore.parking.EventCorrections;
import io.cartulary.eventstore.storage.ConnectionUsageTracker;
import io.cartulary.eventstore.storage.ForeignWriterDetector;
import io.cartulary.eventstore.storage.PostgresEventStorageEngine;
import io.cartulary.eventstore.storage.PostgresSagaStore;
import io.cartulary.eventstore.tail.FollowedEventStore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/// Axon on our tables: events, tokens, sagas, deadlines, snapshots and the cache of aggregates.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProcessorProperties.class)
@Import({EventStoreDatabases.class, EventSerialization.class, AxonServerCommands.class})
public class EventStoreConfiguration {

    /// SQLSTATEs of a violated unique key, and of a deadlock that was ended.
    private static final Set<String> CONFLICTS = Set.of("23505", "40P01");

    private static final int DEADLINE_THREADS = 4;

    /// What failed met another writer, or a database that is away; db-scheduler waits 5 minutes.
    private static final Duration DEADLINE_AGAIN_AFTER = Duration.ofSeconds(5);

    private static final int SNAPSHOT_AFTER_EVENTS = 200;

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    OutageMessages outageMessages() {
        return OutageMessages.installed();
    }

    /// Every unit of work of ours runs in a transaction of Spring's, which holds the connection.
    @Bean
    ConnectionProvider connectionProvider(DataSource eventStore) {
        return new SpringDataSourceConnectionProvider(eventStore);
    }

    /// Axon's own resolver does not know PostgreSQL's exceptions. Both mean that another writer was
    /// first, and that the command can be decided again.
    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return EventStoreConfiguration::isConflict;
    }

    @Bean(destroyMethod = "shutDown")
    @ConditionalOnProperty(
            name = "cartulary.event-store",
            havingValue = "postgres",
            matchIfMissing = true)
    EventStore eventStore(
            ConnectionUsageTracker eventStore,
            Serializer serializer,
            PersistenceExceptionResolver exceptions,
            org.axonframework.config.Configuration axon,
            ConnectionProvider connections,
            TransactionManager transactions,
            ForeignWriterDetector others,
            ProcessorProperties properties) {
        var engine =
                PostgresEventStorageEngine.builder()
                        .schema(eventSchema())
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .upcasterChain(axon.upcasterChain())
                        .snapshotFilter(axon.snapshotFilter())
                        .persistenceExceptionResolver(exceptions)
                        .connectionProvider(connections)
                        .transactionManager(transactions)
                        .batchSize(1000);
        return new FollowedEventStore(
                new PostgresEventStorageEngine(
                        engine, eventStore, others, EventStoreConfiguration::isConflict),
                properties.lookEvery());
    }

    /// Refuses to be made for an Axon Server that holds other events than this shop's. One that is
    /// away is looked at when it is there.
    @Bean(destroyMethod = "shutDown")
    @ConditionalOnProperty(name = "cartulary.event-store", havingValue = "axon-server")
    EventStore axonServerEventStore(
            AxonServerConnectionManager connections,
            AxonServerConfiguration configuration,
            Serializer serializer,
            org.axonframework.config.Configuration axon,
            KeptEventLog kept,
            ForeignWriterDetector others,
            ProcessorProperties properties) {
        var log = new AxonServerLog(connections, configuration, kept);
        log.refuseForeign();
        var store =
                new AxonServerStore(
                        log,
                        AxonServerEventStore.builder()
                                .configuration(configuration)
                                .platformConnectionManager(connections)
                                .snapshotSerializer(serializer)
                                .eventSerializer(serializer)
                                .snapshotFilter(axon.snapshotFilter())
                                .upcasterChain(axon.upcasterChain())
                                .build(),
                        serializer,
                        axon.upcasterChain(),
                        others);
        return FollowedEventStore.elsewhere(store, store, properties.lookEvery());
    }

    @Bean
    @Primary
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(tokenSchema())
                .build();
    }

    @Bean
    SagaStore<Object> sagaStore(JdbcClient eventStore, Serializer serializer) {
        return new PostgresSagaStore(eventStore, serializer);
    }

    @Bean
    AggregateCache aggregateCache(EventStore events, ForeignWriterDetector others) {
        return new AggregateCache(events, others);
    }

    @Bean
    ForeignWriterDetector foreignWriterDetector() {
        return new ForeignWriterDetector();
    }

    /// For aggregates that many want at the same time; see [LocksAcrossProcesses]. Axon Server
    /// leads the commands of an aggregate to one process.
    @Bean
    LockFactory locksAcrossProcesses(
            EventStoreProperties properties, JdbcClient eventStore, ForeignWriterDetector others) {
        return switch (properties.eventStore()) {
            case POSTGRES -> new LocksAcrossProcesses(eventStore, others);
            case AXON_SERVER -> PessimisticLockFactory.usingDefaults();
        };
    }

    @Bean
    SnapshotTriggerDefinition snapshotEvery200Events(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_AFTER_EVENTS);
    }

    /// Snapshots are made beside the command that triggered one, never within it.
    @Bean
    Snapshotter snapshotter(
            org.axonframework.config.Configuration axon,
            HandlerDefinition handlers,
            ParameterResolverFactory parameters,
            EventStore eventStore,
            TransactionManager transactions) {
        return SpringAggregateSnapshotter.builder()
                .repositoryProvider(axon::repository)
                .handlerDefinition(handlers)
                .parameterResolverFactory(parameters)
                .eventStore(eventStore)
                .transactionManager(transactions)
                .executor(
                        Executors.newSingleThreadExecutor(
                                Thread.ofPlatform().daemon().name("snapshots").factory()))
                .build();
    }

    @Bean
    CommandTargets commandTargets() {
        return new CommandTargets();
    }

    /// The local one, which Axon Server's hands its commands to.
    @Bean
    @Qualifier("localSegment")
    SimpleCommandBus commandBus(
            TransactionManager transactions,
            org.axonframework.config.Configuration axon,
            DuplicateCommandHandlerResolver duplicates,
            CommandTargets targets,
            AggregateCache aggregates,
            ForeignWriterDetector others) {
        var bus =
                new GroupingCommandBus(
                        SimpleCommandBus.builder()
                                .transactionManager(transactions)
                                .duplicateCommandHandlerResolver(duplicates)
                                .spanFactory(axon.getComponent(CommandBusSpanFactory.class))
                                .messageMonitor(
                                        axon.messageMonitor(CommandBus.class, "commandBus")),
                        transactions,
                        targets,
                        aggregates,
                        others);
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    @Bean
    JoiningCommands joiningCommands(EventStoreProperties properties, ForeignWriterDetector others) {
        return new JoiningCommands(
                switch (properties.eventStore()) {
                    case POSTGRES -> () -> true;
                    case AXON_SERVER -> new JoinedCommands(others)::join;
                });
    }

    @Bean
    ConflictRetry conflictRetry(JoiningCommands commands) {
        return new ConflictRetry(commands.now());
    }

    @Bean
    CommandGateway commandGateway(CommandBus commands, ConflictRetry conflicts) {
        var gateway = DefaultCommandGateway.builder();
        gateway.commandBus(commands).retryScheduler(conflicts);
        return new BoundedCommandGateway(gateway);
    }

    @Bean
    CorrelationDataProvider correlationMetadata() {
        return new CorrelationMetadata();
    }

    @Bean
    @Primary
    EventCorrections eventCorrections(JdbcClient eventStore, Serializer serializer) {
        return new EventCorrections(eventStore, serializer);
    }

    @Bean
    ProcessorFailures processorFailures() {
        return new ProcessorFailures();
    }

    @Bean
    ConfigurerModule stopOnFailure(ProcessorFailures failures) {
        return axon ->
                axon.eventProcessing(events ->
                        events.registerDefaultListenerInvocationErrorHandler(
                                        _ -> PropagatingErrorHandler.instance())
                                .registerDefaultErrorHandler(_ -> failures));
    }

    /// Deadlines are rows in the event store's database: they join the transaction that sets them
    /// and survive a restart. One that was begun when its process or the database went away is
    /// begun again after half a minute.
    @Bean
    @ConditionalOnProperty(
            name = "cartulary.databases.event-store.read-only",
            havingValue = "false",
            matchIfMissing = true)
    Scheduler deadlineScheduler(
            DataSource eventStore, ObjectProvider<DbSchedulerDeadlineManager> deadlines) {
        return Scheduler.create(
                        new TransactionAwareDataSourceProxy(eventStore),
                        retriedSoon(DbSchedulerDeadlineManager.binaryTask(deadlines::getObject)))
                .threads(DEADLINE_THREADS)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(6)
                .build();
    }

    private static <T> Task<T> retriedSoon(Task<T> task) {
        return Tasks.oneTime(task.getTaskName(), task.getDataClass())
                .onFailure(new OnFailureRetryLater<>(DEADLINE_AGAIN_AFTER))
                .execute((deadline, context) -> task.execute(deadline, context));
    }

    @Bean
    @ConditionalOnProperty(
            name = "cartulary.databases.event-store.read-only",
            havingValue = "false",
            matchIfMissing = true)
    DeadlineManager deadlineManager(
            Scheduler scheduler,
            org.axonframework.config.Configuration axon,
            Serializer serializer,
            TransactionManager transactions) {
        var deadlines =
                DbSchedulerDeadlineManager.builder()
                        .scheduler(scheduler)
                        .scopeAwareProvider(new ConfigurationScopeAwareProvider(axon))
                        .serializer(serializer)
                        .transactionManager(transactions)
                        .startScheduler(true)
                        .stopScheduler(true)
                        .build();
        deadlines.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return deadlines;
    }

    /// Column names of a token table of ours, here and in the read models' database.
    public static TokenSchema tokenSchema() {
        return TokenSchema.builder()
                .setTokenTable("token_entry")
                .setProcessorNameColumn("processor_name")
                .setSegmentColumn("segment")
                .setTokenColumn("token")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("timestamp")
                .setOwnerColumn("owner")
                .build();
    }

    static EventSchema eventSchema() {
        return EventSchema.builder()
                .eventTable("domain_event_entry")
                .snapshotTable("snapshot_event_entry")
                .globalIndexColumn("global_index")
                .timestampColumn("time_stamp")
                .eventIdentifierColumn("event_identifier")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("type")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .build();
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof SQLException sql && CONFLICTS.contains(sql.getSQLState())
                || failure.getCause() != null && isConflict(failure.getCause());
    }
}
