package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/// The same text in several languages, keyed by ISO 639-1 code (`en`, `th`, `km`); at least one is
/// given.
public record LocalizedText(@JsonValue Map<String, String> byLanguage) {

    @JsonCreator
    public LocalizedText {
        if (byLanguage.isEmpty()) {
            throw new IllegalArgumentException("a text needs at least one language");
        }
        byLanguage = Map.copyOf(byLanguage);
    }

    public static LocalizedText english(String text) {
        return new LocalizedText(Map.of("en", text));
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
