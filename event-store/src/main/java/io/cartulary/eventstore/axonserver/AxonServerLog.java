package io.cartulary.eventstore.axonserver;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.cartulary.eventstore.outage.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The events of one context of an Axon Server, by positions that are like those of PostgreSQL: the
/// first event has 1, or a later one where the log was copied from PostgreSQL and had gaps there.
/// So a position that a database or a client keeps is never given to another event.
///
/// Before it is used the server is looked at: one that was emptied, restored from an old backup or
/// exchanged is a [ForeignLog].
public final class AxonServerLog {

    private static final Logger log = LoggerFactory.getLogger(AxonServerLog.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final AxonServerConnectionManager connections;
    private final String context;
    private final Duration longestWait;
    private final Duration connectWithin;
    private final KeptLog kept;
    private final long before;
    private volatile boolean known;

    public AxonServerLog(
            AxonServerConnectionManager connections,
            AxonServerConfiguration configuration,
            KeptLog kept) {
        this.connections = connections;
        this.context = configuration.getContext();
        this.longestWait = Duration.ofMillis(configuration.getCommitTimeout());
        this.connectWithin = Duration.ofMillis(configuration.getConnectTimeout());
        this.kept = kept;
        this.before = kept.positionsBefore();
    }

    /// If the server can be reached within the time that a connection may take.
    ///
    /// @throws ForeignLog when it is another one
    public void refuseForeign() {
        try {
            var connection = connections.getConnection(context);
            for (var end = System.nanoTime() + connectWithin.toNanos();
                    !connection.isConnected() && System.nanoTime() < end; ) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            requireKnown();
        } catch (ForeignLog foreign) {
            throw foreign;
        } catch (RuntimeException away) {
            log.debug("Axon Server was not looked at yet", away);
        }
    }

    /// @throws ForeignLog when it is another one
    void requireKnown() {
        if (known) {
            return;
        }
        var handled = kept.furthestPosition(); // first: what is handled was appended before
        var head = headNow();
        if (handled > head) {
            throw new ForeignLog(
                    "A processor of this shop has handled events up to position %d, and the last one in the Axon Server has position %d."
                            .formatted(handled, head));
        }
        var expected = kept.firstEvent();
        var first = head == before ? null : firstEvent();
        if (expected.isPresent() && !expected.get().equals(first)) {
            throw new ForeignLog(
                    "The first event in the Axon Server is %s, and of this shop it is %s."
                            .formatted(first, expected.get()));
        }
        if (expected.isEmpty() && first != null) {
            kept.keepFirstEvent(first);
        }
        known = first != null;
    }

    /// The position of the last event, 0 when there is none.
    long head() {
        requireKnown();
        return headNow();
    }

    /// How many events follow a position.
    long countAfter(long position) {
        return head() - Math.max(position, before);
    }

    private long headNow() {
        var token = await(channel().getLastToken());
        return positionOf(token == null ? -1 : Math.max(token, -1));
    }

    /// The position after which the events of `moment` and later begin.
    long before(Instant moment) {
        requireKnown();
        return positionOf(await(channel().getTokenAt(moment.toEpochMilli())));
    }

    long positionOf(EventWithToken event) {
        return positionOf(event.getToken());
    }

    private long positionOf(long token) {
        return token + 1 + before;
    }

    /// @param ahead how many events are sent before one is taken
    EventStream openAfter(long position, int ahead) {
        requireKnown();
        return open(position, ahead);
    }

    private EventStream open(long position, int ahead) {
        return channel().openStream(Math.max(-1, position - 1 - before), ahead);
    }

    /// In one transaction, which is refused when a number of an aggregate is taken.
    ///
    /// @throws ConcurrencyException when another writer was first
    void append(List<Event> events) {
        requireKnown();
        var transaction = channel().startAppendEventsTransaction();
        events.forEach(transaction::appendEvent);
        try {
            await(transaction.commit());
        } catch (RuntimeException failure) {
            if (FailureKind.isRefusedAppend(failure)) {
                throw new ConcurrencyException(failure.getMessage(), failure);
            }
            throw failure;
        }
    }

    private @Nullable String firstEvent() {
        try (var stream = open(0, 1)) {
            var first = stream.nextIfAvailable(longestWait.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                throw new StoreUnavailable(
                        "Axon Server did not send its first event within " + longestWait,
                        stream.getError().orElse(null));
            }
            return first.getEvent().getMessageIdentifier();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("The first event was not waited for", e);
        }
    }

    private EventChannel channel() {
        try {
            return connections.getConnection(context).eventChannel();
        } catch (IllegalStateException e) { // this process stops
            throw new StoreUnavailable("The connection to Axon Server was closed", e);
        }
    }

    private <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new StoreUnavailable("Axon Server: " + e.getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new StoreUnavailable("Axon Server did not answer within " + longestWait, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("The answer of Axon Server was not waited for", e);
        }
    }
}
