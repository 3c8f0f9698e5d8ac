package io.cartulary.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// A share in percent, exact to three decimals. In JSON it is a string, `"8.875"`: a number could
/// be read as another unit or as a binary fraction.
///
/// @param thousandths of a percent, 0 to 100000: `8875` is 8.875 %
public record Percent(int thousandths) {

    /// As many thousandths as the whole has.
    public static final int WHOLE = 100_000;

    public static final Percent ZERO = new Percent(0);
    public static final Percent HUNDRED = new Percent(WHOLE);

    private static final int DECIMALS = 3;
    private static final Pattern FORM = Pattern.compile("\\d{1,3}(\\.\\d{1,3})?");
    private static final String EXPECTED =
            "a rate must be a string of 0 to 100 percent with up to three decimals, such as \"8.875\"";

    public Percent {
        if (thousandths < 0 || thousandths > WHOLE) {
            throw new InvalidValue(EXPECTED);
        }
    }

    /// @param text for example `8.875`
    public static Percent of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidValue(EXPECTED);
        }
        return new Percent(new BigDecimal(text).movePointRight(DECIMALS).intValueExact());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Percent read(Object json) {
        if (json instanceof String text) {
            return of(text);
        }
        throw new InvalidValue(EXPECTED);
    }

    @Override
    @JsonValue
    public String toString() {
        var percent = BigDecimal.valueOf(thousandths, DECIMALS);
        return percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString();
    }
}
