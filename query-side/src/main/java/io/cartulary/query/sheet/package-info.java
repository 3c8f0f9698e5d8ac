/// Writes the catalogue as a table that spreadsheets open and imports take in again: products with
/// their categories by name and what is known of their stock.
@NullMarked
package io.cartulary.query.sheet;

import org.jspecify.annotations.NullMarked;
