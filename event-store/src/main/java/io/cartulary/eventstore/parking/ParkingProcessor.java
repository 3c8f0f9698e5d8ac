package io.cartulary.eventstore.parking;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.cartulary.eventstore.outage.TransientFailures;
import io.cartulary.eventstore.parking.HandledAhead.Positions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToRetrieveIdentifierException;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A processor that no event can stop.
///
/// A batch that fails for a reason of its data is cut in half until the event at fault is alone.
/// That one is parked with its cause, and what follows in its sequence waits behind it. Each part
/// is a transaction of its own with its own token, so nothing is handled twice or left out. What
/// fails for any other reason ends the batch, which is then retried as a whole.
///
/// Where each command of a handler is a transaction of its own, sequences are handled side by side:
/// they wait for a server and not for each other. Their token follows when all are done; until then
/// [HandledAhead] knows which are.
public final class ParkingProcessor extends PooledStreamingEventProcessor {

    static final String SOME_ARE_PARKED = ParkingProcessor.class.getName();
    static final String AHEAD = HandledAhead.class.getName();

    /// Each has a connection to the database meanwhile.
    private static final int MOST_SIDE_BY_SIDE = 8;

    private static final Logger log = LoggerFactory.getLogger(ParkingProcessor.class);

    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final ParkedEvents parked;
    private final Function<EventMessage<?>, String> sequenceOf;
    private final BooleanSupplier sideBySide;
    private final @Nullable HandledAhead ahead;

    private ParkingProcessor(Making making) {
        super(making);
        this.tokens = making.tokens;
        this.transactions = making.transactions;
        this.parked = making.parked;
        this.sequenceOf = making.sequenceOf;
        this.sideBySide = making.sideBySide;
        this.ahead = making.ahead;
    }

    /// Where a processor keeps its token, its parked events and what they were corrected to.
    public record Place(
            TokenStore tokens,
            TransactionManager transactions,
            ConnectionProvider connections,
            Serializer serializer,
            EventCorrections corrections) {}

    /// @param sequenceOf events with the same answer wait for each other
    public static Making named(
            String name,
            EventHandlerInvoker handlers,
            Function<EventMessage<?>, String> sequenceOf,
            Place place) {
        return new Making(name, handlers, sequenceOf, place);
    }

    /// The sequence of an event, also of one that cannot be read: that waits for its aggregate.
    public static SequencingPolicy<EventMessage<?>> sequencing(
            Function<EventMessage<?>, String> sequenceOf) {
        return readable(sequenceOf)::apply;
    }

    private static Function<EventMessage<?>, String> readable(
            Function<EventMessage<?>, String> sequenceOf) {
        return event -> {
            try {
                return sequenceOf.apply(event);
            } catch (RuntimeException unreadable) {
                return Sequences.perAggregate(event);
            }
        };
    }

    /// A builder of Axon's that knows the rest too.
    public static final class Making extends Builder {

        private final String name;
        private final TokenStore tokens;
        private final TransactionManager transactions;
        private final ParkedEvents parked;
        private final Function<EventMessage<?>, String> sequenceOf;
        private final ConnectionProvider connections;
        private BooleanSupplier sideBySide = () -> false;

        /// Only where sequences are handled side by side is there a table of it.
        private @Nullable HandledAhead ahead;

        private Making(
                String name,
                EventHandlerInvoker handlers,
                Function<EventMessage<?>, String> sequenceOf,
                Place place) {
            this.tokens = place.tokens();
            this.transactions = place.transactions();
            this.parked =
                    new ParkedEvents(
                            name, place.connections(), place.transactions(), place.serializer());
            this.connections = place.connections();
            this.sequenceOf = readable(sequenceOf);
            this.name = name;
            name(name);
            eventHandlerInvoker(
                    new WaitingEventInvoker(
                            handlers,
                            parked,
                            this.sequenceOf,
                            event -> place.corrections().applied(name, event)));
            tokenStore(new ClaimNotingTokenStore(tokens, this::claimed));
            transactionManager(transactions);
        }

