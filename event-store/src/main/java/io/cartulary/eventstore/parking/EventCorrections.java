package io.cartulary.eventstore.parking;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.cartulary.events.DomainEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Payloads that staff gave one reader in the place of stored ones that it could not handle.
/// Nothing stored is edited: each time this reader meets the event, in a rebuild too, it is given
/// the corrected one, and no other reader is.
public final class EventCorrections {

    /// Other nodes give corrected events this late at most: one small question each time, while
    /// events flow.
    private static final Duration TRUSTED_FOR = Duration.ofMillis(500);

    private final JdbcClient database;
    private final Serializer serializer;
    private volatile @Nullable Known known;

    /// @param database that has the reader's parked events
    /// @param serializer of stored events
    public EventCorrections(JdbcClient database, Serializer serializer) {
        this.database = database;
        this.serializer = serializer;
    }

    /// @param payloads by reader and event
    private record Known(Map<String, Map<String, byte[]>> payloads, long readAt) {

        boolean trusted() {
            return System.nanoTime() - readAt < TRUSTED_FOR.toNanos();
        }
    }

    private record Stored(String reader, String eventId, byte[] payload) {}

    private record Type(String payloadType, @Nullable String payloadRevision) {}

    /// The event as this processor is to handle it. All generations of a projection are one reader.
    public EventMessage<?> applied(String processor, EventMessage<?> event) {
        var ofReader = current().payloads().get(readerOf(processor));
        var corrected = ofReader == null ? null : ofReader.get(event.getIdentifier());
        return corrected == null ? event : with(corrected, event);
    }

    /// What a parked event has, with personal values sealed; absent when it is not parked.
    public Optional<String> payload(String id) {
        return database.sql(
                        "select convert_from(payload, 'UTF8') from dead_letter_entry where dead_letter_id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    /// What a payload for a parked event says.
    ///
    /// @throws RuntimeException when it is no event of that type
    public DomainEvent read(String id, String payload) {
        var type =
                database.sql(
                                "select payload_type, payload_revision from dead_letter_entry where dead_letter_id = ?")
                        .param(id)
                        .query(Type.class)
                        .single();
        var stored = new SimpleSerializedType(type.payloadType(), type.payloadRevision());
        return Objects.requireNonNull(
                serializer.deserialize(
                        serialized(payload.getBytes(StandardCharsets.UTF_8), stored)));
    }

    /// From now on its reader is given that payload.
    ///
    /// @return by which it is withdrawn
    public UUID add(String id, String payload, String staff, String reason) {
        var correction = UUID.randomUUID();
        database.sql(
                        """
                        insert into corrected_event (correction_id, id, reader, processor, sequence, sequence_index, event_type,
                            event_id, aggregate_id, parked_at, last_tried_at, cause_type, cause_message, payload, corrected_by, reason)
                        select ?, dead_letter_id, split_part(processing_group, '@', 1), processing_group, sequence_identifier,
                            sequence_index, payload_type, event_identifier, aggregate_identifier, enqueued_at::timestamptz,
                            last_touched::timestamptz, cause_type, cause_message, ?, ?, ?
                        from dead_letter_entry where dead_letter_id = ?\
                        """)
                .params(correction, payload, staff, reason, id)
                .update();
        known = null;
        return correction;
    }

    /// It was of no use.
    public void withdraw(UUID correction) {
        database.sql("delete from corrected_event where correction_id = ?")
                .param(correction)
                .update();
        known = null;
    }

    private Known current() {
        var now = known;
        if (now == null || !now.trusted()) {
            var readAt = System.nanoTime();
            now = new Known(payloads(), readAt);
            known = now;
        }
        return now;
    }

    /// The last one of each event.
    private Map<String, Map<String, byte[]>> payloads() {
        return database
                .sql(
                        """
                        select distinct on (reader, event_id) reader, event_id, payload from corrected_event
                        order by reader, event_id, corrected_at desc\
                        """)
                .query((row, _) ->
                        new Stored(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3).getBytes(StandardCharsets.UTF_8)))
                .list()
                .stream()
                .collect(groupingBy(Stored::reader, toMap(Stored::eventId, Stored::payload)));
    }

    private EventMessage<?> with(byte[] payload, EventMessage<?> event) {
        var type = serializer.typeForClass(event.getPayloadType());
        var message =
                new SerializedMessage<>(
                        event.getIdentifier(),
                        new LazyDeserializingObject<>(serialized(payload, type), serializer),
                        new LazyDeserializingObject<>(MetaData.from(event.getMetaData())));
        if (!(event instanceof DomainEventMessage<?> ofObject)) {
            return new GenericEventMessage<>(message, event::getTimestamp);
        }
        return event instanceof TrackedEventMessage<?> tracked
                ? new GenericTrackedDomainEventMessage<>(
                        tracked.trackingToken(),
                        ofObject.getType(),
                        ofObject.getAggregateIdentifier(),
                        ofObject.getSequenceNumber(),
                        message,
                        event::getTimestamp)
                : new GenericDomainEventMessage<>(
                        ofObject.getType(),
                        ofObject.getAggregateIdentifier(),
                        ofObject.getSequenceNumber(),
                        message,
                        event.getTimestamp());
    }

    private static SerializedObject<byte[]> serialized(byte[] payload, SerializedType type) {
        return new SimpleSerializedObject<>(payload, byte[].class, type);
    }

    /// `order-details` of `order-details@3`.
    private static String readerOf(String processor) {
        var generation = processor.indexOf('@');
        return generation < 0 ? processor : processor.substring(0, generation);
    }
}
