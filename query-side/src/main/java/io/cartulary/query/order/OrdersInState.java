package io.cartulary.query.order;

import org.joda.money.Money;

/// Orders of one currency that have come equally far, with their money and with their goods.
///
/// @param total what they cost, with what changes of them cost more
/// @param refunded of that
public record OrdersInState(
        OrderStatus status,
        PaymentStatus paymentStatus,
        FulfilmentStatus fulfilmentStatus,
        long orders,
        long pieces,
        Money total,
        Money refunded) {}
