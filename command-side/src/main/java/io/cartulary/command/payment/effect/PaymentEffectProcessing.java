package io.cartulary.command.payment.effect;

import io.cartulary.command.FirstStart;
import io.cartulary.command.processing.PacedProcessors;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the events are in the database that also has the effects, an effect is recorded in the
/// very transaction that stores its cause. Elsewhere it is recorded with the position up to which
/// the causes are read.
@Configuration(proxyBeanMethods = false)
class PaymentEffectProcessing {

    private static final int BATCH = 500;
    private static final Duration PACE = Duration.ofMillis(50);

    @Bean
    ConfigurerModule paymentEffects(
            FirstStart firstStart, @Value("${cartulary.event-store}") String eventStore) {
        var group = WhenPaymentChangesThenAskProvider.PROCESSING_GROUP;
        return eventStore.equals("postgres")
                ? axon -> axon.eventProcessing(e -> e.registerSubscribingEventProcessor(group))
                : PacedProcessors.beginningAt(firstStart::position, group, PACE, BATCH);
    }
}
