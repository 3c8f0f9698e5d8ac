package io.cartulary.eventstore.tail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event store for a processor that is notified of new events at most once in a while: at once
/// after a silence, and in larger batches, each one transaction, while many events come.
///
/// Where a processor begins is never asked of a store elsewhere: that may be away when a process
/// starts, which must start all the same and begin when the store is there.
public final class PacedSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final Logger log = LoggerFactory.getLogger(PacedSource.class);

    private final EventStore store;
    private final Duration pace;

    public PacedSource(EventStore store, Duration pace) {
        this.store = store;
        this.pace = pace;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken position) {
        return new PacedStream(
                store.openStream(
                        position instanceof SinceMoment(var moment)
                                ? store.createTokenAt(moment)
                                : position));
    }

    /// To a store elsewhere no position is its first event.
    @Override
    public @Nullable TrackingToken createTailToken() {
        return isHere() ? store.createTailToken() : null;
    }

    @Override
    public TrackingToken createHeadToken() {
        return store.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant moment) {
        return isHere() ? store.createTokenAt(moment) : new SinceMoment(moment);
    }

    private boolean isHere() {
        return store instanceof FollowedEventStore followed && followed.isInDatabase();
    }

    private final class PacedStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;

        PacedStream(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return stream.setOnAvailableCallback(new Paced(callback));
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    private final class Paced implements Runnable {

        private final Runnable callback;
        private final AtomicBoolean due = new AtomicBoolean();
        private volatile long last = System.nanoTime() - pace.toNanos();

        Paced(Runnable callback) {
            this.callback = callback;
        }

        @Override
        public void run() {
            var wait = last + pace.toNanos() - System.nanoTime();
            if (!due.get() && due.compareAndSet(false, true)) {
                if (wait <= 0) {
                    callNow();
                } else {
                    CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS)
                            .execute(this::callNow);
                }
            }
        }

        private void callNow() {
            last = System.nanoTime();
            due.set(false);
            try {
                callback.run();
            } catch (RejectedExecutionException e) {
                log.debug("A reader was stopped while it waited for its pace", e);
            }
        }
    }
}
