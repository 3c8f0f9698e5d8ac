package io.cartulary.command.order;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.pricing.Destination;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What an order answers about its money.
///
/// @param destination by which it is taxed; absent for a past order
/// @param payments that paid for it, its own first, then those of changes; none for a past order
///   and one that cost nothing
/// @param due what it costs without the pieces that were cancelled or came back
public record OrderAccount(
        @Nullable CustomerId customerId,
        @Nullable Destination destination,
        List<PaymentId> payments,
        Money due) {}
