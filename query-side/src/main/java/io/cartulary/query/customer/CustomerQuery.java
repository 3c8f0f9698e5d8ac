package io.cartulary.query.customer;

import io.cartulary.events.customer.CustomerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything one can ask about customers.
public sealed interface CustomerQuery {

    record FindCustomer(CustomerId customerId) implements CustomerQuery {}

    /// How recently, how often and for how much a customer buys.
    record FindInsights(CustomerId customerId) implements CustomerQuery {}

    /// The guests whose orders an account took over.
    record ListGuestsOf(CustomerId customerId) implements CustomerQuery {}

    /// Customers that fit every given condition.
    ///
    /// @param after the last customer of the page before
    record ListCustomers(Conditions conditions, Sorting sorting, @Nullable After after, int limit)
            implements CustomerQuery {}

    /// What a customer must fit, each if it is given.
    ///
    /// @param text the beginning of names, an e-mail address, a phone number, or the number of an
    ///   order
    /// @param from first instant from which they are a customer
    /// @param to first instant after it
    /// @param orderedFrom first instant of their last order
    /// @param orderedTo first instant after it
    record Conditions(
            @Nullable String text,
            @Nullable CustomerStatus status,
            @Nullable String tag,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Instant orderedFrom,
            @Nullable Instant orderedTo,
            @Nullable Integer leastOrders) {}

    /// @param after the value of the last customer's `by`, as text, and who it was
    record After(String value, CustomerId customerId) {}

    /// By what customers are sorted.
    record Sorting(By by, boolean descending) {

        public enum By {
            /// Since when they are a customer.
            SINCE,

            /// When they ordered last.
            LAST_ORDER,
            ORDERS,
            SPENT
        }
    }
}
