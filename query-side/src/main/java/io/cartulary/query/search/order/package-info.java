/// Search for orders by staff: the projection that fills the index, and the route that asks it.
@NullMarked
package io.cartulary.query.search.order;

import org.jspecify.annotations.NullMarked;
