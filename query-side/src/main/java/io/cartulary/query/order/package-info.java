/// Answers what became of orders: to their owner, to staff, and live while it happens. On top are
/// the questions and their answers, in `details` the read model they are answered from.
///
/// The read model holds one row an order; contact and addresses stand in it sealed and are opened
/// for each reader. A guest owns the orders that were placed from their cart.
@NullMarked
package io.cartulary.query.order;

import org.jspecify.annotations.NullMarked;
