/// Decides what stands on a customer's wishlists: a product once on each. All lists of a customer
/// are one aggregate, so that exactly one of them is the default. A guest has lists by their cart;
/// a log-in takes them over.
///
/// Lists are read from their events each time they are asked for: who asks has just changed them,
/// and an erased name must not be remembered. Prices and stock come from the decision tables.
@NullMarked
package io.cartulary.command.wishlist;

import org.jspecify.annotations.NullMarked;
