package io.cartulary.query.search.product;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What the catalogue's events say of one product: that from which its document is made.
///
/// @param publishedAt when shoppers first saw it
record ProductSource(
        ProductId productId,
        String slug,
        ProductDescription description,
        List<Variant> variants,
        boolean published,
        @Nullable Instant publishedAt) {

    /// The product after `event`; `before` is absent for the first one.
    static @Nullable ProductSource after(
            @Nullable ProductSource before, CatalogEvent event, Instant at) {
        if (event instanceof ProductCreated(var id, var slug, var description, var variants)) {
            return new ProductSource(id, slug, description, variants, false, null);
        }
        return before == null ? null : before.evolve(event, at);
    }

    private ProductSource evolve(CatalogEvent event, Instant at) {
        return switch (event) {
            case ProductCreated _, SlugClaimed _ -> this;
            case ProductDescribed(_, var changed) ->
                    new ProductSource(productId, slug, changed, variants, published, publishedAt);
            case VariantAdded(_, var variant) -> withVariants(added(variant));
            case PriceChanged(_, var sku, var price) -> withVariants(repriced(sku, price));
            case ProductPublished _ ->
                    new ProductSource(
                            productId,
                            slug,
                            description,
                            variants,
                            true,
                            publishedAt == null ? at : publishedAt);
            case ProductArchived _ ->
                    new ProductSource(productId, slug, description, variants, false, publishedAt);
        };
    }

    @JsonIgnore
    List<String> skus() {
        return variants.stream().map(variant -> variant.sku().value()).toList();
    }

    private List<Variant> added(Variant variant) {
        var all = new ArrayList<>(variants);
        all.removeIf(known -> known.sku().equals(variant.sku()));
        all.add(variant);
        return List.copyOf(all);
    }

    private List<Variant> repriced(Sku sku, Money price) {
        return variants.stream()
                .map(variant -> variant.sku().equals(sku) ? variant.withPrice(price) : variant)
                .toList();
    }

    private ProductSource withVariants(List<Variant> changed) {
        return new ProductSource(productId, slug, description, changed, published, publishedAt);
    }
}
