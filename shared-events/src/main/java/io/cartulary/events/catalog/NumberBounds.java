package io.cartulary.events.catalog;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Between which values a number is, as decimal numbers: for example from `"10"` to `"12.5"`.
///
/// @param min the lowest one; any where there is none
/// @param max the highest one; any where there is none
public record NumberBounds(
        @Nullable @Text(max = NumberBounds.LONGEST) String min,
        @Nullable @Text(max = NumberBounds.LONGEST) String max) {

    static final int LONGEST = 20;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

    public NumberBounds {
        check("min", min);
        check("max", max);
        if (min == null && max == null) {
            throw new InvalidValue("min", "or max must be given");
        }
        if (min != null && max != null && new BigDecimal(max).compareTo(new BigDecimal(min)) < 0) {
            throw new InvalidValue("max", "must not be below min");
        }
    }

    private static void check(String field, @Nullable String number) {
        if (number != null && !NUMBER.matcher(number).matches()) {
            throw new InvalidValue(field, "must be a decimal number such as 12.5");
        }
    }
}
