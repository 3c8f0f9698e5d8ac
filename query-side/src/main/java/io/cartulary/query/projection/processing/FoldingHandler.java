package io.cartulary.query.projection.processing;

import io.cartulary.eventstore.privacy.SealedEvents;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.BatchHandler.Batch;
import io.cartulary.query.projection.EventPosition;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Hands the events of one unit of work to one [Batch] and flushes it before the commit.
///
/// A batch that fails is rolled back and handled again event by event, each under a savepoint, so
/// that only the event at fault reaches the dead-letter queue and not the thousand around it.
final class FoldingHandler implements EventMessageHandler {

    private static final Logger log = LoggerFactory.getLogger(FoldingHandler.class);

    private final String processor;
    private final BatchHandler handler;
    private final Set<Class<?>> reads;
    private final SealedEvents sealedEvents;
    private final TransactionTemplate savepoint;

    /// Events up to this index are handled one by one.
    private volatile long singlyUntil = -1;

    FoldingHandler(
            String processor,
            BatchHandler handler,
            Set<Class<?>> reads,
            SealedEvents sealedEvents,
            TransactionTemplate transactions) {
        this.processor = processor;
        this.handler = handler;
        this.reads = reads;
        this.sealedEvents = sealedEvents;
        this.savepoint = new TransactionTemplate(transactions.getTransactionManager());
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return reads.contains(message.getPayloadType());
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return reads.contains(payloadType);
    }

    @Override
    public Object handle(EventMessage<?> message) throws Exception {
        var work = (UnitOfWork<?>) CurrentUnitOfWork.get();
        if (work instanceof BatchingUnitOfWork<?> many) {
            if (EventPosition.of(message) <= singlyUntil) {
                handleSingly(message);
            } else {
                handleWithOthers(message, many);
            }
        } else {
            handleSingly(message); // a dead letter that is retried
        }
        return null;
    }

    private void handleWithOthers(EventMessage<?> message, BatchingUnitOfWork<?> work)
            throws BatchFailed {
        var batch =
                work.<Batch>getOrComputeResource(
                        FoldingHandler.class.getName(),
                        _ -> {
                            var fresh = handler.begin();
                            work.onPrepareCommit(_ -> flush(fresh, work));
                            return fresh;
                        });
        try {
            batch.on(sealedEvents.read(message), message);
        } catch (Exception e) {
            throw failed(work, e);
        }
    }

    private void flush(Batch batch, BatchingUnitOfWork<?> work) {
        try {
            batch.flush();
        } catch (Exception e) {
            throw failed(work, e);
        }
    }

    private BatchFailed failed(BatchingUnitOfWork<?> work, Exception cause) {
        if (!TransientFailures.isPassing(cause)) {
            singlyUntil = EventPosition.of((EventMessage<?>) work.getMessages().getLast());
            log.warn(
                    "{} could not handle a batch and handles its events one by one",
                    processor,
                    cause);
        }
        return new BatchFailed(processor, cause);
    }

    private void handleSingly(EventMessage<?> message) {
        savepoint.executeWithoutResult(_ -> {
            try {
                var batch = handler.begin();
                batch.on(sealedEvents.read(message), message);
                batch.flush();
            } catch (Exception e) {
                throw new EventFailed(e);
            }
        });
    }

    /// The whole batch is to be handled again; no event is to blame yet.
    static final class BatchFailed extends RuntimeException {
        BatchFailed(String processor, Throwable cause) {
            super(processor + " could not handle a batch", cause);
        }
    }

    /// This event cannot be handled.
    static final class EventFailed extends RuntimeException {
        EventFailed(Throwable cause) {
            super(cause);
        }
    }
}
