package io.cartulary.query.order;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import org.joda.money.Money;

/// What was ordered of a SKU in one currency, in orders that were not cancelled as a whole.
///
/// @param orders it stands in
/// @param pieces as they were placed; a line that was cancelled or came back later counts all the
///   same
/// @param total what those lines cost
public record OrderedArticle(
        ProductId productId, Sku sku, String name, long orders, long pieces, Money total) {}
