package io.cartulary.web.access;

/// Who may call a route.
public enum Caller {
    /// Who works for the shop and has the [Permission] that the route names.
    STAFF,
    /// Who logs in, as a customer or as staff, and staff who act for a customer.
    CUSTOMER,
    /// Who logs in, and no one for them: what is about passwords, sessions and the account itself.
    OWNER,
    /// Everyone who comes to log in. An access token is not looked at here: it may be one that ran
    /// out.
    ANYONE,
    /// Every shopper; what belongs to one shopper also asks for their `Cart-Token`.
    SHOPPER,
    /// A payment provider, which proves itself by what it sends.
    PROVIDER
}
