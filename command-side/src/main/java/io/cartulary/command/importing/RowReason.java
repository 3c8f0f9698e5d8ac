package io.cartulary.command.importing;

/// Why a row of a file was not taken in.
enum RowReason {
    /// A column is missing or does not hold what it should.
    MALFORMED_ROW,

    /// The price has a fraction of the smallest coin, which no money of ours can hold.
    FRACTION_OF_PENNY,

    /// An entry of the books about nobody's purchase: an invoice `A…`.
    BAD_DEBT_ADJUSTMENT,

    /// A price below zero.
    NEGATIVE_PRICE,

    /// Fewer than no pieces were sold, and it is no cancellation and no stock correction.
    NEGATIVE_QUANTITY,

    /// A cancellation of what this customer is not known to have bought at that price, or of
    /// nobody's purchase.
    REFUND_WITHOUT_PURCHASE,

    /// An aggregate refused it; the detail says why.
    REFUSED
}
