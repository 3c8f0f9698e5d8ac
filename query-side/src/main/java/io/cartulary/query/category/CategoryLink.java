package io.cartulary.query.category;

import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.media.MediaId;
import io.cartulary.query.category.CategoryTree.Category;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What leads to a category.
///
/// @param slug in all languages that have none of their own
/// @param slugs of languages that have one of their own
public record CategoryLink(
        CategoryId categoryId,
        String slug,
        Map<String, String> slugs,
        LocalizedText name,
        @Nullable MediaId picture) {

    public static CategoryLink of(Category category) {
        return new CategoryLink(
                category.id(),
                category.slug(),
                category.slugs().byLanguage(),
                category.description().name(),
                category.description().picture());
    }
}
