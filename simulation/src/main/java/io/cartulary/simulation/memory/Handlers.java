package io.cartulary.simulation.memory;

import io.cartulary.command.order.saga.LostPaymentSaga;
import io.cartulary.command.order.saga.OrderDisputeSaga;
import io.cartulary.command.order.saga.OrderEditSaga;
import io.cartulary.command.order.saga.OrderFulfilmentSaga;
import io.cartulary.command.order.saga.OrderRefundSaga;
import io.cartulary.command.order.saga.PartialRefundSaga;
import io.cartulary.command.order.saga.RepaymentSaga;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.ScopeAware;
import org.axonframework.messaging.annotation.MessageHandlerInterceptorMemberChain;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.metamodel.AnnotationSagaMetaModelFactory;
import org.axonframework.modelling.saga.metamodel.SagaModel;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.SagaStore;

/// The aggregates, sagas and event handlers of production, put together as Axon's configuration
/// does there.
public final class Handlers {

    private static final List<String> AGGREGATES =
            List.of(
                    "order.Order",
                    "payment.Payment",
                    "inventory.StockItem",
                    "coupon.Coupon",
                    "credit.CreditAccount");

    private final Storage storage;
    private final EventStore events;
    private final Cache cache;
    private final IntSupplier snapshotEvery;
    private final SagaStore<Object> sagaStore;
    private final ParameterResolverFactory parameters;
    private final Targets targets = new Targets();
    private final List<AggregateKind<?>> aggregates;
    private final List<SagaKind<?>> sagaKinds;
    private final Map<Class<?>, EventSourcingRepository<?>> repositories = new LinkedHashMap<>();
    private List<AnnotatedSagaManager<?>> sagas = List.of();

    private record AggregateKind<T>(
            Class<T> type, AggregateModel<T> model, AggregateFactory<T> factory) {}

    private record SagaKind<T>(
            Class<T> type,
            SagaModel<T> model,
            MessageHandlerInterceptorMemberChain<T> interceptors) {}

    public Handlers(
            Storage storage,
            EventStore events,
            Cache cache,
            IntSupplier snapshotEvery,
            SagaStore<Object> sagaStore,
            ParameterResolverFactory parameters) {
        this.storage = storage;
        this.events = events;
        this.cache = cache;
        this.snapshotEvery = snapshotEvery;
        this.sagaStore = sagaStore;
        this.parameters = parameters;
        this.aggregates = AGGREGATES.stream().<AggregateKind<?>>map(this::aggregate).toList();
        var models = new AnnotationSagaMetaModelFactory(parameters);
        this.sagaKinds =
                Stream.of(
                                OrderFulfilmentSaga.class,
                                OrderEditSaga.class,
                                RepaymentSaga.class,
                                PartialRefundSaga.class,
                                LostPaymentSaga.class,
                                OrderDisputeSaga.class,
                                OrderRefundSaga.class)
                        .<SagaKind<?>>map(type -> saga(type, models))
                        .toList();
    }

    private AggregateKind<?> aggregate(String name) {
        try {
            return aggregate(Class.forName("io.cartulary.command." + name));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private <T> AggregateKind<T> aggregate(Class<T> type) {
        var model = AnnotatedAggregateMetaModelFactory.inspectAggregate(type, parameters);
        return new AggregateKind<>(type, model, new GenericAggregateFactory<>(model));
    }

    private static <T> SagaKind<T> saga(Class<T> type, AnnotationSagaMetaModelFactory models) {
        return new SagaKind<>(type, models.modelOf(type), models.chainedInterceptor(type));
    }

    /// Begins another life of the process: Axon keeps sagas in memory while they are handled.
    public void start() {
        sagas = sagaKinds.stream().<AnnotatedSagaManager<?>>map(this::start).toList();
    }

    /// @param beside does what production leaves to another thread
    public void subscribe(CommandBus bus, Executor beside) {
        var snapshotter =
                AggregateSnapshotter.builder()
                        .eventStore(events)
                        .transactionManager(storage)
                        .executor(beside)
                        .parameterResolverFactory(parameters)
                        .aggregateFactories(
                                List.copyOf(
                                        aggregates.stream().map(AggregateKind::factory).toList()))
                        .build();
        aggregates.forEach(kind -> subscribe(kind, bus, snapshotter));
    }

    private <T> void subscribe(AggregateKind<T> kind, CommandBus bus, Snapshotter snapshotter) {
        EventSourcingRepository<T> repository =
                EventSourcingRepository.builder(kind.type())
                        .aggregateModel(kind.model())
                        .aggregateFactory(kind.factory())
                        .eventStore(events)
                        .lockFactory(NullLockFactory.INSTANCE)
                        .cache(cache)
                        .snapshotTriggerDefinition(type ->
                                new EventCountSnapshotTriggerDefinition(
                                                snapshotter, snapshotEvery.getAsInt())
                                        .prepareTrigger(type))
                        .build();
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(kind.type())
                .aggregateModel(kind.model())
                .parameterResolverFactory(parameters)
                .commandTargetResolver(targets)
                .repository(repository)
                .build()
                .subscribe(bus);
        repositories.put(kind.type(), repository);
    }

    private <T> AnnotatedSagaManager<T> start(SagaKind<T> kind) {
        var repository =
                AnnotatedSagaRepository.<T>builder()
                        .sagaType(kind.type())
                        .sagaModel(kind.model())
                        .interceptorMemberChain(kind.interceptors())
                        .parameterResolverFactory(parameters)
                        .lockFactory(NullLockFactory.INSTANCE)
                        .sagaStore(sagaStore)
                        .build();
        return AnnotatedSagaManager.<T>builder()
                .sagaType(kind.type())
                .sagaModel(kind.model())
                .parameterResolverFactory(parameters)
                .sagaRepository(repository)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }

    /// Those to whom a deadline can be addressed.
    public List<ScopeAware> addressees() {
        return Stream.concat(sagas.stream(), repositories.values().stream()).toList();
    }

    /// The aggregate as its events and its snapshot make it.
    public Object load(Class<?> type, String aggregate) {
        cache.remove(aggregate);
        var asking = DefaultUnitOfWork.startAndGet(null);
        try {
            return repositories.get(type).load(aggregate).invoke(root -> root);
        } finally {
            asking.rollback();
        }
    }

    /// Hands events to the sagas of the present life of the process.
    public EventHandlerInvoker sagas() {
        return new EventHandlerInvoker() {
            @Override
            public boolean canHandle(EventMessage<?> event, Segment segment) {
                return sagas.stream().anyMatch(one -> one.canHandle(event, segment));
            }

            @Override
            public void handle(EventMessage<?> event, Segment segment) throws Exception {
                for (var saga : sagas) {
                    if (saga.canHandle(event, segment)) {
                        saga.handle(event, segment);
                    }
                }
            }

            @Override
            public boolean supportsReset() {
                return false;
            }
        };
    }

    /// Hands events to one component.
    public EventHandlerInvoker component(Object component) {
        return SimpleEventHandlerInvoker.builder()
                .eventHandlers(component)
                .parameterResolverFactory(parameters)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }
}
