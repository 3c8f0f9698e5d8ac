package io.cartulary.events.wishlist;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.StoredAs;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to the wishlists of a customer. A list is there as long as its name
/// can be read: who is erased has none.
public sealed interface WishlistEvent extends DomainEvent {

    WishlistOwnerId ownerId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return ownerId().value();
    }

    /// A list was begun; the first one is the default. Source: `OpenWishlist`, `AddWish`. `name` is
    /// personal.
    @StoredAs(name = "wishlist.WishlistOpened", revision = 1)
    record WishlistOpened(
            WishlistOwnerId ownerId,
            CustomerId customerId,
            WishlistId wishlistId,
            Personal<String> name)
            implements WishlistEvent {}

    /// What names no list is about this one from now on. Source: `ChooseDefaultWishlist`; of a
    /// default that is deleted, `DeleteWishlist`.
    @StoredAs(name = "wishlist.DefaultWishlistChosen", revision = 1)
    record DefaultWishlistChosen(WishlistOwnerId ownerId, WishlistId wishlistId)
            implements WishlistEvent {}

    /// The list and what was in it are gone. Source: `DeleteWishlist`, `DeleteWishlists`.
    @StoredAs(name = "wishlist.WishlistDeleted", revision = 1)
    record WishlistDeleted(WishlistOwnerId ownerId, WishlistId wishlistId)
            implements WishlistEvent {}

    /// A product was put on a list. Source: `AddWish`. `price` is the lowest of its variants at
    /// that moment, and `inStock` whether one could be bought.
    @StoredAs(name = "wishlist.WishAdded", revision = 1)
    record WishAdded(
            WishlistOwnerId ownerId,
            WishlistId wishlistId,
            ProductId productId,
            @Nullable Money price,
            boolean inStock)
            implements WishlistEvent {}

    /// A product was taken off a list. Source: `RemoveWish`.
    @StoredAs(name = "wishlist.WishRemoved", revision = 1)
    record WishRemoved(WishlistOwnerId ownerId, WishlistId wishlistId, ProductId productId)
            implements WishlistEvent {}

    /// Who has the link sees the list. Source: `ShareWishlist`. `share` is part of the link.
    @StoredAs(name = "wishlist.WishlistShared", revision = 1)
    record WishlistShared(WishlistOwnerId ownerId, WishlistId wishlistId, String share)
            implements WishlistEvent {}

    /// The link shows nothing any more. Source: `RevokeWishlistShare`.
    @StoredAs(name = "wishlist.WishlistShareRevoked", revision = 1)
    record WishlistShareRevoked(WishlistOwnerId ownerId, WishlistId wishlistId)
            implements WishlistEvent {}
}
