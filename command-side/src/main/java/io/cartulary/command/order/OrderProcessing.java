package io.cartulary.command.order;

import io.cartulary.command.FirstStart;
import io.cartulary.command.processing.PacedProcessors;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Runs the sagas of orders, numbers their invoices, and notes until when they are to be paid.
///
/// One segment, so one transaction at a time touches stock: two that lock the stock of several
/// orders in different orders could never meet. A batch shares its transaction, and the stock item
/// that all want is read and written once.
@Configuration(proxyBeanMethods = false)
class OrderProcessing {

    private static final int BATCH = 50;

    /// Nobody waits for the number of an invoice.
    private static final Duration INVOICE_PACE = Duration.ofMillis(500);

    private static final int INVOICE_BATCH = 500;

    /// Orders are given minutes to be paid; there is no hurry to note when those end.
    private static final Duration CALENDAR_PACE = Duration.ofSeconds(1);

    private static final int CALENDAR_BATCH = 1000;
    private static final Duration PACE = Duration.ofMillis(10);

    @Bean
    ConfigurerModule orderFulfilment(FirstStart firstStart) {
        return PacedProcessors.beginningAt(
                firstStart::position, OrderFulfilmentSaga.PROCESSING_GROUP, PACE, BATCH);
    }

    /// From the first event on, so that the numbers are those of a shop that had them from its
    /// first order.
    @Bean
    ConfigurerModule invoiceNumbering() {
        return PacedProcessors.fromTheFirstEvent(
                InvoiceNumbers.PROCESSOR, INVOICE_PACE, INVOICE_BATCH);
    }

    @Bean
    ConfigurerModule orderPaymentDueProcessor() {
        return PacedProcessors.fromTheFirstEvent(
                PaymentCalendar.PROCESSOR, CALENDAR_PACE, CALENDAR_BATCH);
    }
}
