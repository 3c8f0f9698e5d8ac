package io.cartulary.command.pricing.terms;

import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What the price list says of one SKU.
///
/// @param name what a shopper sees, variant included
/// @param unitPrice of a piece before discount and tax
/// @param taxClass names the tax rule, for example `standard`
/// @param weightGrams of a piece with packaging; 0 for what is not shipped
/// @param categories that its product stands in, for coupons that are limited to some
/// @param forSale whether its product is published
/// @param version grows with every change of the SKU's price
/// @param available pieces that no order holds; absent when no one counts them
public record SkuOffer(
        Sku sku,
        ProductId productId,
        String name,
        Money unitPrice,
        String taxClass,
        int weightGrams,
        List<CategoryId> categories,
        boolean forSale,
        long version,
        @Nullable Integer available) {}
