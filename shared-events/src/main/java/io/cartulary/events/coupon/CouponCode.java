package io.cartulary.events.coupon;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a shopper types to get a discount. Case does not distinguish two: `welcome10` is
/// `WELCOME10`.
public record CouponCode(
        @JsonValue @Text(min = CouponCode.SHORTEST, max = CouponCode.LONGEST) String value) {

    static final int SHORTEST = 3;
    static final int LONGEST = 40;

    private static final Pattern FORM =
            Pattern.compile("[A-Z0-9][A-Z0-9_-]{%d,%d}".formatted(SHORTEST - 1, LONGEST - 1));

    @JsonCreator
    public CouponCode {
        value = value.strip().toUpperCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue(
                    "a coupon code has 3 to 40 letters, digits, dashes or underscores, was "
                            + InvalidValue.excerpt(value));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
