package io.cartulary.events.account;

/// What the owner of an account may do.
public enum Role {
    CUSTOMER,
    MODERATOR,
    ADMIN,
    SUPER_ADMIN;

    /// Whether they work for the shop.
    public boolean isStaff() {
        return this != CUSTOMER;
    }
}