        private void claimed() {
            parked.mayHaveGrown();
            if (ahead != null) {
                ahead.mayHaveGrown();
            }
        }

        /// @param now whether sequences of a batch may be handled side by side
        public Making sideBySide(BooleanSupplier now) {
            sideBySide = now;
            ahead = new HandledAhead(name, connections);
            return this;
        }

        @Override
        public ParkingProcessor build() {
            return new ParkingProcessor(this);
        }
    }

    /// The first process of a shop names the place of its tokens. Of two that start at the same
    /// moment, which Axon Server's connector asks for it, the second finds the first one's name
    /// when it asks again.
    @Override
    public String getTokenStoreIdentifier() {
        try {
            return super.getTokenStoreIdentifier();
        } catch (UnableToRetrieveIdentifierException namedMeanwhile) {
            log.debug("{} asks again for the name of its token store", getName(), namedMeanwhile);
            return super.getTokenStoreIdentifier();
        }
    }

    @Override
    protected void processInUnitOfWork(
            List<? extends EventMessage<?>> events,
            UnitOfWork<? extends EventMessage<?>> work,
            Collection<Segment> segments)
            throws Exception {
        try {
            if (sideBySide.getAsBoolean()) {
                handleSideBySide(events, work, segments);
            } else {
                handleInOrder(events, work, segments);
            }
        } catch (Exception e) {
            park(events, segments, rethrowTransient(e));
        }
    }

    private void handleSideBySide(
            List<? extends EventMessage<?>> events,
            UnitOfWork<? extends EventMessage<?>> work,
            Collection<Segment> segments)
            throws Exception {
        var sequences =
                events.stream()
                        .collect(
                                groupingBy(
                                        event -> sequenceOf.apply(event),
                                        LinkedHashMap::new,
                                        toList()))
                        .values();
        if (sequences.size() == 1) {
            handleInOrder(events, work, segments);
            return;
        }
        var done = Objects.requireNonNull(ahead);
        try {
            all(sequences, sequence -> handleAlone(sequence, segments, done));
        } catch (Exception e) {
            done.mayHaveGrown();
            work.start();
            work.rollback(e);
            throw e;
        }
        work.onPrepareCommit(_ -> done.forgetUpTo(events.getLast()));
        var stored = work.executeWithResult(() -> null);
        if (stored.isExceptional()) {
            throw failure(stored.exceptionResult());
        }
    }

    private void handleAlone(
            List<? extends EventMessage<?>> sequence,
            Collection<Segment> segments,
            HandledAhead done)
            throws Exception {
        var work = new BatchingUnitOfWork<>(sequence);
        work.attachTransaction(transactions);
        var last = sequence.getLast();
        work.onPrepareCommit(_ -> done.note(sequenceOf.apply(last), last));
        handle(sequence, work, segments);
    }

    private interface Handling<T> {
        void handle(T one) throws Exception;
    }

