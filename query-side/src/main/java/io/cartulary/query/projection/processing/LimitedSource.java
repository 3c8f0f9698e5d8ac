package io.cartulary.query.projection.processing;

import io.cartulary.query.projection.EventPosition;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/// The event store for a processor that may read so far and so fast as its [ReadLimit] says: to it,
/// what lies beyond has not happened yet.
final class LimitedSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final ReadLimit limit;

    LimitedSource(StreamableMessageSource<TrackedEventMessage<?>> source, ReadLimit limit) {
        this.source = source;
        this.limit = limit;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken position) {
        return new LimitedStream(source.openStream(position));
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant moment) {
        return source.createTokenAt(moment);
    }

    private final class LimitedStream implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private volatile @Nullable Runnable reader;

        LimitedStream(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek().filter(this::isAllowed);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit)
                    && (limit.isUnlimited() || stream.peek().filter(this::isAllowed).isPresent());
        }

        private boolean isAllowed(TrackedEventMessage<?> event) {
            return limit.isUnlimited() || limit.allows(EventPosition.of(event));
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
                Thread.sleep(1); // an event that is held back does not make the stream wait
            }
            limit.count();
            return stream.nextAvailable();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            reader = callback;
            limit.call(callback);
            return stream.setOnAvailableCallback(callback);
        }

        @Override
        public void close() {
            if (reader != null) {
                limit.forget(reader);
            }
            stream.close();
        }
    }
}
