package io.cartulary.command.importing.row;

/// Why a row of a file was not taken in.
public enum RowReason {
    /// A value is missing, is there twice, is not known or does not have its column's form.
    MALFORMED_ROW,

    /// A number, an amount or a text is larger than the shop can hold.
    OUT_OF_BOUNDS,

    /// Bytes or characters that no text has.
    UNREADABLE_TEXT,

    /// The packed file is cut off or damaged here; nothing after it could be read.
    BROKEN_FILE,

    /// The price has a fraction of the smallest coin, which no money of ours can hold.
    FRACTION_OF_PENNY,

    /// An entry of the books that is no purchase: an invoice `A…`.
    BAD_DEBT_ADJUSTMENT,

    /// A price below zero.
    NEGATIVE_PRICE,

    /// Fewer than no pieces were sold, and it is no cancellation and no stock correction.
    NEGATIVE_QUANTITY,

    /// A cancellation of what this customer is not known to have bought at that price.
    REFUND_WITHOUT_PURCHASE,

    /// A rule of the shop refused it; the detail says which.
    REFUSED,

    /// The shop failed to take it; its log says why.
    NOT_TAKEN
}
