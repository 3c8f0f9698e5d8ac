package io.cartulary.command.cart.expiry;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartSettings;
import io.cartulary.command.expiry.PollingJob;
import io.cartulary.events.cart.CartId;
import java.time.Instant;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks now and then for carts that no one changed for a long time.
@Component
class CartExpiryJob extends PollingJob {

    private final CartExpiryDates calendar;
    private final CommandGateway commands;
    private final InstantSource clock;

    CartExpiryJob(
            CartExpiryDates calendar,
            CommandGateway commands,
            InstantSource clock,
            CartSettings settings) {
        super("cart-expiry", settings.expireEvery());
        this.calendar = calendar;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    protected void poll() {
        var now = clock.instant();
        calendar.look(now, cart -> expire(cart, now));
    }

    private @Nullable Instant expire(CartId cart, Instant now) {
        NextExpiry next = commands.sendAndWait(new ExpireCart(cart, now));
        return next.at();
    }
}
