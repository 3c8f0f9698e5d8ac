package io.cartulary.command.wishlist;

import io.cartulary.events.Personal;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.wishlist.WishlistId;
import io.cartulary.events.wishlist.WishlistOwnerId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of the wishlists of a customer.
public sealed interface WishlistCommand {

    /// The most lists of a customer.
    int MOST_LISTS = 20;

    /// The most products of a list.
    int MOST_WISHES = 200;

    CustomerId customerId();

    @TargetAggregateIdentifier
    default WishlistOwnerId ownerId() {
        return WishlistOwnerId.of(customerId());
    }

    record OpenWishlist(CustomerId customerId, WishlistId wishlistId, Personal<String> name)
            implements WishlistCommand {}

    record ChooseDefaultWishlist(CustomerId customerId, WishlistId wishlistId)
            implements WishlistCommand {}

    /// Where it was the default, the one kept longest takes its place.
    record DeleteWishlist(CustomerId customerId, WishlistId wishlistId)
            implements WishlistCommand {}

    /// All there are.
    record DeleteWishlists(CustomerId customerId) implements WishlistCommand {}

    /// @param wishlistId the default when absent; a customer without a list gets one
    /// @param price the lowest of its variants now, if they have one
    record AddWish(
            CustomerId customerId,
            @Nullable WishlistId wishlistId,
            ProductId productId,
            @Nullable Money price,
            boolean inStock)
            implements WishlistCommand {}

    /// @param wishlistId the default when absent
    record RemoveWish(CustomerId customerId, @Nullable WishlistId wishlistId, ProductId productId)
            implements WishlistCommand {}

    /// @param share names the link, if there is none yet
    record ShareWishlist(CustomerId customerId, WishlistId wishlistId, String share)
            implements WishlistCommand {}

    record RevokeWishlistShare(CustomerId customerId, WishlistId wishlistId)
            implements WishlistCommand {}
}
