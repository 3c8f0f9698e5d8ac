package io.cartulary.query.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/// One product with what only staff see.
///
/// @param costPrices what a piece costs the shop, by SKU, where that is known
/// @param archivedVariants that were taken off sale for good
record AdministeredProduct(
        @JsonUnwrapped ProductPage page,
        Map<Sku, Money> costPrices,
        List<Variant> archivedVariants) {}
