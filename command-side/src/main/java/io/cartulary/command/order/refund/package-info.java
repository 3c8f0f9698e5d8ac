/// How goods and money come back.
@NullMarked
package io.cartulary.command.order.refund;

import org.jspecify.annotations.NullMarked;
