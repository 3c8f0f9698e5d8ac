package io.cartulary.simulation;

import io.cartulary.command.credit.CreditInMemory;
import io.cartulary.command.effect.EffectId;
import io.cartulary.command.effect.ledger.Effect;
import io.cartulary.command.effect.ledger.EffectsInMemory;
import io.cartulary.command.inventory.ExpiryInMemory;
import io.cartulary.command.order.AwaitedStock;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.command.order.payment.UnpaidOrdersInMemory;
import io.cartulary.command.payment.PaymentsInMemory;
import io.cartulary.command.refusal.LocalCommands;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.format.EventSerialization;
import io.cartulary.simulation.bank.CardBank;
import io.cartulary.simulation.bank.SimulatedBank;
import io.cartulary.simulation.memory.CachedAggregates;
import io.cartulary.simulation.memory.DeadlinesInMemory;
import io.cartulary.simulation.memory.EventsInMemory;
import io.cartulary.simulation.memory.Handlers;
import io.cartulary.simulation.memory.Reader;
import io.cartulary.simulation.memory.Remembered;
import io.cartulary.simulation.memory.Resources;
import io.cartulary.simulation.memory.SagasInMemory;
import io.cartulary.simulation.memory.Storage;
import io.cartulary.simulation.memory.StoredForm;
import io.cartulary.simulation.world.Crash;
import io.cartulary.simulation.world.Violation;
import io.cartulary.simulation.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One process of the shop, which crashes when chance wants it to and starts again with what is
/// stored.
///
/// Everything in it is production's own or Axon's own; only what production keeps in tables is kept
/// in maps, and what production does on threads of its own is done when a [Wake] says so.
public final class Shop {

    private final World world;
    private final Serializer serializer = StoredForm.serializer();
    private final JsonMapper json =
            JsonMapper.builder().addModule(EventSerialization.moneyInMinorUnits()).build();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Storage storage = new Storage(this::step);
    private final EventsInMemory events = new EventsInMemory(storage, serializer);
    private final EventStore eventStore =
            EmbeddedEventStore.builder().storageEngine(events).build();
    private final SagasInMemory sagas = new SagasInMemory(storage, serializer);
    private final DeadlinesInMemory deadlines;
    private final SimpleCommandBus local =
            SimpleCommandBus.builder().transactionManager(storage).build();
    private final CommandGateway commands;
    private final Remembered cache = new Remembered(this::forgets);
    private final Handlers handlers;
    private final PaymentsInMemory payments;
    private final EffectsInMemory effects;
    private final ExpiryInMemory expiry;
    private final UnpaidOrdersInMemory unpaid;
    private final SubscribingEventProcessor askingAtOnce;
    private final Reader sagaReader;
    private final Reader askingReader;
    private final Map<String, Reader> readers = new LinkedHashMap<>();
    private final List<Wake> wakes = new ArrayList<>();
    private boolean mayCrash;
    private boolean dead;
    private boolean handlingSagas;
    private int crashes;
    private double alarmsBefore;

