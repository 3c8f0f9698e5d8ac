package io.cartulary.eventstore.tail;

import io.cartulary.eventstore.outage.FailureLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest events of the store, which one thread reads for all who follow them on this node, so
/// that each is fetched and decoded once. Who is further behind reads the store itself until here.
final class EventTail implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventTail.class);

    private static final int KEPT = 8_192;
    static final int READ_AT_ONCE = 1_000;

    /// Commits that follow each other closer than this share one look at the store.
    private static final Duration LOOK_AT_MOST_EVERY = Duration.ofMillis(5);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final FailureLog reading = new FailureLog(log, "Reading the end of the event store");
    private final FollowedLog events;
    private final Duration betweenLooks;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Set<Runnable> callbacks = new CopyOnWriteArraySet<>();

    /// All events after index `from`, up to index `to`. Only the tail's own thread writes, always
    /// at the ends: what is read from here in order has no hole.
    private final ConcurrentSkipListMap<Long, TrackedEventMessage<?>> kept =
            new ConcurrentSkipListMap<>();

    private volatile long from = Long.MAX_VALUE;
    private volatile long to;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Condition arrived = lock.newCondition();
    private boolean lookAsked;
    private volatile boolean closed;

    /// @param betweenLooks how soon events of other processes are found
    EventTail(FollowedLog events, Duration betweenLooks) {
        this.events = events;
        this.betweenLooks = betweenLooks;
    }

    static long indexOf(TrackedEventMessage<?> message) {
        return ((GlobalSequenceTrackingToken) message.trackingToken()).getGlobalIndex();
    }

    /// Events begin to be kept once somebody follows them.
    void start() {
        if (started.compareAndSet(false, true)) {
            events.follow(this::look);
            Thread.ofPlatform().daemon().name("event-tail").start(this::run);
        }
    }

    /// There may be more to read.
    void look() {
        lock.lock();
        try {
            lookAsked = true;
            asked.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The next events after an index, in their order; empty when there are none yet.
    List<TrackedEventMessage<?>> after(long index) {
        if (index >= to && index >= from) {
            return List.of();
        }
        if (index >= from) {
            var newest =
                    kept.tailMap(index, false).values().stream()
                            .<TrackedEventMessage<?>>map(message -> message)
                            .limit(READ_AT_ONCE)
                            .toList();
            if (index >= from) { // else the first of them may have been dropped meanwhile
                return newest;
            }
        }
        return events.read(index, READ_AT_ONCE);
    }

    /// `false` when nothing came within the time.
    boolean awaitBeyond(long index, long timeout, TimeUnit unit) throws InterruptedException {
        lock.lock();
        try {
            for (var nanos = unit.toNanos(timeout); to <= index && !closed; ) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = arrived.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Runs `callback` whenever events arrived; it must not block.
    void call(Runnable callback) {
        callbacks.add(callback);
    }

    void forget(Runnable callback) {
        callbacks.remove(callback);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            asked.signal();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (from == Long.MAX_VALUE) {
                    to = events.head();
                    from = to;
                    events.passed(List.of(), to);
                    notifyReaders();
                }
                var more = readOn();
                reading.succeeded();
                if (more) {
                    notifyReaders();
                    LockSupport.parkNanos(LOOK_AT_MOST_EVERY.toNanos());
                } else {
                    awaitLook();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    reading.failed(e);
                    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
                }
            }
        }
    }

    private boolean readOn() {
        var next = events.next(to);
        if (next.isEmpty()) {
            return false;
        }
        for (var message : next) {
            kept.put(indexOf(message), message);
        }
        while (kept.size() > KEPT) {
            from = kept.firstKey(); // first, so that no one takes what follows for complete
            kept.pollFirstEntry();
        }
        to = kept.lastKey();
        events.passed(next, to);
        return true;
    }

    /// One that fails, as of a processor that is shut down, keeps no other from being notified.
    private void notifyReaders() {
        lock.lock();
        try {
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        for (var callback : callbacks) {
            try {
                callback.run();
            } catch (RuntimeException e) {
                log.warn("A reader of events was not notified of new ones", e);
            }
        }
    }

    private void awaitLook() throws InterruptedException {
        lock.lock();
        try {
            if (!lookAsked && !closed) {
                asked.awaitNanos(betweenLooks.toNanos());
            }
            lookAsked = false;
        } finally {
            lock.unlock();
        }
    }
}
