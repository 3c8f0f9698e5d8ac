package io.cartulary.command.pricing;

import static io.cartulary.command.pricing.PricingRejection.COUPON_UNKNOWN;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.SkuQuantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads from the decision tables what the price of an order depends on.
@Component
public class PricingTables {

    private final PriceList priceList;
    private final CouponTermsTable coupons;
    private final JdbcClient database;

    PricingTables(PriceList priceList, CouponTermsTable coupons, JdbcClient database) {
        this.priceList = priceList;
        this.coupons = coupons;
        this.database = database;
    }

    /// @param customer who orders; without one it counts as a first order
    /// @param lines at least one
    /// @throws PricingRefused with COUPON_UNKNOWN when there is no coupon of this code
    public OrderToPrice read(
            @Nullable CustomerId customer,
            List<SkuQuantity> lines,
            @Nullable CouponCode code,
            Instant at) {
        var prices = priceList.find(lines.stream().map(SkuQuantity::sku).toList());
        if (code == null) {
            return new OrderToPrice(lines, prices, null, false, at);
        }
        var offer = coupons.find(code).orElseThrow(() -> new PricingRefused(COUPON_UNKNOWN));
        // Asked only where it matters.
        var firstOrder =
                offer.terms().firstOrderOnly() && (customer == null || !hasOrdered(customer));
        return new OrderToPrice(lines, prices, offer, firstOrder, at);
    }

    private boolean hasOrdered(CustomerId customer) {
        return database.sql(
                        "select exists (select from customer_orders where customer_id = ? and orders > 0)")
                .param(customer.value())
                .query(Boolean.class)
                .single();
    }
}
