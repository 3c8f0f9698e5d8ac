package io.cartulary.events.description;

import io.cartulary.events.coupon.CouponCode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What several descriptions say in the same words.
final class Words {

    private Words() {}

    static String with(List<CouponCode> coupons) {
        return coupons.isEmpty()
                ? ""
                : coupons.stream()
                        .map(CouponCode::value)
                        .collect(Collectors.joining(", ", " with ", ""));
    }

    /// `OUT_OF_STOCK` reads `out of stock`.
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
