/// What those things of a shop have in common that staff name, describe, put into an order and show
/// or hide, and that have pages of their own: brands and collections. Slugs are those of products
/// and categories, too.
@NullMarked
package io.cartulary.command.listing;

import org.jspecify.annotations.NullMarked;
