package io.cartulary.command.bulkupdate;

import io.cartulary.command.catalog.ProductValues;

/// What an update changes of one product.
///
/// @param before what it had of that
/// @param after what it gets in its place
record Replacement(ProductValues before, ProductValues after) {

    static final Replacement NOTHING = new Replacement(ProductValues.NONE, ProductValues.NONE);

    boolean isNothing() {
        return before.equals(after);
    }

    Replacement undone() {
        return new Replacement(after, before);
    }
}
