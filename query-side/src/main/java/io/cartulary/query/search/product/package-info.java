/// Search for products: the projection that fills the index, and the questions, facets, pages and
/// answers of the shop. It is larger than other packages, as all of it works on one index.
@NullMarked
package io.cartulary.query.search.product;

import org.jspecify.annotations.NullMarked;
