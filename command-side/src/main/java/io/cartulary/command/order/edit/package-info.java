/// How staff change what an order contains.
@NullMarked
package io.cartulary.command.order.edit;

import org.jspecify.annotations.NullMarked;
