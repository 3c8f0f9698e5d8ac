package io.cartulary.query.customer;

/// Whether a customer can log in.
public enum CustomerStatus {
    ACTIVE,

    /// Staff let no one log in.
    DEACTIVATED,

    /// The account was deleted by its owner.
    CLOSED,

    /// Bought without an account.
    GUEST
}
