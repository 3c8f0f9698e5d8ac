package io.cartulary.web.input;

import io.cartulary.events.InvalidValue;

/// What a text from outside may hold: what every store below can hold, too.
public final class Texts {

    private Texts() {}

    /// Refuses a text that is blank, too long or cannot be stored.
    public static String check(String text, int longest) {
        if (text.isBlank()) {
            throw new InvalidValue("must not be blank; leave it out if there is none");
        }
        return checkForm(text, longest);
    }

    /// As [#check(String, int)], and an empty text may be.
    static String checkForm(String text, int longest) {
        if (text.length() > longest) {
            throw new InvalidValue(
                    "must have at most %d characters, had %d".formatted(longest, text.length()));
        }
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter < ' ' && letter != '\t' && letter != '\n' && letter != '\r') {
                throw new InvalidValue(
                        "must not have the control character U+%04X".formatted((int) letter));
            }
            if (Character.isHighSurrogate(letter)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isSurrogate(letter)) {
                throw new InvalidValue(
                        "must not have half a character, U+%04X without its pair"
                                .formatted((int) letter));
            }
        }
        return text;
    }
}
