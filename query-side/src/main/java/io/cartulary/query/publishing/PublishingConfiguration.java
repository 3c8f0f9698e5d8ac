package io.cartulary.query.publishing;

import io.cartulary.events.family.EventFamilies;
import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.eventstore.parking.Sequences;
import io.cartulary.query.projection.processing.EventProcessors;
import io.cartulary.query.projection.processing.EventProcessors.Reading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/// The way from the event store to Kafka.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublishingProperties.class)
class PublishingConfiguration {

    @Bean
    EventSender eventSender(
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            PublishingProperties properties) {
        var configuration = kafka.buildProducerProperties();
        configuration.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                connection.getProducer().getBootstrapServers());
        return new EventSender(configuration, properties.timeout(), properties.safeSize());
    }

    private static final Duration PACE = Duration.ofMillis(100);

    /// One part, so that the topics together keep the order of the store; it begins with the first
    /// event ever. An event that Kafka does not take is parked, with what happens to its aggregate
    /// later; the others go on.
    @Bean
    SmartLifecycle kafkaPublisher(
            EventProcessors processors,
            EventSender sender,
            KafkaAdmin admin,
            Serializer serializer,
            PublishingProperties properties,
            EventStoreHead head,
            MeterRegistry meters) {
        var processor =
                processors.outlet(
                        new Reading(
                                KafkaPublisher.NAME,
                                Set.copyOf(EventFamilies.ALL),
                                1,
                                PACE,
                                Sequences::perAggregate),
                        new KafkaPublisher(sender, admin, properties.partitions(), serializer));
        Gauge.builder("cartulary.publisher.lag.events", () -> lag(processor, head))
                .description("Events that were not sent to Kafka yet")
                .register(meters);
        return new SmartLifecycle() {
            @Override
            public void start() {
                processor.start();
            }

            @Override
            public void stop() {
                processor.shutDown();
            }

            @Override
            public boolean isRunning() {
                return processor.isRunning();
            }
        };
    }

    /// Not a number on a node that does not publish.
    private static double lag(StreamingEventProcessor publisher, EventStoreHead head) {
        return publisher.processingStatus().values().stream()
                .mapToDouble(part -> head.index() - part.getCurrentPosition().orElse(0))
                .findFirst()
                .orElse(Double.NaN);
    }
}
