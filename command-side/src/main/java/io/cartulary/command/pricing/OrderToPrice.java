package io.cartulary.command.pricing;

import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.pricing.Destination;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/// Everything the price of an order depends on.
///
/// @param lines at most one a SKU
/// @param prices what the price list says of the lines' SKUs
/// @param currency in which it is to be paid, where the shopper chose one
/// @param offers the coupons whose codes were given, and those that apply by themselves
/// @param unknown codes that no coupon has
/// @param firstOrder whether the customer never ordered before
/// @param at the instant the coupons' validity is judged at
public record OrderToPrice(
        List<SkuQuantity> lines,
        Map<Sku, SkuOffer> prices,
        @Nullable CurrencyUnit currency,
        List<CouponOffer> offers,
        List<CouponCode> unknown,
        boolean firstOrder,
        Instant at,
        PricingRules rules) {

    public OrderToPrice {
        if (lines.isEmpty()) {
            throw new InvalidValue("an order has at least one line");
        }
    }

    /// Refuses a region that is not known where a rule depends on it.
    ///
    /// @throws PricingRefused with `UNKNOWN_REGION`
    public void requireRegion(String country, @Nullable String region) {
        if (rules.dependOnRegionOf(country) && Destination.find(country, region).isEmpty()) {
            throw new PricingRefused(PricingRejection.UNKNOWN_REGION);
        }
    }

    /// With this coupon alone, and none that applies by itself.
    public OrderToPrice onlyWith(CouponCode code) {
        return new OrderToPrice(
                lines,
                prices,
                currency,
                offers.stream().filter(offer -> offer.code().equals(code)).toList(),
                unknown,
                firstOrder,
                at,
                rules);
    }
}
