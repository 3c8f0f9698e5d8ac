/// Events of an order, from placement to delivery, cancellation or refund. They carry computed
/// totals, so that no reader calculates again. Personal data stands only in the fields of type
/// `Personal`.
@NullMarked
package io.cartulary.events.order;

import org.jspecify.annotations.NullMarked;
