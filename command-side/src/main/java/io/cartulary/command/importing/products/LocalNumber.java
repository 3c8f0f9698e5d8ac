package io.cartulary.command.importing.products;

import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.RowFault;
import java.util.regex.Pattern;

/// Amounts as spreadsheets write them: `1,234.50`, `1.234,50`, `1 234,50`. What may be read in two
/// ways is refused: `1,234` is a thousand for one reader and a little more than one for another.
final class LocalNumber {

    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern COMMA = Pattern.compile("[+-]?\\d+,(\\d{1,2}|\\d{4,})");
    private static final Pattern GROUPS_BY_COMMA =
            Pattern.compile("[+-]?\\d{1,3}((,\\d{3}){2,}|(,\\d{3})+\\.\\d+)(\\.\\d+)?");
    private static final Pattern GROUPS_BY_POINT =
            Pattern.compile("[+-]?\\d{1,3}((\\.\\d{3}){2,}|(\\.\\d{3})+,\\d+)(,\\d+)?");
    private static final Pattern GROUPS_BY_OTHERS =
            Pattern.compile("[+-]?\\d{1,3}([ '\\u00a0\\u2009\\u202f]\\d{3})+([.,]\\d+)?");
    private static final Pattern GROUP_OR_DECIMALS = Pattern.compile("[+-]?\\d{1,3},\\d{3}");

    private LocalNumber() {}

    /// The same with a point and without separators of thousands, or as it was when it is no
    /// number.
    static String plain(String column, String value) {
        var text = value.strip();
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        if (GROUP_OR_DECIMALS.matcher(text).matches()) {
            throw RowFault.malformed(
                    column,
                    "%s may be read in two ways, was %s; write it with a point and without separators of thousands."
                            .formatted(column, Checks.shown(text)));
        }
        if (COMMA.matcher(text).matches()) {
            return text.replace(',', '.');
        }
        if (GROUPS_BY_COMMA.matcher(text).matches()) {
            return text.replace(",", "");
        }
        if (GROUPS_BY_POINT.matcher(text).matches()) {
            return text.replace(".", "").replace(',', '.');
        }
        if (GROUPS_BY_OTHERS.matcher(text).matches()) {
            return text.replaceAll("[ '\\u00a0\\u2009\\u202f]", "").replace(',', '.');
        }
        return text;
    }
}
