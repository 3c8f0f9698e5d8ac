package io.cartulary.command.order.payment;

import io.cartulary.command.processing.PacedProcessors;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Runs the notes until when orders are to be paid.
@Configuration(proxyBeanMethods = false)
class PaymentDueProcessing {

    /// Orders are given minutes to be paid; there is no hurry to note when those end.
    private static final Duration CALENDAR_PACE = Duration.ofSeconds(1);

    private static final int CALENDAR_BATCH = 1000;

    @Bean
    ConfigurerModule orderPaymentDueProcessor() {
        return PacedProcessors.fromTheFirstEvent(
                PaymentDueDates.PROCESSOR, CALENDAR_PACE, CALENDAR_BATCH);
    }
}
