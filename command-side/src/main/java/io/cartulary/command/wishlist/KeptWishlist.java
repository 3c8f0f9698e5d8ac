package io.cartulary.command.wishlist;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.wishlist.WishlistId;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A wishlist as its events say it is.
///
/// @param share names the link by which others see it, if there is one
record KeptWishlist(
        WishlistId wishlistId,
        String name,
        boolean isDefault,
        @Nullable String share,
        List<Wish> wishes) {

    /// @param price the lowest of its variants when it was added, if they had one
    record Wish(ProductId productId, @Nullable Money price, boolean inStock, Instant addedAt) {}
}
