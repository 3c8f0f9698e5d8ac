/// How an order is paid, and what ends one that is not.
@NullMarked
package io.cartulary.command.order.payment;

import org.jspecify.annotations.NullMarked;
