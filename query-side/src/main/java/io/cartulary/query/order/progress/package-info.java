/// What happens to an order, sent to its shopper while it happens.
@NullMarked
package io.cartulary.query.order.progress;

import org.jspecify.annotations.NullMarked;
