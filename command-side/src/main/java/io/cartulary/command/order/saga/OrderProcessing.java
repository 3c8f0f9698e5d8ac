package io.cartulary.command.order.saga;

import io.cartulary.command.FirstStart;
import io.cartulary.command.processing.PacedProcessors;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Runs the sagas of orders.
///
/// One segment, so one transaction at a time touches stock: two that lock the stock of several
/// orders in different orders could never meet. A batch shares its transaction, and the stock item
/// that all want is read and written once. Where Axon Server routes commands, each is a transaction
/// of its own, and those of several orders are waited for together.
@Configuration(proxyBeanMethods = false)
class OrderProcessing {

    private static final int BATCH = 50;

    private static final Duration PACE = Duration.ofMillis(10);

    @Bean
    ConfigurerModule orderFulfilment(FirstStart firstStart) {
        return PacedProcessors.ofSagas(
                firstStart::position, OrderFulfilmentSaga.PROCESSING_GROUP, PACE, BATCH);
    }
}
