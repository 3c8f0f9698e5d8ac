/// How shoppers and staff cancel an order or a part of it, and what staff note about it.
@NullMarked
package io.cartulary.command.order.cancellation;

import org.jspecify.annotations.NullMarked;
