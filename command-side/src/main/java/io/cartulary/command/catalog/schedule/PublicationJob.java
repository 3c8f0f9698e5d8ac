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

/// Looks now and then for products that are to be published.
@Component
class PublicationJob extends PollingJob {

    private final PublicationDates dates;
    private final CommandGateway commands;
    private final InstantSource clock;

    PublicationJob(
            PublicationDates dates,
            CommandGateway commands,
            InstantSource clock,
            CatalogSettings settings) {
        super("publication", settings.publishEvery());
        this.dates = dates;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    protected void poll() {
        var now = clock.instant();
        dates.look(now, product -> publish(product, now));
    }

    private @Nullable Instant publish(ProductId product, Instant now) {
        NextPublication next = commands.sendAndWait(new PublishWhenDue(product, now));
        return next.at();
    }
}
