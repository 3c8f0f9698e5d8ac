package io.cartulary.query.order;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything one can ask about orders.
public sealed interface OrderQuery {

    /// One order with its lines.
    ///
    /// @param owners only if it is one of these customers'; absent for staff
    record FindOrder(OrderId orderId, @Nullable List<CustomerId> owners) implements OrderQuery {}

    /// Orders that fit every given condition, the latest first.
    record ListOrders(Conditions conditions, @Nullable After after, int limit)
            implements OrderQuery {}

    /// What an order must fit, each if it is given.
    ///
    /// @param customers of whom it is one's
    /// @param number its own, or that of a refund which another system gave
    /// @param from first instant of placement
    /// @param to first instant after it
    record Conditions(
            @Nullable OrderStatus status,
            @Nullable PaymentStatus paymentStatus,
            @Nullable FulfilmentStatus fulfilmentStatus,
            @Nullable List<CustomerId> customers,
            @Nullable String number,
            @Nullable Instant from,
            @Nullable Instant to) {

        public static final Conditions NONE = of(null);

        public static Conditions of(@Nullable List<CustomerId> customers) {
            return new Conditions(null, null, null, customers, null, null, null);
        }
    }

    /// Orders by how far they have come, of those that were placed from the first instant up to,
    /// not including, the second.
    record CountOrdersByState(Instant from, Instant to) implements OrderQuery {}

    /// Customers of that time, those with the most orders first.
    record ListBuyers(Instant from, Instant to, int limit) implements OrderQuery {}

    /// What was ordered in that time, the SKUs with the most pieces first.
    record ListOrderedArticles(Instant from, Instant to, int limit) implements OrderQuery {}

    /// How many orders are in each status.
    record CountOrdersByStatus() implements OrderQuery {}

    /// The last order of the page before.
    record After(Instant placedAt, OrderId orderId) {}
}
