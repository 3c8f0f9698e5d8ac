package io.cartulary.events.description;

import io.cartulary.events.pricing.PricingEvent;
import io.cartulary.events.pricing.PricingEvent.*;

/// Says what happened to taxes, shipping and price lists.
final class PricingDescriptions {

    private PricingDescriptions() {}

    static String describe(PricingEvent event) {
        return switch (event) {
            case TaxRuleSet(_, var destination, var rates) ->
                    "Goods to %s are taxed by %d rates, %s prices"
                            .formatted(
                                    destination,
                                    rates.byClass().size(),
                                    rates.includedInPrices() ? "included in" : "on top of");
            case TaxRuleRemoved(_, var destination) ->
                    "%s has no tax rule of its own any more".formatted(destination);
            case ShippingMethodDefined(var method, var name, var rates) ->
                    "Shipping method “%s” (%s) is offered at %d rates"
                            .formatted(name, method.code(), rates.size());
            case ShippingMethodWithdrawn(var method) ->
                    "Shipping method %s is no longer offered".formatted(method.code());
            case PriceListOpened(var list, var currency, var destinations) ->
                    "Price list %s holds in %s%s"
                            .formatted(
                                    list.code(),
                                    currency,
                                    destinations.isEmpty()
                                            ? " everywhere"
                                            : " for " + destinations.size() + " destinations");
            case ListPricesSet(var list, var prices) ->
                    "%d prices were set on price list %s".formatted(prices.size(), list.code());
            case ListPricesRemoved(var list, var skus) ->
                    "%d SKUs were taken off price list %s".formatted(skus.size(), list.code());
            case PriceListClosed(var list) ->
                    "Price list %s is not used any more".formatted(list.code());
        };
    }
}
