package io.cartulary.events.coupon;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one coupon, for example `coupon-WELCOME10`: the code itself, so that a code can exist
/// only once.
public record CouponId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "coupon-";

    @JsonCreator
    public CouponId {
        Ids.check(PREFIX, value);
    }

    public static CouponId of(CouponCode code) {
        return new CouponId(PREFIX + code);
    }

    @Override
    public String toString() {
        return value;
    }
}
