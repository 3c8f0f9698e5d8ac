package io.cartulary.command.wishlist;

import io.cartulary.command.pricing.tables.PriceTable;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.command.wishlist.KeptWishlist.Wish;
import io.cartulary.command.wishlist.WishlistView.WishedProduct;
import io.cartulary.command.wishlist.WishlistView.WishedVariant;
import io.cartulary.events.catalog.ProductId;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says what the products of a wishlist cost at this moment, and whether they can be bought.
@Component
class WishlistOffers {

    private final PriceTable prices;
    private final InstantSource clock;

    WishlistOffers(PriceTable prices, InstantSource clock) {
        this.prices = prices;
        this.clock = clock;
    }

    /// What can be bought of a product.
    record Offer(List<SkuOffer> variants) {

        @Nullable Money lowestPrice() {
            return variants.stream()
                    .map(SkuOffer::unitPrice)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }

        boolean inStock() {
            return variants.stream().anyMatch(WishlistOffers::isInStock);
        }
    }

    Offer of(ProductId product) {
        return new Offer(
                forSale(prices.ofProducts(List.of(product), clock.instant()).get(product)));
    }

    List<WishlistView> views(List<KeptWishlist> lists) {
        var products =
                lists.stream()
                        .flatMap(list -> list.wishes().stream())
                        .map(Wish::productId)
                        .distinct()
                        .toList();
        var offers = prices.ofProducts(products, clock.instant());
        return lists.stream()
                .map(list ->
                        new WishlistView(
                                list.wishlistId(),
                                list.name(),
                                list.isDefault(),
                                list.share() != null,
                                list.wishes().stream()
                                        .map(wish ->
                                                product(
                                                        wish,
                                                        new Offer(
                                                                forSale(
                                                                        offers.get(
                                                                                wish
                                                                                        .productId())))))
                                        .toList()))
                .toList();
    }

    private static WishedProduct product(Wish wish, Offer offer) {
        var now = offer.lowestPrice();
        var then = wish.price();
        return new WishedProduct(
                wish.productId(),
                wish.addedAt(),
                then,
                now,
                now != null && then != null && now.isSameCurrency(then) && now.isLessThan(then),
                offer.inStock(),
                offer.inStock() && !wish.inStock(),
                offer.variants().stream()
                        .map(variant ->
                                new WishedVariant(
                                        variant.sku(),
                                        variant.name(),
                                        variant.unitPrice(),
                                        isInStock(variant)))
                        .toList());
    }

    private static List<SkuOffer> forSale(@Nullable List<SkuOffer> variants) {
        return Stream.ofNullable(variants)
                .flatMap(List::stream)
                .filter(SkuOffer::forSale)
                .sorted(Comparator.comparing(variant -> variant.sku().value()))
                .toList();
    }

    private static boolean isInStock(SkuOffer variant) {
        return variant.available() == null || variant.available() > 0;
    }
}
