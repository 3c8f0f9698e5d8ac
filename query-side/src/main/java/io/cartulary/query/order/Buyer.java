package io.cartulary.query.order;

import io.cartulary.events.customer.CustomerId;
import java.time.Instant;
import org.joda.money.Money;

/// What a customer ordered in one currency and did not cancel.
///
/// @param total what it cost, with what changes of the orders cost more
/// @param refunded of that
/// @param lastAt when the latest of the orders was placed
public record Buyer(
        CustomerId customerId,
        long orders,
        long pieces,
        Money total,
        Money refunded,
        Instant lastAt) {}
