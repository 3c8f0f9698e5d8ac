package io.cartulary.eventstore.axonserver;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.cartulary.eventstore.outage.StoreUnavailable;
import io.cartulary.eventstore.storage.ForeignWriterDetector;
import io.cartulary.eventstore.tail.FollowedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.axonserver.connector.event.axon.GrpcBackedDomainEventData;
import org.axonframework.axonserver.connector.event.axon.GrpcMetaDataAwareSerializer;
import org.axonframework.axonserver.connector.util.GrpcMetaDataConverter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.jspecify.annotations.Nullable;

/// Events in Axon Server: appended while their transaction prepares its commit, so that what
/// PostgreSQL keeps of them is never there without them, and read by one stream a process.
///
/// Axon's own store appends after PostgreSQL committed and opens a stream for each reader.
public final class AxonServerStore implements EventStorageEngine, FollowedLog {

    /// How many events the server sends to the end's reader before it has taken any.
    private static final int AHEAD = 1_000;

    private static final int READ_AT_ONCE = 1_000;
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final AxonServerLog log;
    private final AxonServerEventStore aggregates;
    private final Serializer serializer;
    private final Serializer reading;
    private final GrpcMetaDataConverter metadata;
    private final EventUpcaster upcasters;
    private final ForeignWriterDetector others;

    /// Identifiers of events of this process that its tail has not passed yet.
    private final Set<String> own = ConcurrentHashMap.newKeySet();

    private volatile boolean followed;
    private Runnable look = () -> {};
    private @Nullable EventStream end;

    /// @param aggregates reads those, and keeps snapshots
    public AxonServerStore(
            AxonServerLog log,
            AxonServerEventStore aggregates,
            Serializer serializer,
            EventUpcaster upcasters,
            ForeignWriterDetector others) {
        this.log = log;
        this.aggregates = aggregates;
        this.serializer = serializer;
        this.reading = new GrpcMetaDataAwareSerializer(serializer);
        this.metadata = new GrpcMetaDataConverter(serializer);
        this.upcasters = upcasters;
        this.others = others;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        if (followed) {
            events.forEach(event -> own.add(event.getIdentifier()));
        }
        try {
            log.append(events.stream().map(this::stored).toList());
        } catch (RuntimeException e) {
            // After an outage they may be there all the same, and are seen as another's then.
            events.forEach(event -> own.remove(event.getIdentifier()));
            if (e instanceof ConcurrencyException) {
                others.noticed();
            }
            throw e;
        }
    }

    private Event stored(EventMessage<?> message) {
        var payload = message.serializePayload(serializer, byte[].class);
        var event =
                Event.newBuilder()
                        .setMessageIdentifier(message.getIdentifier())
                        .setTimestamp(message.getTimestamp().toEpochMilli())
                        .setPayload(
                                SerializedObject.newBuilder()
                                        .setType(payload.getType().getName())
                                        .setRevision(
                                                Objects.requireNonNullElse(
                                                        payload.getType().getRevision(), ""))
                                        .setData(ByteString.copyFrom(payload.getData())));
        if (message instanceof DomainEventMessage<?> ofAggregate) {
            event.setAggregateIdentifier(ofAggregate.getAggregateIdentifier())
                    .setAggregateSequenceNumber(ofAggregate.getSequenceNumber())
                    .setAggregateType(ofAggregate.getType());
        }
        message.getMetaData()
                .forEach((key, value) ->
                        event.putMetaData(key, metadata.convertToMetaDataValue(value)));
        return event.build();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        log.requireKnown();
        aggregates.storeSnapshot(snapshot);
    }

    /// Begins with a snapshot, where there is one.
    @Override
    public DomainEventStream readEvents(String aggregateId) {
        log.requireKnown();
        return aggregates.readEvents(aggregateId);
    }

    @Override
    public DomainEventStream readEvents(String aggregateId, long firstSequenceNumber) {
        log.requireKnown();
        return aggregates.readEvents(aggregateId, firstSequenceNumber);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
        return Optional.empty(); // it comes with the events
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        log.requireKnown();
        return aggregates.lastSequenceNumberFor(aggregateId);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken position, boolean mayBlock) {
        throw new UnsupportedOperationException("Readers follow the tail");
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(log.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant moment) {
        return new GlobalSequenceTrackingToken(log.before(moment));
    }

    @Override
    public void follow(Runnable look) {
        this.look = look;
        followed = true;
    }

    @Override
    public long head() {
        return log.head();
    }

    /// A stream that broke off is opened again, from where its reader is.
    @Override
    public List<TrackedEventMessage<?>> next(long after) {
        if (end == null) {
            end = log.openAfter(after, AHEAD);
            end.onAvailable(look);
        }
        try {
            var next = new ArrayList<EventWithToken>();
            while (next.size() < READ_AT_ONCE) {
                var event = end.nextIfAvailable();
                if (event == null) {
                    break;
                }
                next.add(event);
            }
            if (next.isEmpty() && end.isClosed()) {
                throw new StoreUnavailable(
                        "Axon Server ended the stream of events", end.getError().orElse(null));
            }
            return decode(next);
        } catch (RuntimeException e) {
            end.close();
            end = null;
            throw e;
        }
    }

    @Override
    public List<TrackedEventMessage<?>> read(long after, int atMost) {
        var wanted = Math.min(atMost, log.countAfter(after));
        if (wanted <= 0) {
            return List.of();
        }
        var events = new ArrayList<EventWithToken>();
        try (var stream = log.openAfter(after, (int) wanted)) {
            while (events.size() < wanted) {
                var event = stream.nextIfAvailable(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
                if (event == null) {
                    throw new StoreUnavailable(
                            "Axon Server did not send the events after position " + after,
                            stream.getError().orElse(null));
                }
                events.add(event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        return decode(events);
    }

    /// Upcasters may change an event but neither drop nor split it, as on PostgreSQL. A payload
    /// keeps the form it is stored in, of which read models copy what is sealed.
    private List<TrackedEventMessage<?>> decode(List<EventWithToken> events) {
        return upcasters
                .upcast(
                        events.stream()
                                .map(event ->
                                        new InitialEventRepresentation(
                                                new TrackedDomainEventData<>(
                                                        new GlobalSequenceTrackingToken(
                                                                log.positionOf(event)),
                                                        new GrpcBackedDomainEventData(
                                                                event.getEvent())),
                                                reading)))
                .<TrackedEventMessage<?>>map(this::message)
                .toList();
    }

    private TrackedEventMessage<?> message(IntermediateEventRepresentation event) {
        return new GenericTrackedDomainEventMessage<>(
                event.getTrackingToken().orElseThrow(),
                event.getAggregateType().orElse(null),
                event.getAggregateIdentifier().orElseGet(event::getMessageIdentifier),
                event.getSequenceNumber().orElse(0L),
                new SerializedMessage<>(
                        event.getMessageIdentifier(),
                        new LazyDeserializingObject<>(event::getData, event.getType(), serializer),
                        event.getMetaData()),
                event::getTimestamp);
    }

    @Override
    public void passed(List<? extends TrackedEventMessage<?>> events, long to) {
        for (var event : events) {
            if (!own.remove(event.getIdentifier())) {
                others.noticed();
            }
        }
    }
}
