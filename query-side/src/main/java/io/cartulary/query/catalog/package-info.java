/// Answers what a product is: its page, its variants and their prices.
///
/// Lists, search and facets stand in the search index; here one product is found by its identifier
/// or its slug. Shoppers see published products only.
@NullMarked
package io.cartulary.query.catalog;

import org.jspecify.annotations.NullMarked;
