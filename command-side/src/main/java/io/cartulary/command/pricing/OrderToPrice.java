package io.cartulary.command.pricing;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything the price of an order depends on.
///
/// @param lines at most one a SKU
/// @param prices what the price list says of the lines' SKUs
/// @param coupon what the shopper wants to use, if anything
/// @param firstOrder whether the customer never ordered before
/// @param at the instant the coupon's validity is judged at
public record OrderToPrice(
        List<SkuQuantity> lines,
        Map<Sku, PriceListEntry> prices,
        @Nullable CouponOffer coupon,
        boolean firstOrder,
        Instant at) {

    public OrderToPrice {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order has at least one line");
        }
    }

    public OrderToPrice withoutCoupon() {
        return new OrderToPrice(lines, prices, null, firstOrder, at);
    }
}
