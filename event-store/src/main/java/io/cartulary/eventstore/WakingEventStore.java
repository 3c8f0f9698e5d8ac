package io.cartulary.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An embedded event store that tells pooled processors at once that events arrived; without it
/// they look only every 500 ms. Events of other processes are found within [#FETCH_DELAY].
final class WakingEventStore extends EmbeddedEventStore {

    private static final Logger log = LoggerFactory.getLogger(WakingEventStore.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration FETCH_DELAY = Duration.ofMillis(20);

    /// Commits that follow each other closer than this share one look at the store.
    private static final Duration WAKE_AT_MOST_EVERY = Duration.ofMillis(4);

    private final Set<Runnable> waiting = new CopyOnWriteArraySet<>();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile long lastWake;
    private volatile boolean closed;

    WakingEventStore(EventStorageEngine engine) {
        super(
                EmbeddedEventStore.builder()
                        .storageEngine(engine)
                        .fetchDelay(FETCH_DELAY.toMillis()));
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        var now = System.nanoTime();
        if (now - lastWake > WAKE_AT_MOST_EVERY.toNanos()) {
            lastWake = now;
            super.afterCommit(events);
        }
    }

    @Override
    public TrackingEventStream openStream(TrackingToken position) {
        watch();
        return new WakingStream(super.openStream(position));
    }

    @Override
    public void shutDown() {
        closed = true;
        super.shutDown();
    }

    private void watch() {
        if (watching.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("event-watch").start(this::wakeOnEvents);
        }
    }

    private void wakeOnEvents() {
        while (!closed) {
            try (var stream = super.openStream(createHeadToken())) {
                wakeOnEventsOf(stream);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    log.warn(
                            "Processors look every 500 ms until the event store answers again: {}",
                            e.getMessage());
                    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
                }
            }
        }
    }

    private void wakeOnEventsOf(TrackingEventStream stream) throws InterruptedException {
        while (!closed) {
            var arrived = stream.hasNextAvailable(1, TimeUnit.SECONDS);
            while (stream.hasNextAvailable(0, TimeUnit.MILLISECONDS)) {
                stream.nextAvailable();
            }
            if (arrived) {
                waiting.forEach(Runnable::run);
            }
        }
    }

    private final class WakingStream implements TrackingEventStream {

        private final TrackingEventStream stream;
        private volatile Runnable callback;

        WakingStream(TrackingEventStream stream) {
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
            this.callback = callback;
            waiting.add(callback);
            return true;
        }

        @Override
        public void close() {
            if (callback != null) {
                waiting.remove(callback);
            }
            stream.close();
        }
    }
}
