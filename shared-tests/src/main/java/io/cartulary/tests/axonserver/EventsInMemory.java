package io.cartulary.tests.axonserver;

import io.axoniq.axonserver.grpc.event.Confirmation;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventStoreGrpc.EventStoreImplBase;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.axoniq.axonserver.grpc.event.GetAggregateEventsRequest;
import io.axoniq.axonserver.grpc.event.GetAggregateSnapshotsRequest;
import io.axoniq.axonserver.grpc.event.GetEventsRequest;
import io.axoniq.axonserver.grpc.event.GetFirstTokenRequest;
import io.axoniq.axonserver.grpc.event.GetLastTokenRequest;
import io.axoniq.axonserver.grpc.event.GetTokenAtRequest;
import io.axoniq.axonserver.grpc.event.ReadHighestSequenceNrRequest;
import io.axoniq.axonserver.grpc.event.ReadHighestSequenceNrResponse;
import io.axoniq.axonserver.grpc.event.TrackingToken;
import io.cartulary.tests.axonserver.InMemoryAxonServer.Stream;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A log of events that takes a transaction as a whole, or refuses it where a number is taken.
final class EventsInMemory extends EventStoreImplBase {

    private static final String INVALID_SEQUENCE = "AXONIQ-2000";

    private final List<Event> log = new ArrayList<>();
    private final Map<String, List<Event>> aggregates = new HashMap<>();
    private final Map<String, Event> snapshots = new HashMap<>();
    private final List<Reader> readers = new ArrayList<>();

    @Override
    public StreamObserver<Event> appendEvent(StreamObserver<Confirmation> writer) {
        return new Stream<>(writer) {

            private final List<Event> transaction = new ArrayList<>();

            @Override
            public void onNext(Event event) {
                transaction.add(event);
            }

            @Override
            public void onCompleted() {
                var conflict = append(transaction);
                if (conflict == null) {
                    writer.onNext(confirmed());
                    writer.onCompleted();
                } else {
                    writer.onError(conflict);
                }
            }
        };
    }

    private synchronized @Nullable StatusRuntimeException append(List<Event> transaction) {
        var next = new HashMap<String, Long>();
        for (var event : transaction) {
            var id = event.getAggregateIdentifier();
            var expected = next.computeIfAbsent(id, this::eventsOf);
            if (!id.isEmpty() && event.getAggregateSequenceNumber() != expected) {
                var trailers = new Metadata();
                trailers.put(
                        Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER),
                        INVALID_SEQUENCE);
                return Status.OUT_OF_RANGE
                        .withDescription(
                                "[%s] Invalid sequence number %d for aggregate %s, expected %d"
                                        .formatted(
                                                INVALID_SEQUENCE,
                                                event.getAggregateSequenceNumber(),
                                                id,
                                                expected))
                        .asRuntimeException(trailers);
            }
            next.put(id, expected + 1);
        }
        for (var event : transaction) {
            log.add(event);
            aggregates
                    .computeIfAbsent(event.getAggregateIdentifier(), _ -> new ArrayList<>())
                    .add(event);
        }
        List.copyOf(readers).forEach(Reader::readOn);
        return null;
    }

    private long eventsOf(String aggregate) {
        return aggregates.getOrDefault(aggregate, List.of()).size();
    }

    @Override
    public synchronized void appendSnapshot(Event snapshot, StreamObserver<Confirmation> writer) {
        snapshots.put(snapshot.getAggregateIdentifier(), snapshot);
        answer(writer, confirmed());
    }

    @Override
    public synchronized void listAggregateEvents(
            GetAggregateEventsRequest request, StreamObserver<Event> reader) {
        var from = request.getInitialSequence();
        var snapshot = snapshots.get(request.getAggregateId());
        if (request.getAllowSnapshots() && snapshot != null) {
            reader.onNext(snapshot.toBuilder().setSnapshot(true).build());
            from = snapshot.getAggregateSequenceNumber() + 1;
        }
        var events = aggregates.getOrDefault(request.getAggregateId(), List.of());
        events.stream().skip(from).forEach(reader::onNext);
        reader.onCompleted();
    }

    @Override
    public synchronized void listAggregateSnapshots(
            GetAggregateSnapshotsRequest request, StreamObserver<Event> reader) {
        var snapshot = snapshots.get(request.getAggregateId());
        if (snapshot != null && snapshot.getAggregateSequenceNumber() <= request.getMaxSequence()) {
            reader.onNext(snapshot);
        }
        reader.onCompleted();
    }

    @Override
    public StreamObserver<GetEventsRequest> listEvents(StreamObserver<EventWithToken> client) {
        return new Reader(client);
    }

    private final class Reader extends Stream<GetEventsRequest, EventWithToken> {

        private final StreamObserver<EventWithToken> client;
        private long next;
        private long permits;

        Reader(StreamObserver<EventWithToken> client) {
            super(client);
            this.client = client;
        }

        @Override
        public void onNext(GetEventsRequest request) {
            synchronized (EventsInMemory.this) {
                if (!readers.contains(this)) {
                    readers.add(this);
                    next = request.getTrackingToken();
                }
                permits += request.getNumberOfPermits();
                readOn();
            }
        }

        void readOn() {
            for (; permits > 0 && next < log.size(); permits--, next++) {
                client.onNext(
                        EventWithToken.newBuilder()
                                .setToken(next)
                                .setEvent(log.get((int) next))
                                .build());
            }
        }

        @Override
        void leave() {
            synchronized (EventsInMemory.this) {
                readers.remove(this);
            }
        }
    }

    @Override
    public synchronized void readHighestSequenceNr(
            ReadHighestSequenceNrRequest request,
            StreamObserver<ReadHighestSequenceNrResponse> reader) {
        answer(
                reader,
                ReadHighestSequenceNrResponse.newBuilder()
                        .setToSequenceNr(eventsOf(request.getAggregateId()) - 1)
                        .build());
    }

    @Override
    public void getFirstToken(GetFirstTokenRequest request, StreamObserver<TrackingToken> reader) {
        answer(reader, token(-1));
    }

    @Override
    public synchronized void getLastToken(
            GetLastTokenRequest request, StreamObserver<TrackingToken> reader) {
        answer(reader, token(log.size() - 1L));
    }

    @Override
    public synchronized void getTokenAt(
            GetTokenAtRequest request, StreamObserver<TrackingToken> reader) {
        answer(
                reader,
                token(
                        log.stream()
                                .takeWhile(event -> event.getTimestamp() < request.getInstant())
                                .count()));
    }

    private static TrackingToken token(long index) {
        return TrackingToken.newBuilder().setToken(index).build();
    }

    private static Confirmation confirmed() {
        return Confirmation.newBuilder().setSuccess(true).build();
    }

    private static <A> void answer(StreamObserver<A> client, A answer) {
        client.onNext(answer);
        client.onCompleted();
    }
}
