package io.cartulary.command.pricing;

import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Tax rates and shipping rates of the shop.
///
/// @param taxRates by country (ISO 3166-1 alpha-2), then tax class, in hundredths of a percent:
///   `2000` is 20 %. A class that a country does not list is taxed like its `standard`; a country
///   that is not listed is not taxed
/// @param shippingTaxClass the tax class of shipping itself
/// @param shippingMethods the rates of each method, by its code; the first that fits counts
@ConfigurationProperties("cartulary.pricing")
public record PricingSettings(
        @DefaultValue Map<String, Map<String, Integer>> taxRates,
        @DefaultValue(STANDARD) String shippingTaxClass,
        @DefaultValue Map<String, List<ShippingRate>> shippingMethods) {

    private static final String STANDARD = "standard";

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

        boolean fits(CurrencyUnit orderCurrency, String country) {
            return currency.equals(orderCurrency.getCode())
                    && (countries.isEmpty() || countries.contains(country));
        }

        Money price(long grams) {
            var furtherKilograms = Math.max(0, Math.ceilDiv(grams, 1000L) - 1);
            return Money.ofMinor(
                    CurrencyUnit.of(currency), firstKilogram + furtherKilograms * furtherKilogram);
        }

        boolean isFreeFor(Money goods) {
            return freeFrom != null && goods.getAmountMinorLong() >= freeFrom;
        }
    }

    /// In hundredths of a percent.
    int taxRate(String country, String taxClass) {
        var rates = taxRates.getOrDefault(country, Map.of());
        return rates.getOrDefault(taxClass, rates.getOrDefault(STANDARD, 0));
    }
}
