package io.cartulary.command.credit;

import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.events.credit.CreditEvent.Kind;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lets shoppers pay with gift cards and store credit.
@Configuration(proxyBeanMethods = false)
class CreditConfiguration {

    @Bean
    PaymentProvider giftCardPayments(
            CommandGateway commands, CreditSettings settings, InstantSource clock) {
        return new CreditPayments(Kind.GIFT_CARD, commands, settings, clock);
    }

    @Bean
    PaymentProvider storeCreditPayments(
            CommandGateway commands, CreditSettings settings, InstantSource clock) {
        return new CreditPayments(Kind.STORE_CREDIT, commands, settings, clock);
    }
}
