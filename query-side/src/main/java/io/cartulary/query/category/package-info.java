/// The tree of categories: what shoppers see of each, and what staff do. `query.search` puts the
/// names of a product's categories into what is searched.
@NullMarked
package io.cartulary.query.category;

import org.jspecify.annotations.NullMarked;
