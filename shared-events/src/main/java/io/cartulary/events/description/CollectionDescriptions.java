package io.cartulary.events.description;

import io.cartulary.events.catalog.CollectionEvent;
import io.cartulary.events.catalog.CollectionEvent.*;

/// Says what happened to the shop's collections.
final class CollectionDescriptions {

    private CollectionDescriptions() {}

    static String describe(CollectionEvent event) {
        return switch (event) {
            case CollectionCreated(_, var slug, var description) ->
                    "Collection “%s” (%s) was created".formatted(description.name().in("en"), slug);
            case CollectionDescribed(_, var description) ->
                    "Collection “%s” was described again".formatted(description.name().in("en"));
            case CollectionSlugGiven(var collection, var slug) ->
                    "%s has the address %s".formatted(collection, slug);
            case ProductsCollected(var collection, var products) ->
                    "%d products were put into %s".formatted(products.size(), collection);
            case RuleAgreed(var collection, _) -> "%s has what meets a rule".formatted(collection);
            case CollectionsArranged(var first) ->
                    "%d collections were put first".formatted(first.size());
            case CollectionActivated(var collection) ->
                    "Shoppers see %s again".formatted(collection);
            case CollectionDeactivated(var collection) ->
                    "Shoppers do not see %s any more".formatted(collection);
            case CollectionRemoved(var collection) -> "%s was removed".formatted(collection);
        };
    }
}
