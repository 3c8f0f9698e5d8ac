package io.cartulary.command.payment;

import io.cartulary.command.FirstStart;
import io.cartulary.eventstore.PacedSource;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the events are in the database that also has the effects, an effect is recorded in the
/// very transaction that stores its cause. Elsewhere it is recorded with the position up to which
/// the causes are read.
@Configuration(proxyBeanMethods = false)
class PaymentProcessing {

    private static final int BATCH = 500;
    private static final Duration PACE = Duration.ofMillis(50);

    @Bean
    ConfigurerModule paymentEffects(
            FirstStart firstStart, @Value("${cartulary.event-store}") String eventStore) {
        return axon ->
                axon.eventProcessing(events -> {
                    if (eventStore.equals("postgres")) {
                        events.registerSubscribingEventProcessor(
                                WhenPaymentChangesThenAskProvider.PROCESSING_GROUP);
                    } else {
                        events.registerPooledStreamingEventProcessor(
                                WhenPaymentChangesThenAskProvider.PROCESSING_GROUP,
                                store -> new PacedSource(store.eventStore(), PACE),
                                (_, processor) ->
                                        processor
                                                .batchSize(BATCH)
                                                .initialSegmentCount(1)
                                                .initialToken(firstStart::position));
                    }
                });
    }

    @Bean
    ConfigurerModule openPaymentsProcessor() {
        return axon ->
                axon.eventProcessing(events ->
                        events.registerPooledStreamingEventProcessor(
                                OpenPayments.PROCESSOR,
                                store -> new PacedSource(store.eventStore(), PACE),
                                (_, processor) ->
                                        processor
                                                .batchSize(BATCH)
                                                .initialSegmentCount(1)
                                                .initialToken(
                                                        StreamableMessageSource::createTailToken)));
    }
}
