package io.cartulary.command.payment;

import io.cartulary.command.FirstStart;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Runs the reactions to payments, each with a position of its own: a provider that is down holds
/// nothing else up.
@Configuration(proxyBeanMethods = false)
class PaymentProcessing {

    private static final List<String> REACTIONS =
            List.of(
                    WhenPaymentRequestedThenChargeAtProvider.PROCESSING_GROUP,
                    WhenPaymentCancelledThenVoidAtProvider.PROCESSING_GROUP,
                    WhenRefundRequestedThenRefundAtProvider.PROCESSING_GROUP);

    @Bean
    ConfigurerModule paymentReactions(FirstStart firstStart) {
        return axon ->
                axon.eventProcessing(events ->
                        REACTIONS.forEach(reaction ->
                                events.registerPooledStreamingEventProcessor(
                                        reaction,
                                        org.axonframework.config.Configuration::eventStore,
                                        (_, processor) ->
                                                processor
                                                        .batchSize(ProviderCalls.BATCH)
                                                        .initialSegmentCount(1)
                                                        .initialToken(firstStart::position))));
    }
}
