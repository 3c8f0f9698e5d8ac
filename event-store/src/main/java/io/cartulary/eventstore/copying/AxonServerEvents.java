package io.cartulary.eventstore.copying;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Events in a context of an Axon Server, whose tokens count from 0 without a gap.
final class AxonServerEvents implements EventLog {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int AHEAD = 2_000;

    private final EventChannel events;

    AxonServerEvents(EventChannel events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "Axon Server";
    }

    @Override
    public long size() {
        return Math.max(-1, await(events.getLastToken())) + 1;
    }

    @Override
    public Reader read() {
        return new Tokens(size());
    }

    private final class Tokens implements Reader {

        private final long size;
        private final @Nullable EventStream stream;
        private long read;

        Tokens(long size) {
            this.size = size;
            this.stream = size == 0 ? null : events.openStream(-1, AHEAD);
        }

        @Override
        public @Nullable CopiedEvent next() {
            if (read == size || stream == null) {
                return null;
            }
            try {
                var next = stream.nextIfAvailable(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new CopyFailed(
                            "Axon Server did not send the event with token %d within %d s."
                                    .formatted(read, LONGEST_WAIT.toSeconds()));
                }
                if (next.getToken() != read) {
                    throw new CopyFailed(
                            "Axon Server sent token %d where %d follows."
                                    .formatted(next.getToken(), read));
                }
                read++;
                return event(next.getEvent());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CopyFailed("Reading Axon Server was interrupted.");
            }
        }

        @Override
        public void close() {
            if (stream != null) {
                stream.close();
            }
        }
    }

    private static CopiedEvent event(Event event) {
        return new CopiedEvent(
                event.getAggregateType(),
                event.getAggregateIdentifier(),
                event.getAggregateSequenceNumber(),
                event.getMessageIdentifier(),
                event.getTimestamp(),
                event.getPayload().getType(),
                event.getPayload().getRevision(),
                CopiedEvent.Bytes.of(event.getPayload().getData().toByteArray()),
                metadata(event));
    }

    private static SortedMap<String, String> metadata(Event event) {
        var metadata = new TreeMap<String, String>();
        event.getMetaDataMap()
                .forEach((name, value) -> {
                    if (!value.hasTextValue()) {
                        throw new CopyFailed("The metadata " + name + " of an event is no text.");
                    }
                    metadata.put(name, value.getTextValue());
                });
        return metadata;
    }

    @Override
    public void append(List<CopiedEvent> copied, long before, long from) {
        var transaction = events.startAppendEventsTransaction();
        copied.forEach(event -> transaction.appendEvent(event(event)));
        await(transaction.commit());
    }

    private static Event event(CopiedEvent event) {
        var copy =
                Event.newBuilder()
                        .setAggregateType(event.aggregateType())
                        .setAggregateIdentifier(event.aggregate())
                        .setAggregateSequenceNumber(event.number())
                        .setMessageIdentifier(event.identifier())
                        .setTimestamp(event.atMillis())
                        .setPayload(
                                SerializedObject.newBuilder()
                                        .setType(event.payloadType())
                                        .setRevision(event.revision())
                                        .setData(ByteString.copyFrom(event.payload().array())));
        event.metadata()
                .forEach((name, text) ->
                        copy.putMetaData(
                                name, MetaDataValue.newBuilder().setTextValue(text).build()));
        return copy.build();
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new CopyFailed("Axon Server: " + e.getCause().getMessage() + ".");
        } catch (TimeoutException e) {
            throw new CopyFailed(
                    "Axon Server did not answer within %d s.".formatted(LONGEST_WAIT.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CopyFailed("The answer of Axon Server was not waited for.");
        }
    }
}
