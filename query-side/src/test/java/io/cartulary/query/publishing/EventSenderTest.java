package io.cartulary.query.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.query.TopicReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class EventSenderTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Test
    void fails_as_something_that_passes_while_no_broker_answers() {
        try (var sender =
                new EventSender(
                        Map.of("bootstrap.servers", "127.0.0.1:1"),
                        TIMEOUT,
                        DataSize.ofKilobytes(512))) {
            assertThatThrownBy(() -> sender.send(List.of(record("lost"))))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void returns_when_the_broker_has_everything() {
        try (var sender =
                new EventSender(
                        Map.copyOf(SharedParts.kafkaClient()),
                        Duration.ofSeconds(20),
                        DataSize.ofKilobytes(512))) {
            sender.send(List.of(record("one"), record("two")));
        }

        assertThat(TopicReader.read("sender-test", 2, _ -> true))
                .extracting(record -> record.value())
                .containsExactly("one", "two");
    }

    private static ProducerRecord<String, byte[]> record(String text) {
        return new ProducerRecord<>("sender-test", "key", text.getBytes(StandardCharsets.UTF_8));
    }
}
