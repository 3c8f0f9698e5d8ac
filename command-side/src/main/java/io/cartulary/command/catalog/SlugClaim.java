package io.cartulary.command.catalog;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.catalog.CatalogCommand.ClaimSlug;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.catalog.CatalogEvent.SlugClaimed;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.SlugId;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// Which product has a slug.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class SlugClaim {

    /// Paths below `/products` of what is no product: one with such a slug could not be reached.
    private static final Set<SlugId> RESERVED =
            Set.of(
                    SlugId.of("featured"),
                    SlugId.of("new-arrivals"),
                    SlugId.of("bestsellers"),
                    SlugId.of("compare"));

    @AggregateIdentifier private SlugId slugId;
    private @Nullable ProductId holder;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ClaimSlug command) {
        if (RESERVED.contains(command.slugId())) {
            throw new CommandRejected(CatalogRejection.SLUG_RESERVED);
        }
        if (holder == null) {
            apply(new SlugClaimed(command.slugId(), command.productId()));
        } else if (!holder.equals(command.productId())) {
            throw new CommandRejected(CatalogRejection.SLUG_TAKEN);
        }
    }

    @EventSourcingHandler
    void evolve(SlugClaimed event) {
        slugId = event.slugId();
        holder = event.productId();
    }
}
