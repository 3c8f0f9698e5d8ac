/// What is read of those things of a shop that have a name, a slug, a place in an order and a page:
/// brands and collections. Former slugs are those of products and categories, too.
@NullMarked
package io.cartulary.query.listing;

import org.jspecify.annotations.NullMarked;
