package io.cartulary.command.payment;

/// How far a payment has come. A `CANCELLED` one waits for the provider's word.
public enum PaymentState {
    REQUESTED,
    AUTHORISED,
    SETTLED,
    DECLINED,
    CANCELLED,
    VOIDED
}
