/// Events of products, their variants and their slugs, of the categories they stand in and of their
/// brands. Texts are kept by language; attributes are data, so that any trade can define its own.
/// Prices are per variant and before tax. One package, although it is large: products name
/// categories and brands, and all of them share slugs, pages and texts.
@NullMarked
package io.cartulary.events.catalog;

import org.jspecify.annotations.NullMarked;
