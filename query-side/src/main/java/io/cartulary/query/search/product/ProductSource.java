package io.cartulary.query.search.product;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.media.MediaId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What the catalogue's events say of one product: that from which its document is made.
///
/// @param slugs of languages that have one of their own
/// @param image the primary one
/// @param sales that run, at most one of a SKU
/// @param publishedAt when shoppers first saw it
record ProductSource(
        ProductId productId,
        String slug,
        Map<String, String> slugs,
        ProductDescription description,
        @Nullable MediaId image,
        List<Variant> variants,
        List<RunningSale> sales,
        boolean published,
        @Nullable Instant publishedAt) {

    record RunningSale(SaleId saleId, Sku sku, Money price) {}

    /// The product after `event`; `before` is absent for the first one.
    static @Nullable ProductSource after(
            @Nullable ProductSource before, CatalogEvent event, Instant at) {
        if (event instanceof ProductCreated(var id, var slug, var description, var variants)) {
            return new ProductSource(
                    id, slug, Map.of(), description, null, variants, List.of(), false, null);
        }
        return before == null ? null : before.evolve(event, at);
    }

    private ProductSource evolve(CatalogEvent event, Instant at) {
        return switch (event) {
            case SaleStarted(_, var sale, var sku, var price) ->
                    withSales(
                            Stream.concat(
                                            sales.stream(),
                                            Stream.of(new RunningSale(sale, sku, price)))
                                    .toList());
            case SaleCancelled(_, var sale, _) -> withSales(otherThan(sale));
            case SaleEnded(_, var sale, _) -> withSales(otherThan(sale));
            case ProductCreated _,
                    SaleScheduled _,
                    CostPriceSet _,
                    PublicationScheduled _,
                    PublicationCancelled _,
                    SlugClaimed _ ->
                    this;
            case SlugChanged(_, var language, var changed) ->
                    language == null ? at(changed, slugs) : at(slug, with(language, changed));
            case ProductDescribed(_, var changed) ->
                    new ProductSource(
                            productId,
                            slug,
                            slugs,
                            changed,
                            image,
                            variants,
                            sales,
                            published,
                            publishedAt);
            case MediaArranged(_, var media) ->
                    new ProductSource(
                            productId,
                            slug,
                            slugs,
                            description,
                            ProductMedia.primaryOf(media).orElse(null),
                            variants,
                            sales,
                            published,
                            publishedAt);
            case VariantAdded(_, var variant) -> withVariants(added(variant));
            case VariantDescribed(_, var variant) ->
                    withVariants(changed(variant.sku(), _ -> variant));
            case VariantArchived(_, var sku) -> withVariants(without(sku));
            case VariantsArranged(_, var skus) -> withVariants(arranged(skus));
            case PriceChanged(_, var sku, var price) ->
                    withVariants(changed(sku, variant -> variant.withPrice(price)));
            case ProductPublished _ ->
                    new ProductSource(
                            productId,
                            slug,
                            slugs,
                            description,
                            image,
                            variants,
                            sales,
                            true,
                            publishedAt == null ? at : publishedAt);
            case ProductArchived _, ProductReturnedToDraft _ ->
                    new ProductSource(
                            productId,
                            slug,
                            slugs,
                            description,
                            image,
                            variants,
                            sales,
                            false,
                            publishedAt);
        };
    }

    /// At the prices that a shopper pays now.
    @JsonIgnore
    List<Variant> pricedVariants() {
        return variants.stream()
                .map(variant ->
                        sales.stream()
                                .filter(sale -> sale.sku().equals(variant.sku()))
                                .findFirst()
                                .map(sale -> variant.onSale(sale.price()))
                                .orElse(variant))
                .toList();
    }

    @JsonIgnore
    List<String> skus() {
        return variants.stream().map(variant -> variant.sku().value()).toList();
    }

    private List<Variant> added(Variant variant) {
        var all = new ArrayList<>(without(variant.sku()));
        all.add(variant);
        return List.copyOf(all);
    }

    private List<Variant> without(Sku sku) {
        return variants.stream().filter(variant -> !variant.sku().equals(sku)).toList();
    }

    private List<Variant> changed(Sku sku, UnaryOperator<Variant> change) {
        return variants.stream()
                .map(variant -> variant.sku().equals(sku) ? change.apply(variant) : variant)
                .toList();
    }

    private List<Variant> arranged(List<Sku> skus) {
        return variants.stream()
                .sorted(comparingInt(variant -> skus.indexOf(variant.sku())))
                .toList();
    }

    private ProductSource withVariants(List<Variant> changed) {
        return new ProductSource(
                productId, slug, slugs, description, image, changed, sales, published, publishedAt);
    }

    private ProductSource at(String common, Map<String, String> ofLanguages) {
        return new ProductSource(
                productId,
                common,
                ofLanguages,
                description,
                image,
                variants,
                sales,
                published,
                publishedAt);
    }

    private ProductSource withSales(List<RunningSale> running) {
        return new ProductSource(
                productId,
                slug,
                slugs,
                description,
                image,
                variants,
                running,
                published,
                publishedAt);
    }

    private List<RunningSale> otherThan(SaleId sale) {
        return sales.stream().filter(running -> !running.saleId().equals(sale)).toList();
    }

    private Map<String, String> with(String language, String given) {
        var changed = new TreeMap<>(slugs);
        changed.put(language, given);
        return changed;
    }
}
