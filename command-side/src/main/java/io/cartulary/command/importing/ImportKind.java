package io.cartulary.command.importing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a file holds.
enum ImportKind {
    ORDERS,
    PRODUCTS,
    COUPONS;

    /// As it stands in addresses and in JSON: `orders`.
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
