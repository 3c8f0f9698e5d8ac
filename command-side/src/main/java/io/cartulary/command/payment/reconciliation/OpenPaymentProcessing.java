package io.cartulary.command.payment.reconciliation;

import io.cartulary.command.processing.PacedProcessors;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenPaymentProcessing {

    private static final int BATCH = 500;
    private static final Duration PACE = Duration.ofMillis(50);

    @Bean
    ConfigurerModule openPaymentsProcessor() {
        return PacedProcessors.fromTheFirstEvent(OpenPayments.PROCESSOR, PACE, BATCH);
    }
}
