package io.cartulary.query.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.query.behaviour.BehaviourReader.InvalidBehaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/// Takes behaviour in from Kafka. What is not of the documented form goes to the topic's dead
/// letters, with the reason and the place it came from, and holds nothing up.
@Component
class BehaviourConsumer {

    private static final Logger log = LoggerFactory.getLogger(BehaviourConsumer.class);

    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);

    private final BehaviourReader reader;
    private final BehaviourStore store;
    private final KafkaTemplate<String, byte[]> messages;
    private long cleanedAt = System.nanoTime();

    BehaviourConsumer(
            BehaviourReader reader, BehaviourStore store, KafkaTemplate<String, byte[]> messages) {
        this.reader = reader;
        this.store = store;
        this.messages = messages;
    }

    @KafkaListener(
            id = "cartulary-behaviour",
            topics = {
                BehaviourTopics.USER_EVENTS,
                BehaviourTopics.PRODUCT_VIEWS,
                BehaviourTopics.CART_EVENTS,
                BehaviourTopics.SEARCH_EVENTS,
                BehaviourTopics.PURCHASE_EVENTS
            },
            containerFactory = BehaviourConfiguration.LISTENERS)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        var events = new ArrayList<BehaviourEvent>(records.size());
        var deadLetters = new ArrayList<CompletableFuture<?>>();
        for (var record : records) {
            try {
                events.add(read(record));
            } catch (InvalidBehaviour e) {
                log.info(
                        "A message of {} goes to its dead letters: {}",
                        record.topic(),
                        e.getMessage());
                deadLetters.add(messages.send(deadLetter(record, e)));
            }
        }
        deadLetters.forEach(CompletableFuture::join);
        store.add(events);
        clean();
    }

    private BehaviourEvent read(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new InvalidBehaviour("", "The message is empty.");
        }
        var event = reader.read(record.value());
        if (!event.topic().equals(record.topic())) {
            throw new InvalidBehaviour("type", "type belongs to topic " + event.topic());
        }
        return event;
    }

    private static ProducerRecord<String, byte[]> deadLetter(
            ConsumerRecord<String, byte[]> record, InvalidBehaviour failure) {
        var letter =
                new ProducerRecord<>(
                        record.topic() + BehaviourTopics.DEAD_LETTERS,
                        record.key(),
                        record.value());
        record.headers().forEach(letter.headers()::add);
        letter.headers()
                .add("reason", failure.getMessage().getBytes(UTF_8))
                .add("original-topic", record.topic().getBytes(UTF_8))
                .add("original-partition", Integer.toString(record.partition()).getBytes(UTF_8))
                .add("original-offset", Long.toString(record.offset()).getBytes(UTF_8));
        return letter;
    }

    private void clean() {
        if (System.nanoTime() - cleanedAt > BETWEEN_CLEANINGS.toNanos()) {
            cleanedAt = System.nanoTime();
            store.forgetOld();
        }
    }
}
