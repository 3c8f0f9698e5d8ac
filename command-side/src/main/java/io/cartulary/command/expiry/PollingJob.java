package io.cartulary.command.expiry;

import io.cartulary.eventstore.outage.FailureLog;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/// A component that polls for what is due, from when its process is ready until it stops. Every
/// node does: one that comes second finds nothing left to end.
public abstract class PollingJob {

    private final Duration every;
    private final FailureLog outcome;
    private final ScheduledExecutorService timer;

    /// @param name of what it ends, in the log and of its thread
    protected PollingJob(String name, Duration every) {
        this.every = every;
        this.outcome =
                new FailureLog(
                        LoggerFactory.getLogger(getClass()), "Looking for what is due of " + name);
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    protected abstract void poll();

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        timer.scheduleWithFixedDelay(
                this::pollSafely, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pollSafely() {
        try {
            poll();
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
