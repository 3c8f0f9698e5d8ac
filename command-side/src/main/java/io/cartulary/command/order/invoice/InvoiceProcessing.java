package io.cartulary.command.order.invoice;

import io.cartulary.command.processing.PacedProcessors;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Runs the numbering of invoices.
@Configuration(proxyBeanMethods = false)
class InvoiceProcessing {

    /// No one waits for the number of an invoice.
    private static final Duration INVOICE_PACE = Duration.ofMillis(500);

    private static final int INVOICE_BATCH = 500;

    /// From the first event on, so that the numbers are those of a shop that had them from its
    /// first order.
    @Bean
    ConfigurerModule invoiceNumbering() {
        return PacedProcessors.fromTheFirstEvent(
                InvoiceNumbers.PROCESSOR, INVOICE_PACE, INVOICE_BATCH);
    }
}
