/// The shop's collections of products: what shoppers see of each, and what staff do. `query.search`
/// finds the products in one.
@NullMarked
package io.cartulary.query.collection;

import org.jspecify.annotations.NullMarked;
