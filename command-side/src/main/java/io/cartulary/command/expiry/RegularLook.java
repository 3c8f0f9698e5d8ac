package io.cartulary.command.expiry;

import io.cartulary.eventstore.ToldOnce;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every so often for what is due. Every node does: one that comes second finds nothing left
/// to end.
public final class RegularLook implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RegularLook.class);

    private final Runnable look;
    private final ToldOnce outcome;
    private final ScheduledExecutorService timer;

    public RegularLook(String name, Runnable look) {
        this.look = look;
        this.outcome = new ToldOnce(log, "Looking for what is due of " + name);
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    public void begin(Duration every) {
        timer.scheduleWithFixedDelay(
                this::lookSafely, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookSafely() {
        try {
            look.run();
            outcome.succeeded();
        } catch (RuntimeException e) {
            outcome.failed(e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
