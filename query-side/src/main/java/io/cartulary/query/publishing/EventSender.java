package io.cartulary.query.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// Sends batches so that no record ever overtakes one before it, not even across a failure.
///
/// A record never expires inside the producer: if one could, later ones of the same partition might
/// arrive without it. When a batch takes too long the whole producer is dropped with everything
/// that waits in it, and what had arrived by then is a prefix of what the next attempt sends.
final class EventSender implements AutoCloseable {

    private static final Duration NO_WAIT = Duration.ZERO;

    /// The broker decides what is too large, not the producer. Compressed it may be small.
    private static final int LARGEST_TRIED = 24 << 20;

    private final Map<String, Object> configuration;
    private final Duration timeout;
    private final long safeSize;
    private @Nullable Producer<String, byte[]> producer;

    /// @param safeSize what every broker takes; larger records are sent one by one
    EventSender(Map<String, Object> configuration, Duration timeout, DataSize safeSize) {
        this.safeSize = safeSize.toBytes();
        this.configuration = new HashMap<>(configuration);
        this.configuration.putAll(
                Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.RETRIES_CONFIG,
                        Integer.MAX_VALUE,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        timeout.toMillis(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        LARGEST_TRIED,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"));
        this.timeout = timeout;
    }

    /// Returns once the broker has acknowledged all of `records`; fails otherwise.
    synchronized void send(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        if (records.size() > 1) {
            requireAllSafe(records);
        }
        try {
            var acknowledgements = new ArrayList<Future<RecordMetadata>>(records.size());
            for (var record : records) {
                acknowledgements.add(open().send(record));
            }
            var deadline = System.nanoTime() + timeout.toNanos();
            for (var acknowledgement : acknowledgements) {
                acknowledgement.get(
                        Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new UncheckedIOException(
                    new IOException("Interrupted before Kafka acknowledged a batch", e));
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            close();
            if (e.getCause() instanceof RecordTooLargeException refused) {
                throw new TooLargeForKafka(refused);
            }
            throw new UncheckedIOException(
                    new IOException(
                            "Kafka did not acknowledge a batch of %d events; it is sent again"
                                    .formatted(records.size()),
                            e));
        }
    }

    /// One that the broker may refuse goes alone: what comes after it in its sequence must not have
    /// been sent by then.
    private void requireAllSafe(List<ProducerRecord<String, byte[]>> records) {
        for (var record : records) {
            var size =
                    AbstractRecords.estimateSizeInBytesUpperBound(
                            RecordBatch.CURRENT_MAGIC_VALUE,
                            CompressionType.NONE,
                            record.key().getBytes(UTF_8),
                            record.value(),
                            record.headers().toArray());
            if (size > safeSize) {
                throw new TooLargeForKafka(
                        new RecordTooLargeException(
                                "An event of %d bytes is sent on its own".formatted(size)));
            }
        }
    }

    /// Not a failure that passes: the same event is refused every time.
    static final class TooLargeForKafka extends RuntimeException {
        TooLargeForKafka(RecordTooLargeException cause) {
            super(cause.getMessage(), cause);
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(NO_WAIT);
            producer = null;
        }
    }

    private Producer<String, byte[]> open() {
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            configuration, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
