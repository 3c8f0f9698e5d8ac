package io.cartulary.command.importedorder;

import io.cartulary.command.refusal.Rejection;

/// Why an imported order may say no.
public enum ImportedOrderRejection implements Rejection {
    IMPORTED_ORDER_DIFFERS(
            Kind.CONFLICT, "The order was imported before, and it cost something else."),
    REFUND_EXCEEDS_LINE(
            Kind.INVALID, "No more pieces or money of a line can be refunded than were bought.");

    private final Kind kind;
    private final String sentence;

    ImportedOrderRejection(Kind kind, String sentence) {
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
