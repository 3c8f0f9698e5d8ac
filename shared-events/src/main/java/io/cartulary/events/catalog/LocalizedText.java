package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.OrderedCopy;
import io.cartulary.events.Text;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The same text in several languages, keyed by ISO 639-1 code (`en`, `th`, `km`); at least one is
/// given.
public record LocalizedText(
        @JsonValue @Text(max = LocalizedText.LONGEST) Map<String, String> byLanguage) {

    /// What the tag of a language looks like.
    public static final String LANGUAGE_FORM = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";

    private static final Pattern LANGUAGE = Pattern.compile(LANGUAGE_FORM);

    static final int LONGEST = 20_000;

    @JsonCreator
    public LocalizedText {
        if (byLanguage.isEmpty()) {
            throw new InvalidValue("must have a text in at least one language");
        }
        byLanguage.forEach((language, text) -> {
            if (!LANGUAGE.matcher(language).matches()) {
                throw new InvalidValue(
                        "must have its texts by language such as en, was "
                                + InvalidValue.excerpt(language));
            }
            if (text.isBlank() || text.length() > LONGEST) {
                throw new InvalidValue(language, "must have 1 to %d characters".formatted(LONGEST));
            }
        });
        byLanguage = OrderedCopy.of(byLanguage);
    }

    /// Refuses a text that is longer in some language.
    public static void check(String field, @Nullable LocalizedText text, int longest) {
        if (text != null
                && text.byLanguage.values().stream().anyMatch(one -> one.length() > longest)) {
            throw new InvalidValue(field, "must have at most %d characters".formatted(longest));
        }
    }

    public static LocalizedText english(String text) {
        return new LocalizedText(Map.of("en", text));
    }

    /// Whether both have the same text in some language, whatever its capitals.
    public boolean sharesOneWith(LocalizedText other) {
        return byLanguage.entrySet().stream()
                .anyMatch(text ->
                        text.getValue().equalsIgnoreCase(other.byLanguage.get(text.getKey())));
    }

    /// The text in `language`, else in English, else in any language there is.
    public String in(String language) {
        var text = byLanguage.get(language);
        if (text == null) {
            text = byLanguage.getOrDefault("en", byLanguage.values().iterator().next());
        }
        return text;
    }
}
