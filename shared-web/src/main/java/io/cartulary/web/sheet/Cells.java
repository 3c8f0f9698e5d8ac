package io.cartulary.web.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What stands in the cells of a table, so that a spreadsheet can open it and what was written is
/// read again as it was.
///
/// A text that a spreadsheet would take for a formula gets `'` before it. Lists are written with `
/// | ` between their texts, ways from the top down with ` > `; these two signs, `\` and blanks
/// around a text have a `\` before them.
public final class Cells {

    public static final char OF_LIST = '|';
    public static final char OF_WAY = '>';

    private static final char ESCAPE = '\\';
    private static final Pattern FORMULA = Pattern.compile("(?s)'*[=+@\\t\\r-].*");
    private static final Pattern SAFE_FORMULA = Pattern.compile("(?s)'+[=+@\\t\\r-].*");

    private Cells() {}

    public static String safe(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    /// The text that [#safe(String)] made a cell of.
    public static String text(String cell) {
        return SAFE_FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /// @param separator [#OF_LIST] or [#OF_WAY]
    /// @param escaped texts that went through [#escaped(String)], or lists of such
    public static String join(char separator, List<String> escaped) {
        return String.join(" " + separator + " ", escaped);
    }

    public static String escaped(String text) {
        var escaped = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            boolean outer = at == 0 || at == text.length() - 1;
            if (letter == ESCAPE
                    || letter == OF_LIST
                    || letter == OF_WAY
                    || outer && Character.isWhitespace(letter)) {
                escaped.append(ESCAPE);
            }
            escaped.append(letter);
        }
        return escaped.toString();
    }

    /// Nothing for a blank cell. What is answered is still escaped.
    public static List<String> split(char separator, String cell) {
        var parts = new ArrayList<String>();
        if (!cell.isBlank()) {
            int begin = 0;
            for (int at = 0; at <= cell.length(); at++) {
                if (at == cell.length()
                        || cell.charAt(at) == separator && !isEscaped(cell, begin, at)) {
                    parts.add(stripped(cell, begin, at));
                    begin = at + 1;
                }
            }
        }
        return parts;
    }

    private static String stripped(String cell, int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && Character.isWhitespace(cell.charAt(begin))) {
            begin++;
        }
        while (end > begin
                && Character.isWhitespace(cell.charAt(end - 1))
                && !isEscaped(cell, begin, end - 1)) {
            end--;
        }
        return cell.substring(begin, end);
    }

    private static boolean isEscaped(String cell, int from, int at) {
        int escapes = 0;
        while (at - escapes > from && cell.charAt(at - escapes - 1) == ESCAPE) {
            escapes++;
        }
        return escapes % 2 == 1;
    }

    public static String unescaped(String part) {
        var text = new StringBuilder();
        for (int at = 0; at < part.length(); at++) {
            if (part.charAt(at) == ESCAPE && at + 1 < part.length()) {
                at++;
            }
            text.append(part.charAt(at));
        }
        return text.toString();
    }

    /// A list of texts as a cell.
    public static String list(List<String> texts) {
        return join(OF_LIST, texts.stream().map(Cells::escaped).toList());
    }

    /// The texts of a cell.
    public static List<String> texts(String cell) {
        return split(OF_LIST, cell).stream().map(Cells::unescaped).toList();
    }
}
