package io.cartulary.command.cart.expiry;

import io.cartulary.command.cart.CartSettings;
import io.cartulary.command.expiry.ExpiryTable;
import io.cartulary.command.processing.PacedProcessors;
import io.cartulary.events.cart.CartEvent.*;
import io.cartulary.events.cart.CartId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Owns the table `cart_expiry`: of each cart with something in it, not before when it can expire.
/// Most are filled and checked out within one batch and never stand in it.
@Component
@ProcessingGroup(CartExpiryDates.PROCESSOR)
class CartExpiryDates {

    static final String PROCESSOR = "cart-expiry";

    private final ExpiryTable table;
    private final CartSettings settings;

    CartExpiryDates(JdbcClient database, CartSettings settings) {
        this.table = new ExpiryTable(database, "cart_expiry", "cart_id");
        this.settings = settings;
    }

    @Configuration(proxyBeanMethods = false)
    static class Processing {

        private static final int BATCH = 1000;

        /// Carts last days; there is no hurry to note when they end.
        private static final Duration PACE = Duration.ofSeconds(1);

        @Bean
        ConfigurerModule cartExpiryProcessor() {
            return PacedProcessors.fromTheFirstEvent(PROCESSOR, PACE, BATCH);
        }
    }

    @EventHandler
    void on(CartItemAdded event, @Timestamp Instant at, UnitOfWork<?> unitOfWork) {
        filled(event.cartId(), at, unitOfWork);
    }

    @EventHandler
    void on(CartTakenOver event, @Timestamp Instant at, UnitOfWork<?> unitOfWork) {
        filled(event.cartId(), at, unitOfWork);
    }

    @EventHandler
    void on(CartCheckedOut event, UnitOfWork<?> unitOfWork) {
        emptied(event.cartId(), unitOfWork);
    }

    @EventHandler
    void on(CartCleared event, UnitOfWork<?> unitOfWork) {
        emptied(event.cartId(), unitOfWork);
    }

    @EventHandler
    void on(CartHandedOver event, UnitOfWork<?> unitOfWork) {
        emptied(event.cartId(), unitOfWork);
    }

    @EventHandler
    void on(CartExpired event, UnitOfWork<?> unitOfWork) {
        emptied(event.cartId(), unitOfWork);
    }

    @ResetHandler
    void reset() {
        table.clear();
    }

    /// Asks the carts that may expire by `now`.
    void look(Instant now, Function<CartId, @Nullable Instant> ask) {
        table.look(now, cart -> ask.apply(new CartId(cart)));
    }

    /// Later changes are left to the cart, which answers when to look again.
    private void filled(CartId cartId, Instant at, UnitOfWork<?> unitOfWork) {
        table.batchOf(unitOfWork).due(cartId.value(), at.plus(settings.expiresAfter()));
    }

    private void emptied(CartId cartId, UnitOfWork<?> unitOfWork) {
        table.batchOf(unitOfWork).ended(cartId.value());
    }
}
