package io.cartulary.query.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One product with what only staff see.
///
/// @param scheduledSales that did not start yet
/// @param costPrices what a piece costs the shop, by SKU, where that is known
/// @param publishAt when it is to be published by itself
/// @param archivedVariants that were taken off sale for good
public record AdministeredProduct(
        @JsonUnwrapped ProductPage page,
        @Nullable Instant publishAt,
        List<Sale> scheduledSales,
        Map<Sku, Money> costPrices,
        List<Variant> archivedVariants) {}
