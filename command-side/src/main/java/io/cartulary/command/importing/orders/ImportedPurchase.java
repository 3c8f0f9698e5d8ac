package io.cartulary.command.importing.orders;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderId;
import org.joda.money.Money;

/// A line of an imported order, and how many pieces of it were not given back yet.
record ImportedPurchase(OrderId orderId, int line, Sku sku, Money unitPrice, int remaining) {}
