package io.cartulary.command.pricing.tables;

import static java.util.stream.Collectors.toMap;

import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.events.Percent;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.TaxRates;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Tax rates and shipping rates that hold until staff set others.
///
/// @param taxRates by country (ISO 3166-1 alpha-2), then tax class, in percent, on top of prices. A
///   class that a country does not list is taxed like its `standard`; a country that is not listed
///   is not taxed
/// @param shippingTaxClass the tax class of shipping itself
/// @param shippingMethods the rates of each method, by its code; the first that fits counts
/// @param discountCap the most that all discounts of an order together take off its lines
@ConfigurationProperties("cartulary.pricing")
public record PricingSettings(
        @DefaultValue Map<String, Map<String, Percent>> taxRates,
        @DefaultValue("standard") String shippingTaxClass,
        @DefaultValue Map<String, List<ShippingRate>> shippingMethods,
        @DefaultValue("100") Percent discountCap) {

    /// What a method costs to some countries in one currency, in minor units of it.
    ///
    /// @param countries where it goes; empty for everywhere
    /// @param firstKilogram up to and including 1000 g
    /// @param furtherKilogram for each begun kilogram above
    /// @param freeFrom from which cost of the lines after discount shipping is free, if ever
    public record ShippingRate(
            String currency,
            @DefaultValue List<String> countries,
            long firstKilogram,
            long furtherKilogram,
            @Nullable Long freeFrom) {

        io.cartulary.events.pricing.ShippingRate rate() {
            return new io.cartulary.events.pricing.ShippingRate(
                    countries.stream().map(Destination::new).collect(Collectors.toSet()),
                    null,
                    null,
                    money(firstKilogram),
                    money(furtherKilogram),
                    freeFrom == null ? null : money(freeFrom));
        }

        private Money money(long minor) {
            return Money.ofMinor(CurrencyUnit.of(currency), minor);
        }
    }

    /// @param version of the tables, which say nothing else
    public PricingRules rules(long version) {
        var taxes =
                taxRates.entrySet().stream()
                        .collect(
                                toMap(
                                        country -> new Destination(country.getKey()),
                                        country -> new TaxRates(country.getValue(), false)));
        var methods =
                shippingMethods.entrySet().stream()
                        .collect(
                                toMap(
                                        Map.Entry::getKey,
                                        method ->
                                                new ShippingMethodOffer(
                                                        method.getKey(),
                                                        method.getKey(),
                                                        method.getValue().stream()
                                                                .map(ShippingRate::rate)
                                                                .toList())));
        return new PricingRules(
                version, taxes, shippingTaxClass, methods, List.of(), List.of(), discountCap);
    }
}
