/// Answers what became of orders: to their owner, to staff, and live while it happens.
///
/// The read model holds one row an order; contact and addresses stand in it sealed and are opened
/// for each reader. A guest owns the orders that were placed from his cart.
@NullMarked
package io.cartulary.query.order;

import org.jspecify.annotations.NullMarked;
