package io.cartulary.embedded.paymentprovider;

/// How a charge ends: the test tokens by which a shop chooses how each charge ends.
enum Token {
    SETTLE,
    DECLINE,
    /// Settles only after the configured delay.
    LATE,
    /// Settles, and the shop hears of it twice.
    TWICE,
    /// Stays pending and the shop hears nothing.
    NEVER;

    static Token of(String token) {
        return switch (token) {
            case "tok_settle" -> SETTLE;
            case "tok_late" -> LATE;
            case "tok_twice" -> TWICE;
            case "tok_never" -> NEVER;
            default -> DECLINE;
        };
    }
}
