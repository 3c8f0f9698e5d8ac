package io.cartulary.command.pricing;

import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import java.util.List;

/// An order's lines and what they cost together with shipping and tax.
public record PricedOrder(List<OrderLine> lines, OrderTotals totals) {}
