package io.cartulary.query.projection.processing;

import io.cartulary.eventstore.privacy.SealedEvents;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.BatchHandler.Batch;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/// Hands the events of one unit of work to one [Batch] and flushes it before the commit.
final class FoldingHandler implements EventMessageHandler {

    private final BatchHandler handler;
    private final Set<Class<?>> reads;
    private final SealedEvents sealedEvents;

    FoldingHandler(BatchHandler handler, Set<Class<?>> reads, SealedEvents sealedEvents) {
        this.handler = handler;
        this.reads = reads;
        this.sealedEvents = sealedEvents;
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
        batchOf(CurrentUnitOfWork.get()).on(sealedEvents.read(message), message);
        return null;
    }

    private Batch batchOf(UnitOfWork<?> work) {
        return work.getOrComputeResource(
                FoldingHandler.class.getName(),
                _ -> {
                    var fresh = handler.begin();
                    work.onPrepareCommit(_ -> flush(fresh));
                    return fresh;
                });
    }

    private static void flush(Batch batch) {
        try {
            batch.flush();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FlushFailed(e);
        }
    }

    private static final class FlushFailed extends RuntimeException {
        FlushFailed(Exception cause) {
            super(cause.toString(), cause);
        }
    }
}
