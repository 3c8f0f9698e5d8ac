package io.cartulary.command.pricing;

import static io.cartulary.command.coupon.CouponRejection.*;
import static io.cartulary.command.pricing.PricingRejection.*;

import io.cartulary.command.coupon.CouponRejection;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.AmountOff;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Whether an order meets what a discount's own terms ask for, apart from other discounts.
///
/// @param subtotal of the order's goods, in minor units
record DiscountConditions(OrderToPrice order, long subtotal, CurrencyUnit currency) {

    /// @param eligible to which of the order's lines the discount applies
    Optional<Rejection> refusalOf(CouponOffer offer, boolean[] eligible) {
        var terms = offer.terms();
        if (!offer.active()) {
            return Optional.of(COUPON_INACTIVE);
        }
        var outsideValidity = CouponRejection.ofInstant(terms, order.at());
        if (outsideValidity.isPresent()) {
            return Optional.of(outsideValidity.get());
        }
        if (terms.usageLimit() != null && offer.uses() >= terms.usageLimit()) {
            return Optional.of(COUPON_USED_UP);
        }
        if (terms.perCustomerLimit() != null
                && offer.usesByCustomer() >= terms.perCustomerLimit()) {
            return Optional.of(COUPON_USED_BY_CUSTOMER);
        }
        if (terms.firstOrderOnly() && !order.firstOrder()) {
            return Optional.of(FIRST_ORDER_ONLY);
        }
        if (!isAnySet(eligible) || !isInCurrency(terms)) {
            return Optional.of(COUPON_NOT_APPLICABLE);
        }
        if (terms.minimumOrder() != null && subtotal < terms.minimumOrder().getAmountMinorLong()) {
            return Optional.of(MINIMUM_NOT_REACHED);
        }
        return Optional.empty();
    }

    private boolean isInCurrency(CouponTerms terms) {
        return isInCurrency(terms.minimumOrder())
                && isInCurrency(terms.maximumDiscount())
                && (!(terms.discount() instanceof AmountOff(var off)) || isInCurrency(off));
    }

    private boolean isInCurrency(@Nullable Money amount) {
        return amount == null || amount.getCurrencyUnit().equals(currency);
    }

    private static boolean isAnySet(boolean[] flags) {
        for (var flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }
}
