package io.cartulary.query.customer;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.query.customer.CustomerDetails.OrderTotal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How recently, how often and for how much a customer buys.
///
/// @param daysSinceLastOrder whole days; absent when there is no order
/// @param orders how many were placed and not cancelled
/// @param daysBetweenOrders on average from the first to the last; absent when there are fewer than
///   two
/// @param totals by currency, of all time
/// @param totalsOfLastYear by currency, of the last 365 days
public record CustomerInsights(
        CustomerId customerId,
        @Nullable Instant firstOrderAt,
        @Nullable Instant lastOrderAt,
        @Nullable Long daysSinceLastOrder,
        int orders,
        @Nullable Double daysBetweenOrders,
        List<OrderTotal> totals,
        List<OrderTotal> totalsOfLastYear) {}
