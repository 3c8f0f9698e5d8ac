/// Decides what the catalogue offers: products with their variants and prices, and which product
/// has which slug. A SKU is taken into stock-keeping before a variant with it exists, so that it
/// belongs to one product only. Prices take effect for orders through the decision table in
/// `pricing`.
///
/// `docs/states/catalog.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.catalog;

import org.jspecify.annotations.NullMarked;
