package io.cartulary.query.category;

import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.media.MediaId;
import io.cartulary.query.category.CategoryTree.Category;
import org.jspecify.annotations.Nullable;

/// What leads to a category.
public record CategoryLink(
        CategoryId categoryId, String slug, LocalizedText name, @Nullable MediaId picture) {

    public static CategoryLink of(Category category) {
        return new CategoryLink(
                category.id(),
                category.slug(),
                category.description().name(),
                category.description().picture());
    }
}
