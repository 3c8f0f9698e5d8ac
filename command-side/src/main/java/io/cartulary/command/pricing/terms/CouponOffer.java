package io.cartulary.command.pricing.terms;

import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import java.util.Set;

/// What the decision tables say of one coupon.
///
/// @param uses orders that hold a use of it
/// @param usesByCustomer of those, the orders of the customer who asks; counted only where the
///   terms limit them
public record CouponOffer(
        CouponCode code, CouponTerms terms, boolean active, int uses, int usesByCustomer) {

    public CouponOffer(CouponCode code, CouponTerms terms, boolean active) {
        this(code, terms, active, 0, 0);
    }

    public CouponOffer usedBefore(int timesByCustomer) {
        return new CouponOffer(code, terms, active, uses, timesByCustomer);
    }

    /// Limited to these categories.
    public CouponOffer in(Set<CategoryId> categories) {
        return new CouponOffer(code, terms.in(categories), active, uses, usesByCustomer);
    }

    /// Whether what was used before matters.
    public boolean countsUses() {
        return terms.usageLimit() != null || countsCustomersUses();
    }

    public boolean countsCustomersUses() {
        return terms.perCustomerLimit() != null;
    }
}
