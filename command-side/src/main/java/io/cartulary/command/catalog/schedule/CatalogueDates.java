package io.cartulary.command.catalog.schedule;

import io.cartulary.command.expiry.ExpiryTable;
import io.cartulary.command.processing.PacedProcessors;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Owns the table `catalogue_due`: of each product that something will happen to by itself, not
/// before when. What is called off meanwhile is left to the product, which answers when to look
/// again.
@Component
@ProcessingGroup(CatalogueDates.PROCESSOR)
class CatalogueDates {

    static final String PROCESSOR = "catalogue-due";

    private final ExpiryTable table;

    CatalogueDates(JdbcClient database) {
        this.table = new ExpiryTable(database, "catalogue_due", "product_id");
    }

    @Configuration(proxyBeanMethods = false)
    static class Processing {

        private static final int BATCH = 1000;
        private static final Duration PACE = Duration.ofSeconds(1);

        @Bean
        ConfigurerModule catalogueDueProcessor() {
            return PacedProcessors.fromTheFirstEvent(PROCESSOR, PACE, BATCH);
        }
    }

    @EventHandler
    void on(PublicationScheduled event, UnitOfWork<?> unitOfWork) {
        table.batchOf(unitOfWork).due(event.productId().value(), event.publishAt());
    }

    @EventHandler
    void on(SaleScheduled event, UnitOfWork<?> unitOfWork) {
        table.batchOf(unitOfWork).due(event.productId().value(), event.sale().from());
    }

    @ResetHandler
    void reset() {
        table.clear();
    }

    /// Asks the products that may be due by `now`.
    void look(Instant now, Function<ProductId, @Nullable Instant> ask) {
        table.look(now, product -> ask.apply(new ProductId(product)));
    }
}
