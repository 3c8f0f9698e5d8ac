package io.cartulary.command.pricing.rules;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.pricing.rules.PricingRuleCommand.*;
import io.cartulary.events.pricing.PricingEvent.*;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// A way to send goods, and what it costs.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class ShippingMethod {

    @AggregateIdentifier private @Nullable ShippingMethodId shippingMethodId;
    private String name = "";

    /// Empty when the method was withdrawn.
    private List<ShippingRate> rates = List.of();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(DefineShippingMethod command) {
        if (!command.name().equals(name) || !command.rates().equals(rates)) {
            apply(
                    new ShippingMethodDefined(
                            command.shippingMethodId(), command.name(), command.rates()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(WithdrawShippingMethod command) {
        if (shippingMethodId == null || !rates.isEmpty()) {
            apply(new ShippingMethodWithdrawn(command.shippingMethodId()));
        }
    }

    @EventSourcingHandler
    void evolve(ShippingMethodDefined event) {
        shippingMethodId = event.shippingMethodId();
        name = event.name();
        rates = event.rates();
    }

    @EventSourcingHandler
    void evolve(ShippingMethodWithdrawn event) {
        shippingMethodId = event.shippingMethodId();
        rates = List.of();
    }
}
