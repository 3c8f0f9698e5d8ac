package io.cartulary.events.description;

import io.cartulary.events.wishlist.WishlistEvent;
import io.cartulary.events.wishlist.WishlistEvent.*;

/// Says what happened to wishlists.
final class WishlistDescriptions {

    private WishlistDescriptions() {}

    static String describe(WishlistEvent event) {
        return switch (event) {
            case WishlistOpened(_, var customer, var list, _) ->
                    "%s began %s".formatted(customer, list);
            case DefaultWishlistChosen(_, var list) -> "%s is the default now".formatted(list);
            case WishlistDeleted(_, var list) -> "%s was deleted".formatted(list);
            case WishAdded(_, var list, var product, var price, _) ->
                    "%s was put on %s%s"
                            .formatted(product, list, price == null ? "" : " at " + price);
            case WishRemoved(_, var list, var product) ->
                    "%s was taken off %s".formatted(product, list);
            case WishlistShared(_, var list, _) -> "%s was shared by a link".formatted(list);
            case WishlistShareRevoked(_, var list) ->
                    "The link to %s shows nothing any more".formatted(list);
        };
    }
}