    Shop(World world, SimulatedBank bank, CardBank card) {
        this.world = world;
        this.commands =
                DefaultCommandGateway.builder()
                        .commandBus(new SimulatedCommandBus(world, storage, local, this::step))
                        .build();
        this.deadlines = new DeadlinesInMemory(storage, world.time());
        var parameters =
                MultiParameterResolverFactory.ordered(
                        ClasspathParameterResolverFactory.forClass(Shop.class),
                        new Resources(
                                Map.of(
                                        CommandGateway.class, () -> commands,
                                        DeadlineManager.class, () -> deadlines,
                                        OrderSettings.class, this::settings)));
        this.handlers =
                new Handlers(
                        storage,
                        eventStore,
                        cache,
                        () -> world.conditions().snapshotEvery(),
                        sagas,
                        parameters);
        LocalCommands.equip(local);
        handlers.subscribe(local, this::beside);
        var ledger = new EffectsInMemory.Memory(storage, world.time());
        this.payments =
                new PaymentsInMemory(
                        storage,
                        List.of(bank, card, CreditInMemory.giftCards(commands, world.time())),
                        ledger.outcomes(),
                        commands,
                        json,
                        world.time(),
                        meters);
        this.effects =
                new EffectsInMemory(ledger, payments.kinds(), commands, json, world.time(), meters);
        this.expiry = new ExpiryInMemory(storage, commands, world.time());
        this.unpaid = new UnpaidOrdersInMemory(storage, commands, world.time(), settings());
        var asking = handlers.component(payments.asking(effects.effects()));
        this.askingAtOnce =
                SubscribingEventProcessor.builder()
                        .name("asking")
                        .eventHandlerInvoker(asking)
                        .messageSource(eventStore)
                        .transactionManager(storage)
                        .errorHandler(PropagatingErrorHandler.instance())
                        .build();
        this.sagaReader = reader("sagas", handlers.sagas());
        this.askingReader = reader("asking", asking);
        reader("open payments", handlers.component(payments.reconciliation().openPayments()));
        reader("stock expiry", handlers.component(expiry.calendar()));
        reader("unpaid orders", handlers.component(unpaid.calendar()));
        bank.setCallbacks(payments::callBack);
        card.setWebhook(new CardNews(card, payments));
        wakes.add(
                new Wake(
                        world,
                        "deadline",
                        () -> deadlines.next().map(DeadlinesInMemory.Row::at),
                        this::fireDeadline));
        wakes.add(new Wake(world, "effects", effects::nextDue, this::tryEffect));
        wakes.add(new Wake(world, "expiry", expiry::nextDue, expiry::look));
        wakes.add(new Wake(world, "unpaid", unpaid::nextDue, this::lookForUnpaid));
        wakes.add(
                new Wake(
                        world,
                        "reconciliation",
                        payments.reconciliation()::nextLook,
                        payments.reconciliation()::reconcile));
        world.setProcess(this::arm);
    }

    private Reader reader(String name, EventHandlerInvoker handler) {
        var reader = Reader.of(name, handler, storage, events);
        readers.put(name, reader);
        wakes.add(
                new Wake(
                        world,
                        name,
                        () -> reader.isBehind() ? Optional.of(Instant.EPOCH) : Optional.empty(),
                        () -> read(reader)));
        return reader;
    }

    /// Also work that was begun before a crash is done after it: who starts again would begin it
    /// again.
    private void beside(Runnable work) {
        world.time().in(world.random().within(Wake.LONGEST_LAG), work);
    }

    private OrderSettings settings() {
        return new OrderSettings(
                Duration.ofMinutes(30), world.conditions().attempts(), Duration.ofSeconds(1));
    }

    private boolean forgets() {
        return world.random().in(world.conditions().forgets());
    }

    /// Everything is empty, and nothing crashes before [#open].
    void clear() {
        mayCrash = false;
        dead = false;
        storage.crash();
        events.clear();
        sagas.clear();
        deadlines.clear();
        effects.clear();
        expiry.clear();
        unpaid.clear();
        payments.reconciliation().clear();
        cache.removeAll();
        readers.values().forEach(Reader::clear);
        wakes.forEach(Wake::clear);
        handlingSagas = false;
        crashes = 0;
        alarmsBefore += alarms();
        handlers.start();
        askingAtOnce.shutDown();
        if (world.conditions().atomic()) {
            askingAtOnce.start();
        }
    }

    void open() {
        mayCrash = true;
    }

    /// Who catches the end of the process does not survive it.
    private void step() {
        if (dead || mayCrash && world.random().in(world.conditions().crashes())) {
            dead = true;
            throw new Crash();
        }
    }

    boolean isQuiet() {
        return storage.isQuiet();
    }

    boolean isDead() {
        return dead;
    }

    /// What was not committed is gone, and so is what was only in memory.
    void crash() {
        world.report("shop", () -> "starts again");
        crashes++;
        dead = false;
        storage.crash();
        cache.removeAll();
        handlers.start();
        wakes.forEach(Wake::clear);
        readers.values().forEach(Reader::crash);
        handlingSagas = false;
    }

