package io.cartulary.command.importing;

import java.util.Locale;

/// What a file holds.
enum ImportKind {
    ORDERS,
    PRODUCTS,
    COUPONS;

    /// As it stands in addresses: `orders`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
