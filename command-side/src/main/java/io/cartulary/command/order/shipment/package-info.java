/// How goods leave and arrive.
@NullMarked
package io.cartulary.command.order.shipment;

import org.jspecify.annotations.NullMarked;
