package io.cartulary.query.order;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One order in a list.
public record OrderSummary(
        OrderId orderId,
        String number,
        @Nullable CustomerId customerId,
        OrderStatus status,
        PaymentStatus paymentStatus,
        FulfilmentStatus fulfilmentStatus,
        String country,
        int pieces,
        Money total,
        Money refunded,
        Instant placedAt) {}
