package io.cartulary.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.cartulary.embedded.parts.SharedParts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads a topic from its beginning.
public final class TopicReader {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private TopicReader() {}

    /// The first `count` records that are looked for, or fewer after a while.
    public static List<ConsumerRecord<String, String>> read(
            String topic, int count, Predicate<ConsumerRecord<String, String>> lookedFor) {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer =
                new KafkaConsumer<>(
                        settings(), new StringDeserializer(), new StringDeserializer())) {
            // Without a group: nothing has to be agreed on before the first record.
            consumer.assign(
                    await().atMost(LONGEST)
                            .until(() -> partitions(consumer, topic), list -> !list.isEmpty()));
            var end = System.nanoTime() + LONGEST.toNanos();
            while (found.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> {
                            if (lookedFor.test(record)) {
                                found.add(record);
                            }
                        });
            }
        }
        return found;
    }

    private static Map<String, Object> settings() {
        var settings = new HashMap<String, Object>(SharedParts.kafkaClient());
        settings.put("allow.auto.create.topics", false);
        settings.put("auto.offset.reset", "earliest");
        return settings;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(part -> new TopicPartition(topic, part.partition()))
                .toList();
    }

    public static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
