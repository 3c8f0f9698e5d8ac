/// The read model of orders: [OrderDetailsProjection] writes one row an order and the parts of it,
/// and decides the status that readers see; [OrderReadModel] answers the queries from them.
@NullMarked
package io.cartulary.query.order.details;

import org.jspecify.annotations.NullMarked;
