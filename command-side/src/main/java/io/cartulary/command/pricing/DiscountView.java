package io.cartulary.command.pricing;

import static java.util.Objects.requireNonNull;

import io.cartulary.events.coupon.CouponCode;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A discount as a shopper sees it.
///
/// @param automatic whether it applies by itself, without its code
/// @param amount what it takes off the lines, when it applies
/// @param refusal why it does not apply
public record DiscountView(
        CouponCode code,
        boolean automatic,
        boolean applies,
        @Nullable Money amount,
        boolean freeShipping,
        @Nullable Refusal refusal) {

    /// Why something cannot be had.
    ///
    /// @param code for programs
    /// @param detail for people
    public record Refusal(String code, String detail) {

        public static Refusal of(PricingRefused refused) {
            return new Refusal(refused.rejection().name(), requireNonNull(refused.getMessage()));
        }
    }

    public static DiscountView of(DiscountVerdict verdict) {
        return new DiscountView(
                verdict.code(),
                verdict.automatic(),
                verdict.applies(),
                verdict.applies() ? verdict.amount() : null,
                verdict.freeShipping(),
                verdict.applies()
                        ? null
                        : new Refusal(verdict.reason().name(), requireNonNull(verdict.detail())));
    }

    /// Of a coupon that gives nothing because the order as a whole cannot be priced.
    public static DiscountView none(CouponCode code, PricingRefused refused) {
        return new DiscountView(code, false, false, null, false, Refusal.of(refused));
    }
}
