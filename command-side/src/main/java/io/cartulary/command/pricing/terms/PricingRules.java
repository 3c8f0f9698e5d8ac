package io.cartulary.command.pricing.terms;

import io.cartulary.events.Percent;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/// The rules that prices are made by at one moment: small, the same for every order, and kept in
/// memory.
///
/// @param version of the tables they were read from
/// @param automatic coupons that apply without their code, without their uses
/// @param discountCap the most that all discounts together take off the lines
public record PricingRules(
        long version,
        Map<Destination, TaxRates> taxes,
        String shippingTaxClass,
        Map<String, ShippingMethodOffer> shippingMethods,
        List<PriceListOffer> priceLists,
        List<CouponOffer> automatic,
        Percent discountCap) {

    private static final TaxRates UNTAXED = new TaxRates(Map.of(), false);

    /// @param rates the first that fits counts
    public record ShippingMethodOffer(String code, String name, List<ShippingRate> rates) {}

    /// The rates of the region, else of its country; where there are none nothing is taxed.
    public TaxRates taxesAt(Destination destination) {
        var rates = taxes.get(destination);
        return rates != null ? rates : destination.wider().map(taxes::get).orElse(UNTAXED);
    }

    /// Whether any destination has a rate of its own for this class.
    public boolean hasTaxClass(String taxClass) {
        return taxes.values().stream().anyMatch(rates -> rates.byClass().containsKey(taxClass));
    }

    /// Whether any rule is for a region of the country, and not for all of it.
    public boolean dependOnRegionOf(String country) {
        return Stream.of(
                        taxes.keySet().stream(),
                        priceLists.stream().flatMap(list -> list.destinations().stream()),
                        shippingMethods.values().stream()
                                .flatMap(method -> method.rates().stream())
                                .flatMap(rate -> rate.destinations().stream()))
                .flatMap(places -> places)
                .anyMatch(place -> place.wider().isPresent() && place.country().equals(country));
    }

    /// Which list prices an order; absent when the catalogue's own prices do. A list for some
    /// destinations goes before one for all, else the codes' order decides.
    public Optional<PriceListOffer> priceListFor(
            @Nullable CurrencyUnit currency, @Nullable Destination destination) {
        return currency == null
                ? Optional.empty()
                : priceLists.stream()
                        .filter(list -> list.holdsFor(currency, destination))
                        .min(
                                Comparator.comparing((PriceListOffer list) ->
                                                list.destinations().isEmpty())
                                        .thenComparing(PriceListOffer::code));
    }
}
