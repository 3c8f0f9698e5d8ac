package io.cartulary.eventstore.parking;

import io.cartulary.eventstore.parking.HandledAhead.Positions;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/// Lets an event wait behind a parked one of its sequence in place of handling it, and leaves out
/// one that was handled ahead of the token.
final class WaitingEventInvoker implements EventHandlerInvoker {

    private final EventHandlerInvoker handlers;
    private final ParkedEvents parked;
    private final Function<EventMessage<?>, String> sequenceOf;
    private final UnaryOperator<EventMessage<?>> corrected;

    /// @param corrected what is handled in the place of an event, mostly itself
    WaitingEventInvoker(
            EventHandlerInvoker handlers,
            ParkedEvents parked,
            Function<EventMessage<?>, String> sequenceOf,
            UnaryOperator<EventMessage<?>> corrected) {
        this.handlers = handlers;
        this.parked = parked;
        this.sequenceOf = sequenceOf;
        this.corrected = corrected;
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return handlers.canHandle(event, segment);
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return handlers.canHandleType(payloadType);
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        var work = CurrentUnitOfWork.get();
        Positions ahead = work.getOrDefaultResource(ParkingProcessor.AHEAD, Positions.NONE);
        if (ahead.include(sequenceOf, event)) {
            return;
        }
        var mayWait = work.getResource(ParkingProcessor.SOME_ARE_PARKED) != null;
        if (!mayWait || !parked.waits(sequenceOf.apply(event), event)) {
            handlers.handle(corrected.apply(event), segment);
        }
    }

    @Override
    public boolean supportsReset() {
        return handlers.supportsReset();
    }

    @Override
    public void performReset() {
        handlers.performReset();
    }

    @Override
    public <R> void performReset(R resetContext) {
        handlers.performReset(resetContext);
    }
}
