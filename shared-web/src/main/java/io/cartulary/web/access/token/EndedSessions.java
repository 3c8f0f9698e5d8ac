package io.cartulary.web.access.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.events.account.AccountEvent.ApiKeyRevoked;
import io.cartulary.events.account.AccountEvent.SessionEnded;
import io.cartulary.eventstore.outage.FailureLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The sessions that ended, and keys that were revoked, while access tokens of theirs can still be
/// valid. Each node follows the events of all nodes, and reads as much of them again when it starts
/// as a token lives: before it takes requests, unless the store does not answer.
@Component
class EndedSessions implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EndedSessions.class);

    /// Clocks of nodes differ a little.
    private static final Duration KEPT_FOR = AccessTokens.VALID_FOR.plusMinutes(2);

    private static final Duration START_WAITS = Duration.ofSeconds(3);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Cache<String, Boolean> ended =
            Caffeine.newBuilder().expireAfterWrite(KEPT_FOR).maximumSize(1_000_000).build();

    private final FailureLog following = new FailureLog(log, "Following the ends of sessions");
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final EventStore store;
    private final InstantSource clock;
    private volatile boolean running;
    private @Nullable TrackingToken reached;

    EndedSessions(EventStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    boolean contain(String session) {
        return ended.getIfPresent(session) != null;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("ended-sessions").start(this::run);
        try {
            if (!caughtUp.await(START_WAITS.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("The ends of sessions are not read yet; the start does not wait for them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Before requests are taken.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                follow();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (running) {
                    following.failed(e);
                    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
                }
            }
        }
    }

    /// Until it fails or is stopped.
    private void follow() throws InterruptedException {
        if (reached == null) {
            reached = store.createTokenAt(clock.instant().minus(KEPT_FOR));
        }
        var head = store.createHeadToken();
        try (var events = store.openStream(reached)) {
            while (running) {
                var found = events.hasNextAvailable(1, TimeUnit.SECONDS);
                if (found) {
                    var event = events.nextAvailable();
                    note(event);
                    reached = event.trackingToken();
                }
                if (!found || head == null || reached.covers(head)) {
                    caughtUp.countDown();
                    following.succeeded();
                }
            }
        }
    }

    /// One that cannot be read must not keep those behind it from being noted.
    private void note(TrackedEventMessage<?> event) {
        if (event.getPayloadType() != SessionEnded.class
                && event.getPayloadType() != ApiKeyRevoked.class) {
            return;
        }
        try {
            ended.put(
                    switch (event.getPayload()) {
                        case SessionEnded end -> end.sessionId().value();
                        case ApiKeyRevoked revocation -> revocation.keyId().value();
                        default -> throw new IllegalStateException("not of this type");
                    },
                    true);
        } catch (RuntimeException e) {
            log.error("The end of a session cannot be read ({})", event.getIdentifier(), e);
        }
    }
}
