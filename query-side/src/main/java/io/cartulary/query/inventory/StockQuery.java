package io.cartulary.query.inventory;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything one can ask about stock.
public sealed interface StockQuery {

    /// The level of one SKU.
    record FindStockLevel(Sku sku) implements StockQuery {}

    /// The levels of a product's SKUs.
    record ListStockOfProduct(ProductId productId) implements StockQuery {}

    /// The levels of some SKUs.
    record ListStockOfSkus(List<Sku> skus) implements StockQuery {}

    /// Levels by SKU.
    ///
    /// @param availableBelow only SKUs of which fewer can be sold
    /// @param low only SKUs of which no more can be sold than was agreed to be few
    /// @param after the last SKU of the page before
    record ListStockLevels(
            @Nullable Integer availableBelow, boolean low, @Nullable Sku after, int limit)
            implements StockQuery {}

    /// Which orders wait for a SKU, the longest waiting first.
    ///
    /// @param after since when the last one of the page before waits
    record ListBackorders(Sku sku, @Nullable Long after, int limit) implements StockQuery {}

    /// What happened to the stock of one SKU, the latest first.
    ///
    /// @param before the position of the last change of the page before
    record ListStockChanges(Sku sku, @Nullable Long before, int limit) implements StockQuery {}

    /// What a document changed, the latest first.
    ///
    /// @param reference as the document is called; its lines may have it with a slash and a number
    /// @param before the position of the last change of the page before
    record ListStockChangesByReference(String reference, @Nullable Long before, int limit)
            implements StockQuery {}
}
