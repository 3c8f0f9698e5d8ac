package io.cartulary.query.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.family.EventFamilies;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;

/// Sends every event to Kafka, keyed by aggregate, so that a consumer sees what happened to one
/// aggregate in order. The format is described in `docs/kafka.md`.
///
/// A batch is acknowledged before the position moves on: an event may come twice, with the same
/// `event-id`, but none is left out.
final class KafkaPublisher implements BatchHandler {

    static final String NAME = "kafka-publisher";

    private final EventSender sender;
    private final KafkaAdmin admin;
    private final int partitions;
    private final Serializer serializer;
    private final PublishedJson json = new PublishedJson();
    private volatile boolean topicsExist;

    KafkaPublisher(EventSender sender, KafkaAdmin admin, int partitions, Serializer serializer) {
        this.sender = sender;
        this.admin = admin;
        this.partitions = partitions;
        this.serializer = serializer;
    }

    @Override
    public BatchHandler.Batch begin() {
        return new Batch();
    }

    private final class Batch implements BatchHandler.Batch {

        private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            records.add(record(event, message));
        }

        @Override
        public void flush() {
            if (!topicsExist) {
                createTopics();
                topicsExist = true;
            }
            sender.send(records);
        }

        private void createTopics() {
            try {
                admin.createOrModifyTopics(EventTopics.all(partitions));
            } catch (KafkaException e) {
                throw new UncheckedIOException(
                        new IOException("Kafka did not make the topics of events", e));
            }
        }
    }

    private ProducerRecord<String, byte[]> record(DomainEvent event, EventMessage<?> message) {
        var type = serializer.typeForClass(event.getClass());
        var record =
                new ProducerRecord<>(
                        EventTopics.of(event), null, null, event.aggregateId(), json.of(event));
        header(record, "event-id", message.getIdentifier());
        header(record, "event-type", EventFamilies.storedName(event.getClass()));
        header(record, "revision", type.getRevision());
        header(record, "global-index", Long.toString(EventPosition.of(message)));
        header(record, "occurred-at", message.getTimestamp().toString());
        var metadata = message.getMetaData();
        if (metadata.get(EventMetadata.CORRELATION_ID) instanceof String correlation) {
            header(record, "correlation-id", correlation);
        }
        if (metadata.get(EventMetadata.CAUSATION_ID) instanceof String causation) {
            header(record, "causation-id", causation);
        }
        return record;
    }

    private static void header(ProducerRecord<?, ?> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
