package io.cartulary.command.wishlist;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.wishlist.WishlistId;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A wishlist with what its products cost now.
///
/// @param isDefault whether what names no list is about this one
/// @param shared whether there is a link by which others see it
record WishlistView(
        WishlistId wishlistId,
        String name,
        boolean isDefault,
        boolean shared,
        List<WishedProduct> products) {

    /// @param priceWhenAdded the lowest of its variants then
    /// @param lowestPrice of its variants now; absent when it is not for sale
    /// @param priceDropped whether that is less, in the same currency
    /// @param inStock whether a variant can be bought now
    /// @param backInStock whether none could when it was added, and one can now
    /// @param variants what can be bought of it now
    record WishedProduct(
            ProductId productId,
            Instant addedAt,
            @Nullable Money priceWhenAdded,
            @Nullable Money lowestPrice,
            boolean priceDropped,
            boolean inStock,
            boolean backInStock,
            List<WishedVariant> variants) {}

    /// @param name of the product, with the variant's options
    record WishedVariant(Sku sku, String name, Money unitPrice, boolean inStock) {}
}
