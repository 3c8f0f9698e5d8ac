package io.cartulary.query.reporting;

import java.util.List;
import org.joda.money.Money;

/// Sums over all time.
///
/// @param customers who placed an order
/// @param net what was sold and not paid back, by currency
public record SalesTotals(long orders, long customers, List<Money> net) {}
