package io.cartulary.command.credit;

import io.cartulary.command.refusal.Rejection;

/// Why a gift card or store credit may say no.
public enum CreditRejection implements Rejection {
    INSUFFICIENT_CREDIT(Kind.CONFLICT, "There is not enough left on it."),
    CREDIT_EXPIRED(Kind.CONFLICT, "It was valid until a day that has passed."),
    CREDIT_BLOCKED(Kind.CONFLICT, "It is blocked."),
    ANOTHER_CURRENCY(Kind.INVALID, "It is in another currency."),
    NOT_RESERVED(Kind.CONFLICT, "Nothing is kept for this purchase."),
    RESERVED_ANOTHER_AMOUNT(Kind.CONFLICT, "Another amount is kept for this purchase."),
    REFERENCE_USED(Kind.CONFLICT, "Another amount was granted under this reference.");

    private final Kind kind;
    private final String sentence;

    CreditRejection(Kind kind, String sentence) {
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
