package io.cartulary.command.listing;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The addresses that a page has now. Never changes; every step makes another.
///
/// @param common of all languages that have none of their own
public record Slugs(String common, Map<String, String> byLanguage) {

    public static Slugs of(String common) {
        return new Slugs(common, Map.of());
    }

    /// @param language none for the common one
    public boolean has(@Nullable String language, String slug) {
        return slug.equals(language == null ? common : byLanguage.get(language));
    }

    public Slugs with(@Nullable String language, String slug) {
        if (language == null) {
            return new Slugs(slug, byLanguage);
        }
        var changed = new HashMap<>(byLanguage);
        changed.put(language, slug);
        return new Slugs(common, Map.copyOf(changed));
    }
}
