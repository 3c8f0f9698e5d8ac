package io.cartulary.events.description;

import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;

/// Says what happened to the catalogue.
final class CatalogDescriptions {

    private CatalogDescriptions() {}

    static String describe(CatalogEvent event) {
        return switch (event) {
            case ProductCreated(_, var slug, var description, var variants) ->
                    "Product “%s” (%s) was drafted with %d variants"
                            .formatted(description.name().in("en"), slug, variants.size());
            case ProductDescribed(_, var description) ->
                    "Product “%s” was described again".formatted(description.name().in("en"));
            case VariantAdded(_, var variant) ->
                    "Variant %s was added at %s".formatted(variant.sku(), variant.price());
            case VariantDescribed(_, var variant) ->
                    "Variant %s was described again".formatted(variant.sku());
            case VariantArchived(_, var sku) -> "Variant %s was archived".formatted(sku);
            case VariantsArranged(_, var skus) ->
                    "The %d variants were put into another order".formatted(skus.size());
            case MediaArranged(_, var media) ->
                    "The product is shown by %d pictures and videos".formatted(media.size());
            case PriceChanged(_, var sku, var price) ->
                    "%s costs %s from now on".formatted(sku, price);
            case SaleScheduled(_, var sale) ->
                    "%s will cost %s from %s until %s"
                            .formatted(
                                    sale.sku(),
                                    sale.price(),
                                    sale.from(),
                                    sale.until() == null ? "it is ended" : sale.until());
            case SaleCancelled(_, _, var sku) -> "A sale of %s was called off".formatted(sku);
            case SaleStarted(_, _, var sku, var price) ->
                    "A sale of %s at %s started".formatted(sku, price);
            case SaleEnded(_, _, var sku) -> "A sale of %s ended".formatted(sku);
            case CostPriceSet(_, var sku, var cost) ->
                    cost == null
                            ? "What %s costs the shop is not known any more".formatted(sku)
                            : "%s costs the shop %s".formatted(sku, cost);
            case PublicationScheduled(_, var publishAt) ->
                    "The product will be published at %s".formatted(publishAt);
            case PublicationCancelled _ -> "The product will not be published by itself";
            case ProductPublished _ -> "The product was published";
            case ProductArchived _ -> "The product was archived";
            case ProductReturnedToDraft _ -> "The product is a draft again";
            case SlugChanged(_, var language, var slug) ->
                    language == null
                            ? "The product has the address %s".formatted(slug)
                            : "The product has the address %s in language %s"
                                    .formatted(slug, language);
            case SlugClaimed(var slug, var product) ->
                    "%s claimed the address %s".formatted(product, slug);
        };
    }
}
