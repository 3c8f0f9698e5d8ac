package io.cartulary.command.bulkupdate;

import io.cartulary.command.refusal.Rejection;

/// Why a bulk update may say no, as a whole or to one of its products.
enum BulkUpdateRejection implements Rejection {
    BULK_UPDATE_RUNNING(
            Kind.CONFLICT,
            "Another bulk update of products is running; wait until it is done, or cancel it."),
    BULK_UPDATE_NOT_STOPPED(
            Kind.CONFLICT, "Only an update that failed or is suspended can be resumed."),
    PRICE_VANISHES(Kind.INVALID, "The price would be 0 or less; change it by less, or by itself.");

    private final Kind kind;
    private final String sentence;

    BulkUpdateRejection(Kind kind, String sentence) {
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
