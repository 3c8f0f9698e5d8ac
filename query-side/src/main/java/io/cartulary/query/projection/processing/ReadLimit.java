package io.cartulary.query.projection.processing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How far and how fast a processor may read on this node. It can be changed while the processor
/// runs.
final class ReadLimit {

    /// What may be read at once after a silence: as much as comes in this time. Axon looks at a
    /// stream again after 200 ms.
    private static final double BURST_SECONDS = 0.5;

    private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();
    private volatile Reach reach = Reach.UNLIMITED;
    private double allowance;
    private long countedAt = System.nanoTime();

    /// @param paused whether nothing is read
    /// @param stopAt the last event that is read; absent when there is no end
    /// @param eventsPerSecond of the store, at most; absent when as fast as it can be
    record Reach(boolean paused, @Nullable Long stopAt, @Nullable Integer eventsPerSecond) {

        static final Reach UNLIMITED = new Reach(false, null, null);
    }

    void set(Reach changed) {
        if (!changed.equals(reach)) {
            reach = changed;
            readers.forEach(ReadLimit::wake);
        }
    }

    boolean isUnlimited() {
        return reach.equals(Reach.UNLIMITED);
    }

    /// Whether the event at that position may be read now.
    boolean allows(long position) {
        var now = reach;
        return !now.paused()
                && (now.stopAt() == null || position <= now.stopAt())
                && (now.eventsPerSecond() == null || isInTime(now.eventsPerSecond()));
    }

    private synchronized boolean isInTime(int eventsPerSecond) {
        var now = System.nanoTime();
        var earned = (now - countedAt) * (double) eventsPerSecond / TimeUnit.SECONDS.toNanos(1);
        countedAt = now;
        allowance = Math.min(allowance + earned, Math.max(1, eventsPerSecond * BURST_SECONDS));
        return allowance >= 1;
    }

    /// One more event was read.
    synchronized void count() {
        allowance = Math.max(0, allowance - 1);
    }

    /// @param reader is called when more may be read
    void call(Runnable reader) {
        readers.add(reader);
    }

    void forget(Runnable reader) {
        readers.remove(reader);
    }

    private static void wake(Runnable reader) {
        try {
            reader.run();
        } catch (RejectedExecutionException _) {
            // its processor has been stopped
        }
    }
}
