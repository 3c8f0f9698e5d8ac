package io.cartulary.command.pricing;

import static io.cartulary.command.pricing.PricingRejection.*;

import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ShippingRate;
import java.util.List;
import org.joda.money.CurrencyUnit;

/// What shipping costs: by method, destination, weight and what the lines cost after discounts,
/// from the first rate of the method that fits. It is free for weightless orders and from the
/// rate's threshold on.
final class ShippingPricing {

    private static final long GRAMS_OF_KILOGRAM = 1_000;

    private ShippingPricing() {}

    /// In minor units.
    ///
    /// @param goods what the lines cost after discounts, in minor units
    /// @throws PricingRefused when there is no such method, or no rate of it fits
    static long price(
            PricingRules rules,
            List<PricedLine> lines,
            long goods,
            String methodCode,
            Destination destination,
            CurrencyUnit currency) {
        var method = rules.shippingMethods().get(methodCode);
        if (method == null) {
            throw new PricingRefused(UNKNOWN_SHIPPING_METHOD);
        }
        var grams =
                lines.stream()
                        .mapToLong(line -> (long) line.entry().weightGrams() * line.quantity())
                        .sum();
        if (grams == 0) {
            return 0;
        }
        return method.rates().stream()
                .filter(rate -> fits(rate, grams, goods, destination, currency))
                .findFirst()
                .map(rate -> cost(rate, grams, goods))
                .orElseThrow(() -> new PricingRefused(NO_SHIPPING_THERE));
    }

    private static boolean fits(
            ShippingRate rate,
            long grams,
            long goods,
            Destination destination,
            CurrencyUnit currency) {
        return rate.price().getCurrencyUnit().equals(currency)
                && (rate.upToGrams() == null || grams <= rate.upToGrams())
                && (rate.upToTotal() == null || goods <= rate.upToTotal().getAmountMinorLong())
                && (rate.destinations().isEmpty()
                        || rate.destinations().stream()
                                .anyMatch(place -> place.covers(destination)));
    }

    private static long cost(ShippingRate rate, long grams, long goods) {
        if (rate.freeFrom() != null && goods >= rate.freeFrom().getAmountMinorLong()) {
            return 0;
        }
        var further = rate.perFurtherKilogram();
        var price = rate.price().getAmountMinorLong();
        if (further == null) {
            return price;
        }
        var furtherKilograms = Math.max(0, Math.ceilDiv(grams, GRAMS_OF_KILOGRAM) - 1);
        return Math.addExact(
                price, Math.multiplyExact(furtherKilograms, further.getAmountMinorLong()));
    }
}
