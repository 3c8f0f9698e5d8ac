package io.cartulary.eventstore.outage;

import java.time.Duration;
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

    /// A retry may end a shorter failure before anyone need know of it.
    private static final Duration STOPPED_AFTER = Duration.ofSeconds(4);

    private final Map<String, Failure> last = new ConcurrentHashMap<>();

    /// @param first position of the first event of the batch that failed
    /// @param last position of its last event
    /// @param since when it failed for the first time, of [System#nanoTime()]
    private record Failure(long first, long last, Throwable cause, long since) {

        /// The same batch failed before.
        Failure againAfter(Failure before) {
            return before.first == first ? new Failure(first, last, cause, before.since) : this;
        }
    }

    @Override
    public void handleError(ErrorContext failed) throws Exception {
        var positions =
                failed.failedEvents().stream()
                        .filter(TrackedEventMessage.class::isInstance)
                        .map(event -> ((TrackedEventMessage<?>) event).trackingToken())
                        .mapToLong(token -> token.position().orElse(0))
                        .summaryStatistics();
        if (positions.getCount() > 0) {
            last.merge(
                    failed.eventProcessor(),
                    new Failure(
                            positions.getMin(),
                            positions.getMax(),
                            failed.error(),
                            System.nanoTime()),
                    (before, now) -> now.againAfter(before));
        }
        PropagatingErrorHandler.instance().handleError(failed);
    }

    /// What has stopped the processor at `position`, as far as this process knows.
    public Optional<String> at(String processor, long position) {
        var failure = last.get(processor);
        if (failure == null) {
            return Optional.empty();
        }
        if (position >= failure.first()) {
            last.remove(processor, failure);
            return Optional.empty();
        }
        if (System.nanoTime() - failure.since() < STOPPED_AFTER.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(
                "Events %d to %d: %s"
                        .formatted(failure.first(), failure.last(), failure.cause().toString()));
    }
}
