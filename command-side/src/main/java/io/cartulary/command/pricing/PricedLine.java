package io.cartulary.command.pricing;

import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.events.coupon.CouponTerms;
import java.util.Collections;

/// One line before discount and tax.
///
/// @param amount unit price × quantity, in minor units
record PricedLine(SkuOffer entry, int quantity, long amount) {

    /// A line is eligible when it meets every restriction that the terms make.
    boolean isEligible(CouponTerms terms) {
        return (terms.skus().isEmpty() || terms.skus().contains(entry.sku()))
                && (terms.products().isEmpty() || terms.products().contains(entry.productId()))
                && (terms.categories().isEmpty()
                        || !Collections.disjoint(terms.categories(), entry.categories()));
    }
}
