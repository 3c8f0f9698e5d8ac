package io.cartulary.command.importing.run;

import java.util.Locale;

/// What a file holds.
public enum ImportKind {
    ORDERS,
    PRODUCTS,
    COUPONS,
    CUSTOMERS;

    /// As it stands in addresses: `orders`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
