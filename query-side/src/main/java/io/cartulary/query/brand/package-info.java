/// The shop's brands: what shoppers see of each, and what staff do. `query.search` puts the name of
/// a product's brand into what is searched.
@NullMarked
package io.cartulary.query.brand;

import org.jspecify.annotations.NullMarked;
