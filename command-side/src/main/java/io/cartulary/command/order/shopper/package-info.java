/// Which orders are a shopper's.
@NullMarked
package io.cartulary.command.order.shopper;

import org.jspecify.annotations.NullMarked;
