package io.cartulary.eventstore.outage;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;

/// Stops a processor on a failure, which is then retried, and remembers why. Axon's default only
/// logs, which silently skips the event.
public final class ProcessorFailures implements ErrorHandler {

    private final Map<String, Failure> last = new ConcurrentHashMap<>();

    /// @param first position of the first event of the batch that failed
    /// @param last position of its last event
    private record Failure(long first, long last, Throwable cause) {}

    @Override
    public void handleError(ErrorContext failed) throws Exception {
        var positions =
                failed.failedEvents().stream()
                        .filter(TrackedEventMessage.class::isInstance)
                        .map(event -> ((TrackedEventMessage<?>) event).trackingToken())
                        .mapToLong(token -> token.position().orElse(0))
                        .summaryStatistics();
        if (positions.getCount() > 0) {
            last.put(
                    failed.eventProcessor(),
                    new Failure(positions.getMin(), positions.getMax(), failed.error()));
        }
        PropagatingErrorHandler.instance().handleError(failed);
    }

    /// What keeps the processor from going beyond `position`, as far as this process knows.
    public Optional<String> at(String processor, long position) {
        var failure = last.get(processor);
        if (failure == null) {
            return Optional.empty();
        }
        if (position >= failure.first()) {
            last.remove(processor, failure);
            return Optional.empty();
        }
        return Optional.of(
                "Events %d to %d: %s"
                        .formatted(failure.first(), failure.last(), failure.cause().toString()));
    }
}
