package io.cartulary.query.projection.processing;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Reads ahead for processors. One whose buffer is full is looked at again by Axon after 100 ms, in
/// which it handles what it has in a few and waits for the rest; here it is looked at sooner, so
/// that a rebuild reads and writes all the time.
final class EagerCoordinator extends ScheduledThreadPoolExecutor {

    private static final long PAUSE_OF_AXON_MILLIS = 100;
    private static final long PAUSE_MILLIS = 5;

    EagerCoordinator(int threads) {
        super(threads, Thread.ofPlatform().daemon().name("projection-coordinator-", 1).factory());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return unit.toMillis(delay) == PAUSE_OF_AXON_MILLIS
                ? super.schedule(task, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                : super.schedule(task, delay, unit);
    }
}
