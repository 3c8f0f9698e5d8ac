package io.cartulary.query.behaviour;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/// How behaviour events travel over Kafka.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BehaviourProperties.class)
class BehaviourConfiguration {

    static final String LISTENERS = "behaviourListeners";

    private static final int BATCH = 500;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /// A browser waits for the answer.
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

    @Bean
    NewTopics behaviourTopics(BehaviourProperties properties) {
        return new NewTopics(BehaviourTopics.all(properties));
    }

    @Bean
    KafkaTemplate<String, byte[]> behaviourMessages(
            KafkaProperties kafka, KafkaConnectionDetails connection) {
        var configuration = kafka.buildProducerProperties();
        configuration.putAll(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        connection.getProducer().getBootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        SEND_TIMEOUT.toMillis(),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) SEND_TIMEOUT.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) SEND_TIMEOUT.toMillis() / 2));
        return new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(
                        configuration, new StringSerializer(), new ByteArraySerializer()));
    }

    /// A batch that cannot be stored is tried again until it can.
    @Bean(LISTENERS)
    ConcurrentKafkaListenerContainerFactory<String, byte[]> behaviourListeners(
            KafkaProperties kafka, KafkaConnectionDetails connection) {
        var configuration = kafka.buildConsumerProperties();
        configuration.putAll(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        connection.getConsumer().getBootstrapServers(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        BATCH));
        var listeners = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        listeners.setConsumerFactory(
                new DefaultKafkaConsumerFactory<>(
                        configuration, new StringDeserializer(), new ByteArrayDeserializer()));
        listeners.setBatchListener(true);
        listeners.setCommonErrorHandler(
                new DefaultErrorHandler(
                        new FixedBackOff(
                                BETWEEN_ATTEMPTS.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS)));
        return listeners;
    }
}
