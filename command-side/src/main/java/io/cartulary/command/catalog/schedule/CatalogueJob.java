package io.cartulary.command.catalog.schedule;

import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.catalog.CatalogSettings;
import io.cartulary.command.expiry.PollingJob;
import io.cartulary.events.catalog.ProductId;
import java.time.Instant;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks now and then for products that something is due of.
@Component
class CatalogueJob extends PollingJob {

    private final CatalogueDates dates;
    private final CommandGateway commands;
    private final InstantSource clock;

    CatalogueJob(
            CatalogueDates dates,
            CommandGateway commands,
            InstantSource clock,
            CatalogSettings settings) {
        super("catalogue", settings.actEvery());
        this.dates = dates;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    protected void poll() {
        var now = clock.instant();
        dates.look(now, product -> act(product, now));
    }

    private @Nullable Instant act(ProductId product, Instant now) {
        NextAct next = commands.sendAndWait(new ActWhenDue(product, now));
        return next.at();
    }
}
