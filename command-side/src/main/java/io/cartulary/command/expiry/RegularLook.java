package io.cartulary.command.expiry;

import io.cartulary.eventstore.ToldOnce;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/// A component that looks every so often for what is due, from when its process is ready until it
/// stops. Every node does: one that comes second finds nothing left to end.
public abstract class RegularLook {

    private final Duration every;
    private final ToldOnce outcome;
    private final ScheduledExecutorService timer;

    /// @param name of what it ends, in the log and of its thread
    protected RegularLook(String name, Duration every) {
        this.every = every;
        this.outcome =
                new ToldOnce(
                        LoggerFactory.getLogger(getClass()), "Looking for what is due of " + name);
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    protected abstract void look();

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        timer.scheduleWithFixedDelay(
                this::lookSafely, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookSafely() {
        try {
            look();
            outcome.succeeded();
        } catch (RuntimeException e) {
            outcome.failed(e);
        }
    }

    @PreDestroy
    void end() {
        timer.shutdownNow();
    }
}
