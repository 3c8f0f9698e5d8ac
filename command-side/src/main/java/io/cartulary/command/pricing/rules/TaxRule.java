package io.cartulary.command.pricing.rules;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.pricing.rules.PricingRuleCommand.*;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.PricingEvent.*;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.events.pricing.TaxRuleId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// How goods to one destination are taxed.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class TaxRule {

    @AggregateIdentifier private TaxRuleId taxRuleId;
    private Destination destination;

    /// Absent once the rule was removed.
    private @Nullable TaxRates rates;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(SetTaxRule command) {
        if (!command.rates().equals(rates)) {
            apply(new TaxRuleSet(command.taxRuleId(), command.destination(), command.rates()));
        }
    }

    @CommandHandler
    void decide(RemoveTaxRule command) {
        if (rates != null) {
            apply(new TaxRuleRemoved(taxRuleId, destination));
        }
    }

    @EventSourcingHandler
    void evolve(TaxRuleSet event) {
        taxRuleId = event.taxRuleId();
        destination = event.destination();
        rates = event.rates();
    }

    @EventSourcingHandler
    void evolve(TaxRuleRemoved event) {
        rates = null;
    }
}
