package io.cartulary.web.input;

import io.cartulary.events.InvalidValue;
import java.math.BigInteger;
import java.util.regex.Pattern;

/// Numbers and truth in parameters, written in one way only.
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");

    private Numbers() {}

    /// Refuses a text that is not a value of `type`, if that is a type of numbers or truth.
    static void check(String text, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            checkWhole(text, Integer.MAX_VALUE);
        } else if (type == long.class || type == Long.class) {
            checkWhole(text, Long.MAX_VALUE);
        } else if ((type == boolean.class || type == Boolean.class)
                && !text.equals("true")
                && !text.equals("false")) {
            throw new InvalidValue("must be true or false");
        }
    }

    private static void checkWhole(String text, long most) {
        if (!WHOLE.matcher(text).matches()
                || new BigInteger(text).abs().compareTo(BigInteger.valueOf(most)) > 0) {
            throw new InvalidValue("must be a whole number of at most " + most);
        }
    }
}
