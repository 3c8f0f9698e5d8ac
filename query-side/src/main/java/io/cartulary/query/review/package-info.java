/// What customers say about products: what shoppers read, what staff moderate, and what customers
/// find of their own. The counts by stars stand with the product, in `query.catalog`.
@NullMarked
package io.cartulary.query.review;

import org.jspecify.annotations.NullMarked;
