package io.cartulary.command.payment;

import io.cartulary.command.refusal.Rejection;

/// Why a payment may say no.
public enum PaymentRejection implements Rejection {
    AMOUNT_MISMATCH(
            Kind.INVALID,
            "The provider took another amount than was asked for; a person must look."),
    CHARGED_TWICE(Kind.CONFLICT, "The provider took the money a second time; a person must look."),
    ALREADY_PAID(Kind.CONFLICT, "The money came, or is authorised."),
    ALREADY_REPLACED(Kind.CONFLICT, "The order is being paid in another way."),
    NO_LONGER_WANTED(Kind.CONFLICT, "This payment is not wanted any more."),
    NOT_AUTHORISED(Kind.CONFLICT, "No money is authorised, so none can be captured."),
    CAPTURE_EXCEEDS_AUTHORISATION(
            Kind.INVALID, "Capture at most what was authorised and not captured, in its currency."),
    UNKNOWN_CAPTURE(Kind.NOT_FOUND, "This capture was never asked for."),
    NOT_SETTLED(Kind.CONFLICT, "Nothing was paid, so nothing can be refunded."),
    NOT_CANCELLED(Kind.CONFLICT, "Only a cancelled payment can be voided."),
    REFUND_EXCEEDS_SETTLEMENT(
            Kind.INVALID, "Refund at most what was paid and not refunded before, in its currency."),
    UNKNOWN_REFUND(Kind.NOT_FOUND, "This refund was never asked for."),
    REFUND_UNDER_WAY(
            Kind.CONFLICT, "The provider has not refused this refund, or is still being asked."),
    ALREADY_REFUNDED(Kind.CONFLICT, "The provider gave this money back."),
    DISPUTED(Kind.CONFLICT, "The payer's bank asks for the money; wait until it has decided."),
    UNKNOWN_DISPUTE(Kind.NOT_FOUND, "No one disputes this payment under that name.");

    private final Kind kind;
    private final String sentence;

    PaymentRejection(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
