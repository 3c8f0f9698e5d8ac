package io.cartulary.simulation.memory;

import java.util.List;
import org.axonframework.eventhandling.AbstractEventProcessor;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;

/// Reads the events in their order, a few at a time, and stores how far it came with what their
/// handlers changed, as Axon's tracking processors do. What was not committed is read again.
public final class Reader extends AbstractEventProcessor {

    private final Storage storage;
    private final EventsInMemory events;
    private int position;
    private int failures;
    private boolean reading;

    private Reader(Builder builder) {
        super(builder);
        this.storage = builder.storage;
        this.events = builder.events;
    }

    public static Reader of(
            String name, EventHandlerInvoker handlers, Storage storage, EventsInMemory events) {
        var builder = new Builder(storage, events);
        builder.name(name);
        builder.eventHandlerInvoker(handlers);
        builder.rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE);
        builder.errorHandler(PropagatingErrorHandler.instance());
        return new Reader(builder);
    }

    private static final class Builder extends AbstractEventProcessor.Builder {

        private final Storage storage;
        private final EventsInMemory events;

        Builder(Storage storage, EventsInMemory events) {
            this.storage = storage;
            this.events = events;
        }
    }

    public void clear() {
        position = 0;
        failures = 0;
        reading = false;
    }

    public void crash() {
        reading = false;
    }

    /// Takes everything as read: somebody else reads it.
    public void skip() {
        position = events.size();
    }

    public boolean isBehind() {
        return position < events.size() && !reading;
    }

    /// How often in a row it failed, crashes apart.
    int failures() {
        return failures;
    }

    public void read(int atMost) {
        if (!isBehind()) {
            return;
        }
        var to = Math.min(events.size(), position + atMost);
        var batch = events.between(position, to);
        var handling = new BatchingUnitOfWork<>(batch);
        handling.attachTransaction(storage);
        handling.onPrepareCommit(_ -> moveTo(to));
        reading = true;
        try {
            processInUnitOfWork(batch, handling, List.of(Segment.ROOT_SEGMENT));
            failures = 0;
        } catch (RuntimeException failure) {
            failures++;
            throw failure;
        } catch (Exception failure) {
            failures++;
            throw new IllegalStateException(failure);
        } finally {
            reading = false;
        }
    }

    private void moveTo(int next) {
        var before = position;
        position = next;
        storage.changed(() -> position = before);
    }

    @Override
    public void start() {
        /* reads when it is asked to */
    }

    @Override
    public void shutDown() {
        /* reads when it is asked to */
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public boolean isError() {
        return failures > 0;
    }
}
