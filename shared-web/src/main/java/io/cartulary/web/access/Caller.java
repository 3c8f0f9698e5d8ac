package io.cartulary.web.access;

/// Who may call a route.
public enum Caller {
    /// Who logs in as staff.
    STAFF,
    /// Every shopper; what belongs to one shopper also asks for their `Cart-Token`.
    SHOPPER,
    /// A payment provider, which proves itself by what it sends.
    PROVIDER
}
