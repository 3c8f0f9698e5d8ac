package io.cartulary.eventstore.tail;

import io.cartulary.eventstore.deciding.StalenessCheck;
import io.cartulary.eventstore.storage.PostgresEventStorageEngine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/// An event store whose readers share one [EventTail] and are notified at once that events arrived.
///
/// It takes the place of Axon's `EmbeddedEventStore`, whose readers share events only when their
/// positions meet by equality, miss a signal that comes between a look and a wait, and are polled
/// every 500 ms by pooled processors.
public final class FollowedEventStore extends AbstractEventStore {

    private final EventTail tail;
    private final boolean inDatabase;

    /// With its events in PostgreSQL.
    ///
    /// @param betweenLooks how soon events of other processes are found
    public FollowedEventStore(PostgresEventStorageEngine engine, Duration betweenLooks) {
        this(engine, new EventTail(new FollowedPostgres(engine, betweenLooks), betweenLooks), true);
    }

    private FollowedEventStore(EventStorageEngine engine, EventTail tail, boolean inDatabase) {
        super(new Builder(engine));
        this.tail = tail;
        this.inDatabase = inDatabase;
    }

    /// With its events on a server that may be away when a process starts.
    public static FollowedEventStore elsewhere(
            EventStorageEngine engine, FollowedLog events, Duration betweenLooks) {
        return new FollowedEventStore(engine, new EventTail(events, betweenLooks), false);
    }

    boolean isInDatabase() {
        return inDatabase;
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        super.afterCommit(events);
        tail.start();
        tail.look();
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        if (StalenessCheck.CURRENT.isBound()) {
            StalenessCheck.CURRENT.get().recordNew();
        }
        super.publish(events);
    }

    @Override
    public DomainEventStream readEvents(String aggregateId) {
        return StalenessCheck.CURRENT.isBound()
                        && StalenessCheck.CURRENT.get().takesForNew(aggregateId)
                ? DomainEventStream.empty()
                : super.readEvents(aggregateId);
    }

    @Override
    public TrackingEventStream openStream(TrackingToken position) {
        tail.start();
        return new Follower(PostgresEventStorageEngine.indexOf(position));
    }

    /// The first events of one object with their positions, at most so many. Axon Server does not
    /// say at which position an event of an object is.
    public List<TrackedEventMessage<?>> readMessages(String objectId, int atMost) {
        if (storageEngine() instanceof PostgresEventStorageEngine engine) {
            return engine.readMessages(objectId, atMost);
        }
        throw new UnsupportedOperationException("events of an object have no positions here");
    }

    void shutDown() {
        tail.close();
    }

    private static final class Builder extends AbstractEventStore.Builder {
        Builder(EventStorageEngine engine) {
            storageEngine(engine);
        }
    }

    /// Used by one thread at a time.
    private final class Follower implements TrackingEventStream {

        private final Queue<TrackedEventMessage<?>> read = new ArrayDeque<>();

        /// Index of the last event that was read.
        private long reached;

        private volatile Runnable callback;

        Follower(long after) {
            this.reached = after;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            readOn();
            return Optional.ofNullable(read.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            readOn();
            if (read.isEmpty() && timeout > 0 && tail.awaitBeyond(reached, timeout, unit)) {
                readOn();
            }
            return !read.isEmpty();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
                /* asked again, so that an interruption is noticed */
            }
            return read.remove();
        }

        private void readOn() {
            if (read.isEmpty()) {
                for (var message : tail.after(reached)) {
                    read.add(message);
                    reached = EventTail.indexOf(message);
                }
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            this.callback = callback;
            tail.call(callback);
            return true;
        }

        @Override
        public void close() {
            if (callback != null) {
                tail.forget(callback);
            }
            read.clear();
        }
    }
}
