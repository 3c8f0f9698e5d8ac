package io.cartulary.command.payment.effect;

import io.cartulary.command.effect.EffectProcessing;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What payments ask of their providers.
@Configuration(proxyBeanMethods = false)
class PaymentEffectProcessing {

    @Bean
    ConfigurerModule paymentEffects(EffectProcessing effects) {
        return effects.of(WhenPaymentChangesThenAskProvider.PROCESSING_GROUP);
    }
}
