package io.cartulary.events.description;

import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.events.catalog.CategoryEvent.*;

/// Says what happened to the tree of categories.
final class CategoryDescriptions {

    private CategoryDescriptions() {}

    static String describe(CategoryEvent event) {
        return switch (event) {
            case CategoryCreated(_, var parent, var slug, var description) ->
                    "Category “%s” (%s) was created %s"
                            .formatted(
                                    description.name().in("en"),
                                    slug,
                                    parent == null ? "at the top" : "below " + parent);
            case CategoryDescribed(_, var description) ->
                    "Category “%s” was described again".formatted(description.name().in("en"));
            case CategorySlugGiven(var category, var language, var slug) ->
                    "%s has the address %s%s"
                            .formatted(category, slug, language == null ? "" : " in " + language);
            case CategoryMoved(var category, var parent) ->
                    "%s was moved %s"
                            .formatted(category, parent == null ? "to the top" : "below " + parent);
            case CategoriesArranged(var parent, var categories) ->
                    "The %d categories %s were put into another order"
                            .formatted(
                                    categories.size(),
                                    parent == null ? "at the top" : "below " + parent);
            case CategoryActivated(var category) -> "Shoppers see %s again".formatted(category);
            case CategoryDeactivated(var category) ->
                    "Shoppers do not see %s any more".formatted(category);
            case CategoryRemoved(var category) -> "%s was removed".formatted(category);
        };
    }
}
