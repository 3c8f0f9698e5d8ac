package io.cartulary.command.pricing.rules;

import static io.cartulary.command.pricing.rules.PricingRuleCommand.MAXIMUM_LIST_PRICES;
import static io.cartulary.command.pricing.rules.PricingRuleRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.pricing.rules.PricingRuleCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ListPrice;
import io.cartulary.events.pricing.PriceListId;
import io.cartulary.events.pricing.PricingEvent.*;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/// Prices in one currency, beside those of the catalogue.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class PriceList {

    /// Up to here every sum over a full cart fits 64 bits.
    private static final BigDecimal MOST_MINOR_UNITS = BigDecimal.valueOf(1_000_000_000_000L);

    @AggregateIdentifier private PriceListId priceListId;
    private @Nullable CurrencyUnit currency;
    private Set<Destination> destinations = Set.of();
    private boolean open;

    /// In minor units.
    private Map<Sku, Long> prices = new HashMap<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(OpenPriceList command) {
        if (currency != null && !currency.equals(command.currency())) {
            throw new CommandRejected(CURRENCY_OF_LIST_DIFFERS);
        }
        if (!open || !destinations.equals(command.destinations())) {
            apply(
                    new PriceListOpened(
                            command.priceListId(), command.currency(), command.destinations()));
        }
    }

    @CommandHandler
    void decide(SetListPrices command) {
        var added = new HashSet<Sku>();
        for (var wanted : command.prices()) {
            if (!wanted.price().getCurrencyUnit().equals(currency)) {
                throw new CommandRejected(CURRENCY_OF_LIST_DIFFERS);
            }
            if (wanted.price().getAmountMinor().compareTo(MOST_MINOR_UNITS) > 0) {
                throw new CommandRejected(PRICE_TOO_HIGH);
            }
            if (!prices.containsKey(wanted.sku())) {
                added.add(wanted.sku());
            }
        }
        if (prices.size() + added.size() > MAXIMUM_LIST_PRICES) {
            throw new CommandRejected(PRICE_LIST_FULL);
        }
        var changes = command.prices().stream().filter(wanted -> !isSet(wanted)).toList();
        if (!changes.isEmpty()) {
            apply(new ListPricesSet(priceListId, changes));
        }
    }

    @CommandHandler
    void decide(RemoveListPrices command) {
        var listed = command.skus().stream().distinct().filter(prices::containsKey).toList();
        if (!listed.isEmpty()) {
            apply(new ListPricesRemoved(priceListId, listed));
        }
    }

    @CommandHandler
    void decide(ClosePriceList command) {
        if (open) {
            apply(new PriceListClosed(priceListId));
        }
    }

    private boolean isSet(ListPrice wanted) {
        var present = prices.get(wanted.sku());
        return present != null && present == wanted.price().getAmountMinorLong();
    }

    @EventSourcingHandler
    void evolve(PriceListOpened event) {
        priceListId = event.priceListId();
        currency = event.currency();
        destinations = event.destinations();
        open = true;
    }

    @EventSourcingHandler
    void evolve(ListPricesSet event) {
        event.prices()
                .forEach(price -> prices.put(price.sku(), price.price().getAmountMinorLong()));
    }

    @EventSourcingHandler
    void evolve(ListPricesRemoved event) {
        event.skus().forEach(prices::remove);
    }

    @EventSourcingHandler
    void evolve(PriceListClosed event) {
        open = false;
    }
}
