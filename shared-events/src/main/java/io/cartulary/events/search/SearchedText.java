package io.cartulary.events.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// What shoppers may type, in the form in which typed texts are compared: ` Crème BRÛLÉE` is `creme
/// brulee`.
public record SearchedText(@JsonValue @Text(max = SearchedText.LONGEST) String value) {

    public static final int LONGEST = 100;

    /// Of Latin letters alone: the vowels of Thai and Khmer are marks as well.
    private static final Pattern ACCENTS = Pattern.compile("(?<=\\p{IsLatin})[\\u0300-\\u036f]+");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    @JsonCreator
    public SearchedText {
        value = compared(value);
        if (value.length() > LONGEST || value.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new InvalidValue(
                    "must have 1 to %d characters, and a letter or a digit".formatted(LONGEST));
        }
    }

    /// Any text in this form.
    public static String compared(String text) {
        var small = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var plain =
                Normalizer.normalize(ACCENTS.matcher(small).replaceAll(""), Normalizer.Form.NFC);
        return SPACES.matcher(plain).replaceAll(" ").strip();
    }

    @Override
    public String toString() {
        return value;
    }
}