    /// Waits for all also when one fails, and prefers to throw what passes by itself.
    private <T> void all(Collection<T> ones, Handling<T> handling) throws Exception {
        var failures = new ArrayList<Exception>();
        try (var threads =
                Executors.newFixedThreadPool(
                        Math.min(ones.size(), MOST_SIDE_BY_SIDE),
                        Thread.ofVirtual().name(getName() + "-side-", 0).factory())) {
            var results =
                    ones.stream()
                            .map(one ->
                                    threads.submit(() -> {
                                        handling.handle(one);
                                        return true;
                                    }))
                            .toList();
            for (var result : results) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    failures.add(failure(e.getCause()));
                }
            }
        }
        for (var failure : failures) {
            rethrowTransient(failure);
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private static Exception failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (Exception) cause;
    }

    /// In the transaction that moves the token past these events.
    private void handleInOrder(
            List<? extends EventMessage<?>> events,
            UnitOfWork<? extends EventMessage<?>> work,
            Collection<Segment> segments)
            throws Exception {
        work.onPrepareCommit(_ -> {
            if (ahead != null && work.getResource(AHEAD) != null) {
                ahead.forgetUpTo(events.getLast());
            }
        });
        handle(events, work, segments);
    }

    private void handle(
            List<? extends EventMessage<?>> events,
            UnitOfWork<? extends EventMessage<?>> work,
            Collection<Segment> segments)
            throws Exception {
        noteWhatIsLeftOut(work);
        try {
            super.processInUnitOfWork(events, work, segments);
        } finally {
            if (work.getResource(SOME_ARE_PARKED) != null) {
                parked.mayHaveGrown();
            }
        }
    }

    /// In the transaction of the batch, which has begun.
    private void noteWhatIsLeftOut(UnitOfWork<?> work) {
        try {
            if (!parked.isEmpty()) {
                work.resources().put(SOME_ARE_PARKED, true);
            }
            var done = ahead == null ? Positions.NONE : ahead.read();
            if (!done.isEmpty()) {
                work.resources().put(AHEAD, done);
            }
        } catch (RuntimeException e) {
            work.start();
            work.rollback(e);
            throw e;
        }
    }

    /// @param cause why these events failed together
    private void park(
            List<? extends EventMessage<?>> events, Collection<Segment> segments, Exception cause)
            throws Exception {
        if (events.size() == 1) {
            park(events.getFirst(), segments, cause);
            return;
        }
        log.warn("{} cuts a batch of {} in half: {}", getName(), events.size(), cause.toString());
        var middle = events.size() / 2;
        for (var part : List.of(events.subList(0, middle), events.subList(middle, events.size()))) {
            var work = new BatchingUnitOfWork<>(part);
            work.attachTransaction(transactions);
            work.onPrepareCommit(_ -> storeToken(part.getLast(), segments));
            try {
                handleInOrder(part, work, segments);
            } catch (Exception e) {
                park(part, segments, rethrowTransient(e));
            }
        }
    }

    private void park(EventMessage<?> event, Collection<Segment> segments, Exception cause) {
        log.error(
                "{} parks event {} ({})",
                getName(),
                event.getIdentifier(),
                event.getPayloadType().getSimpleName(),
                cause);
        try {
            transactions.executeInTransaction(() -> {
                parked.park(sequenceOf.apply(event), event, cause);
                storeToken(event, segments);
            });
        } finally {
            parked.mayHaveGrown();
        }
    }

    /// The token is read first: a rollback may have left this process with another belief of it.
    private void storeToken(EventMessage<?> handled, Collection<Segment> segments) {
        var token = ((TrackedEventMessage<?>) handled).trackingToken();
        for (var segment : segments) {
            var stored = tokens.fetchToken(getName(), segment);
            tokens.storeToken(
                    WrappedToken.advance(stored, token), getName(), segment.getSegmentId());
        }
    }

    private static Exception rethrowTransient(Exception failure) throws Exception {
        if (TransientFailures.isTransient(failure)) {
            throw failure;
        }
        return failure;
    }

    /// Handles the parked events of a sequence again, in their order, until one fails. Each leaves
    /// the parked ones in the transaction in which it is handled.
    ///
    /// @return whether all were handled
    public boolean retry(String sequence) {
        for (var letter : parked.of(sequence)) {
            var event = letter.message();
            var work = new BatchingUnitOfWork<>(List.of(event));
            work.attachTransaction(transactions);
            work.onPrepareCommit(_ -> parked.remove(letter));
            try {
                super.processInUnitOfWork(List.of(event), work, List.of(Segment.ROOT_SEGMENT));
            } catch (Exception e) {
                log.warn("{} still cannot handle {}", getName(), event.getIdentifier(), e);
                if (!TransientFailures.isTransient(e)) {
                    parked.failedAgain(letter, e);
                }
                return false;
            }
        }
        return true;
    }
}