    int crashes() {
        return crashes;
    }

    /// Says when something of ours is to be done next.
    void arm() {
        wakes.forEach(Wake::arm);
    }

    private void read(Reader reader) {
        if (reader == askingReader && world.conditions().atomic()) {
            reader.skip(); // it is asked within the transaction that stored the event
            return;
        }
        if (reader == sagaReader) {
            if (handlingSagas) {
                return;
            }
            handlingSagas = true;
        }
        try {
            reader.read(world.random().in(0.2) ? 50 : world.random().between(1, 4));
        } finally {
            if (reader == sagaReader) {
                handlingSagas = false;
            }
        }
    }

    private void lookForUnpaid() {
        if (world.conditions().losesDeadlines() && world.random().in(0.3)) {
            var lost = unpaid.lose();
            world.report("unpaid", () -> "lost " + lost);
        } else {
            unpaid.look();
        }
    }

    private void fireDeadline() {
        var row = deadlines.next().orElse(null);
        if (row == null || row.at().isAfter(world.time().instant()) || handlingSagas) {
            return;
        }
        world.report("deadline", row::payload);
        handlingSagas = true;
        try {
            var handling = DefaultUnitOfWork.startAndGet(row.message());
            handling.attachTransaction(storage);
            var result =
                    handling.executeWithResult(() -> {
                        for (var addressee : handlers.addressees()) {
                            if (addressee.canResolve(row.scope())) {
                                addressee.send(row.message(), row.scope());
                            }
                        }
                        return null;
                    });
            if (result.isExceptional()) {
                if (result.exceptionResult() instanceof Error end) {
                    throw end;
                }
                throw new IllegalStateException(result.exceptionResult());
            }
        } finally {
            handlingSagas = false;
        }
        step();
        deadlines.done(row);
    }

    private void tryEffect() {
        effects.tryOne().ifPresent(end -> world.report("effects", () -> end));
    }

    /// The answer to a command: what it returned, or why it was refused.
    public record Answer(@Nullable Object value, @Nullable Rejection refusal) {

        public boolean isRefused() {
            return refusal != null;
        }
    }

    /// What staff read before they pack.
    public List<HeldPieces> awaited(OrderId orderId) {
        return AwaitedStock.of(orderId, commands);
    }

    /// Sends what a person asks for. Who gets no answer because we crashed has to ask again.
    public Answer ask(String who, Object command) {
        try {
            var value = commands.sendAndWait(command);
            world.report(who, () -> "asks " + command);
            return new Answer(value, null);
        } catch (CommandExecutionException refused) {
            if (refused.getDetails().isEmpty()) {
                throw new Violation("no command fails", command + ": " + refused);
            }
            Rejection why = refused.<Rejection>getDetails().get();
            world.report(who, () -> "asks " + command + ", refused " + why);
            return new Answer(null, why);
        } catch (RuntimeException fault) {
            throw new Violation("no command fails", command + ": " + fault);
        }
    }

    List<DomainEventMessage<?>> events() {
        return events.all();
    }

    List<Effect> effects() {
        return effects.all();
    }

    void retry(EffectId effect) {
        effects.retry(effect);
    }

    void giveUp(EffectId effect) {
        effects.giveUp(effect);
    }

    /// How often production said that money moved in a way it refuses.
    double alarms() {
        return meters.counter("cartulary.payment.discrepancies").count() - alarmsBefore;
    }

    /// What waits for something that will never happen any more.
    List<String> leftovers() {
        var left = new ArrayList<>(sagas.open());
        deadlines.open().forEach(row -> left.add("deadline " + row));
        payments.reconciliation()
                .openItems()
                .forEach(item -> left.add("open at the provider " + item));
        expiry.nextDue().ifPresent(due -> left.add("a promise that is due at " + due));
        unpaid.nextDue().ifPresent(due -> left.add("an order that is to be paid until " + due));
        return left;
    }

    /// Every aggregate in the cache is what its events make of it.
    void compareWithEvents() {
        mayCrash = false;
        CachedAggregates.compareWithEvents(cache, events, handlers, serializer, json);
    }
}
