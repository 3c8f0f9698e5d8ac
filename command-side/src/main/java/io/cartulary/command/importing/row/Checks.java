package io.cartulary.command.importing.row;

import io.cartulary.command.importing.file.LineReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/// What values from outside must be, whatever file they stand in. A number is bounded before it is
/// parsed.
public final class Checks {

    /// Minor units; the catalogue's own bound.
    public static final long MOST_MONEY = 1_000_000_000_000L;

    private static final BigInteger MOST_MINOR_UNITS = BigInteger.valueOf(MOST_MONEY);
    private static final int MOST_DIGITS = 18;
    private static final int SHOWN = 40;
    private static final char UNKNOWN_CHARACTER = '\ufffd';
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern WITH_COMMA = Pattern.compile("[+-]?[\\d.]+,\\d+");
    private static final Pattern WITH_EXPONENT =
            Pattern.compile("[+-]?\\d+(\\.\\d+)?[eE][+-]?\\d+");

    private Checks() {}

    /// @param value as it stands in the file, with blanks around it, which are left out
    public static String text(String column, String value, int least, int most) {
        readable(column, value);
        return ofLength(column, value.strip(), least, most);
    }

    /// The same with the blanks around it; of blanks alone an empty one.
    public static String exactText(String column, String value, int least, int most) {
        readable(column, value);
        return ofLength(column, value.isBlank() ? "" : value, least, most);
    }

    private static String ofLength(String column, String text, int least, int most) {
        if (text.length() < least) {
            throw RowFault.malformed(column, "%s must not be empty.".formatted(column));
        }
        if (text.length() > most) {
            throw RowFault.outOfBounds(
                    column,
                    "%s has %d characters; it may have %d.".formatted(column, text.length(), most));
        }
        return text;
    }

    /// Refuses what no text has.
    public static void readable(String column, String value) {
        if (value.indexOf(LineReader.WRONG_BYTE) >= 0) {
            throw new RowFault(
                    RowReason.UNREADABLE_TEXT,
                    column,
                    "%s has a byte that means nothing in the file's encoding; save the file as UTF-8."
                            .formatted(column));
        }
        if (!storable(value, ' ').equals(value)) {
            throw new RowFault(
                    RowReason.UNREADABLE_TEXT,
                    column,
                    "%s has a control character or half of a surrogate pair; leave it out."
                            .formatted(column));
        }
    }

    /// The same with a mark in place of each character that no table can hold.
    public static String storable(String text) {
        return storable(text, UNKNOWN_CHARACTER);
    }

    private static String storable(String text, char instead) {
        StringBuilder changed = null;
        for (int at = 0; at < text.length(); at++) {
            if (!isStorable(text, at)) {
                if (changed == null) {
                    changed = new StringBuilder(text);
                }
                changed.setCharAt(at, instead);
            }
        }
        return changed == null ? text : changed.toString();
    }

    private static boolean isStorable(String text, int at) {
        char letter = text.charAt(at);
        if (Character.isHighSurrogate(letter)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(letter)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return letter >= ' ' && letter != LineReader.WRONG_BYTE
                || letter == '\t'
                || letter == '\n'
                || letter == '\r';
    }

    public static int whole(String column, String value, int least, int most) {
        var digits = value.strip();
        if (!DECIMAL.matcher(digits).matches() || digits.indexOf('.') >= 0) {
            throw RowFault.malformed(
                    column,
                    "%s must be a whole number such as 12, was %s."
                            .formatted(column, shown(value)));
        }
        if (digits.length() > MOST_DIGITS
                || Long.parseLong(digits) < least
                || Long.parseLong(digits) > most) {
            throw RowFault.outOfBounds(
                    column,
                    "%s must be %d to %d, was %s.".formatted(column, least, most, shown(value)));
        }
        return Integer.parseInt(digits);
    }

    /// Of at most 18 digits, without an exponent.
    public static BigDecimal decimal(String column, String value) {
        var digits = value.strip();
        if (!DECIMAL.matcher(digits).matches()) {
            throw RowFault.malformed(
                    column,
                    "%s must be a number such as 2.55, was %s%s."
                            .formatted(column, shown(value), advice(digits)));
        }
        if (digits.length() > MOST_DIGITS) {
            throw RowFault.outOfBounds(
                    column,
                    "%s must have at most %d digits, was %s."
                            .formatted(column, MOST_DIGITS, shown(value)));
        }
        return new BigDecimal(digits);
    }

    private static String advice(String value) {
        if (WITH_COMMA.matcher(value).matches()) {
            return "; write it with a point and without separators of thousands";
        }
        return WITH_EXPONENT.matcher(value).matches() ? "; write it without an exponent" : "";
    }

    /// An amount from 0 to 10^12 minor units, exact in the currency.
    public static Money money(String column, BigDecimal amount, CurrencyUnit currency) {
        if (amount.signum() < 0) {
            throw RowFault.malformed(
                    column,
                    "%s must not be negative, was %s.".formatted(column, amount.toPlainString()));
        }
        if (amount.stripTrailingZeros().scale() > currency.getDecimalPlaces()) {
            throw new RowFault(
                    RowReason.FRACTION_OF_PENNY,
                    column,
                    "%s must have at most %d decimals in %s, was %s."
                            .formatted(
                                    column,
                                    currency.getDecimalPlaces(),
                                    currency,
                                    amount.toPlainString()));
        }
        bounded(column, amount.abs(), currency);
        return Money.of(currency, amount.stripTrailingZeros());
    }

    /// Refuses an amount above the shop's bound.
    public static void bounded(String column, BigDecimal amount, CurrencyUnit currency) {
        var minor = amount.movePointRight(currency.getDecimalPlaces());
        if (minor.toBigInteger().compareTo(MOST_MINOR_UNITS) > 0) {
            throw RowFault.outOfBounds(
                    column,
                    "%s must be at most %s %s, was %s."
                            .formatted(
                                    column,
                                    currency,
                                    new BigDecimal(MOST_MINOR_UNITS, currency.getDecimalPlaces())
                                            .toPlainString(),
                                    amount.toPlainString()));
        }
    }

    public static CurrencyUnit currency(String column, String code) {
        try {
            return CurrencyUnit.of(code);
        } catch (IllegalCurrencyException e) {
            throw RowFault.malformed(
                    column,
                    "%s must be a code of ISO 4217 such as EUR, was %s."
                            .formatted(column, shown(code)));
        }
    }

    /// A value in a sentence, cut when it is long.
    public static String shown(String value) {
        var text = storable(value);
        return text.length() > SHOWN ? "\"" + text.substring(0, SHOWN) + "…\"" : "\"" + text + "\"";
    }
}
