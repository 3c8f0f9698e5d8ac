package io.cartulary.command.importing.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.events.inventory.Sku;
import java.util.Locale;

/// Makes SKUs of other systems' article codes, of which two never become one: what a SKU cannot
/// hold is written as `__` and its bytes in hex, so that `BANK CHARGES` becomes `BANK__20CHARGES`.
/// Case does not distinguish SKUs.
public final class LegacySku {

    private static final int LONGEST_CODE = 64;

    private LegacySku() {}

    /// @throws RowFault when it does not begin with a letter or digit, or is too long
    public static Sku of(String column, String code) {
        var text = Checks.text(column, code, 1, LONGEST_CODE);
        var sku = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int letter = text.codePointAt(at);
            at += Character.charCount(letter);
            if (isKept(letter) && !(letter == '_' && isEscapedAt(text, at))) {
                sku.appendCodePoint(letter);
            } else {
                escape(letter, sku);
            }
        }
        if (!isAlphanumeric(sku.charAt(0))) {
            throw RowFault.malformed(
                    column,
                    "%s must begin with a letter A to Z or a digit, was %s."
                            .formatted(column, Checks.shown(text)));
        }
        if (sku.length() > LONGEST_CODE) {
            throw RowFault.outOfBounds(
                    column,
                    "%s is longer than %d characters as a SKU: %s."
                            .formatted(column, LONGEST_CODE, Checks.shown(sku.toString())));
        }
        return new Sku(sku.toString().toUpperCase(Locale.ROOT));
    }

    /// Whether what follows is written as an escape or begins with `_`: an `_` before it would look
    /// like the beginning of one.
    private static boolean isEscapedAt(String text, int at) {
        return at < text.length() && (text.charAt(at) == '_' || !isKept(text.codePointAt(at)));
    }

    private static boolean isKept(int letter) {
        return isAlphanumeric(letter) || letter == '.' || letter == '-' || letter == '_';
    }

    private static boolean isAlphanumeric(int letter) {
        return letter >= 'A' && letter <= 'Z'
                || letter >= 'a' && letter <= 'z'
                || letter >= '0' && letter <= '9';
    }

    private static void escape(int letter, StringBuilder sku) {
        sku.append("__");
        for (var part : Character.toString(letter).getBytes(UTF_8)) {
            sku.append("%02X".formatted(part));
        }
    }
}
