package io.cartulary.command.payment;

import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import org.joda.money.Money;

/// What was asked for when the payment began.
record PaymentTerms(PaymentId paymentId, OrderId orderId, Money amount, String provider) {

    Money nothing() {
        return Money.zero(amount.getCurrencyUnit());
    }
}
