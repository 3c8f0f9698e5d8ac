package io.cartulary.command.catalog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The addresses that a product's page has now. Never changes; every step makes another.
///
/// @param common of all languages that have none of their own
record Slugs(String common, Map<String, String> byLanguage) {

    /// @param language none for the common one
    boolean has(@Nullable String language, String slug) {
        return slug.equals(language == null ? common : byLanguage.get(language));
    }

    Slugs with(@Nullable String language, String slug) {
        if (language == null) {
            return new Slugs(slug, byLanguage);
        }
        var changed = new HashMap<>(byLanguage);
        changed.put(language, slug);
        return new Slugs(common, Map.copyOf(changed));
    }
}
