/// Takes an order from check-out to delivery, cancellation and refund. `Order` decides, the sagas
/// bring stock, coupon and payment to it and back, and `CheckOutDesk` makes it from a cart. A past
/// order was taken and delivered by another system before and only lends its history.
///
/// # Order
///
/// Commands on an order that does not exist are answered with *not found*, except `PlaceOrder` and
/// `RecordPastOrder`. `CancelOrderBySaga` stands for `CancelOrder` with a reason that is no
/// person's request.
///
/// | from | command | to |
/// |---|---|---|
/// | missing | PlaceOrder | pending |
/// | missing | RecordPastOrder | past |
/// | pending | PlaceOrder | pending, nothing new |
/// | pending | RecordPastOrder | refused NOT_A_PAST_ORDER |
/// | pending | ReadOrder | pending, nothing new |
/// | pending | ConfirmOrder | confirmed |
/// | pending | CancelOrder | cancelled |
/// | pending | CancelOrderBySaga | cancelled |
/// | pending | StartProcessing | refused NOT_CONFIRMED |
/// | pending | ShipOrder | refused NOT_CONFIRMED |
/// | pending | RecordDelivery | refused NOT_SHIPPED |
/// | pending | RecordOrderRefund | pending |
/// | pending | RecordPastRefund | refused NOT_A_PAST_ORDER |
/// | confirmed | PlaceOrder | confirmed, nothing new |
/// | confirmed | RecordPastOrder | refused NOT_A_PAST_ORDER |
/// | confirmed | ReadOrder | confirmed, nothing new |
/// | confirmed | ConfirmOrder | confirmed, nothing new |
/// | confirmed | CancelOrder | cancelled |
/// | confirmed | CancelOrderBySaga | refused ALREADY_CONFIRMED |
/// | confirmed | StartProcessing | processing |
/// | confirmed | ShipOrder | refused NOT_IN_PROCESSING |
/// | confirmed | RecordDelivery | refused NOT_SHIPPED |
/// | confirmed | RecordOrderRefund | confirmed |
/// | confirmed | RecordPastRefund | refused NOT_A_PAST_ORDER |
/// | processing | PlaceOrder | processing, nothing new |
/// | processing | RecordPastOrder | refused NOT_A_PAST_ORDER |
/// | processing | ReadOrder | processing, nothing new |
/// | processing | ConfirmOrder | processing, nothing new |
/// | processing | CancelOrder | cancelled |
/// | processing | CancelOrderBySaga | refused ALREADY_CONFIRMED |
/// | processing | StartProcessing | processing, nothing new |
/// | processing | ShipOrder | shipped |
/// | processing | RecordDelivery | refused NOT_SHIPPED |
/// | processing | RecordOrderRefund | processing |
/// | processing | RecordPastRefund | refused NOT_A_PAST_ORDER |
/// | shipped | PlaceOrder | shipped, nothing new |
/// | shipped | RecordPastOrder | refused NOT_A_PAST_ORDER |
/// | shipped | ReadOrder | shipped, nothing new |
/// | shipped | ConfirmOrder | shipped, nothing new |
/// | shipped | CancelOrder | refused ALREADY_SHIPPED |
/// | shipped | CancelOrderBySaga | refused ALREADY_SHIPPED |
/// | shipped | StartProcessing | shipped, nothing new |
/// | shipped | ShipOrder | shipped, nothing new |
/// | shipped | RecordDelivery | delivered |
/// | shipped | RecordOrderRefund | shipped |
/// | shipped | RecordPastRefund | refused NOT_A_PAST_ORDER |
/// | delivered | PlaceOrder | delivered, nothing new |
/// | delivered | RecordPastOrder | refused NOT_A_PAST_ORDER |
/// | delivered | ReadOrder | delivered, nothing new |
/// | delivered | ConfirmOrder | delivered, nothing new |
/// | delivered | CancelOrder | refused ALREADY_SHIPPED |
/// | delivered | CancelOrderBySaga | refused ALREADY_SHIPPED |
/// | delivered | StartProcessing | delivered, nothing new |
/// | delivered | ShipOrder | delivered, nothing new |
/// | delivered | RecordDelivery | delivered, nothing new |
/// | delivered | RecordOrderRefund | delivered |
/// | delivered | RecordPastRefund | refused NOT_A_PAST_ORDER |
/// | cancelled | PlaceOrder | cancelled, nothing new |
/// | cancelled | RecordPastOrder | refused NOT_A_PAST_ORDER |
/// | cancelled | ReadOrder | cancelled, nothing new |
/// | cancelled | ConfirmOrder | refused ALREADY_CANCELLED |
/// | cancelled | CancelOrder | cancelled, nothing new |
/// | cancelled | CancelOrderBySaga | cancelled, nothing new |
/// | cancelled | StartProcessing | refused ALREADY_CANCELLED |
/// | cancelled | ShipOrder | refused ALREADY_CANCELLED |
/// | cancelled | RecordDelivery | refused ALREADY_CANCELLED |
/// | cancelled | RecordOrderRefund | cancelled |
/// | cancelled | RecordPastRefund | refused NOT_A_PAST_ORDER |
/// | past | PlaceOrder | refused PAST_ORDER |
/// | past | RecordPastOrder | past, nothing new |
/// | past | ReadOrder | past, nothing new |
/// | past | ConfirmOrder | past, nothing new |
/// | past | CancelOrder | refused ALREADY_SHIPPED |
/// | past | CancelOrderBySaga | refused ALREADY_SHIPPED |
/// | past | StartProcessing | past, nothing new |
/// | past | ShipOrder | refused ALREADY_SHIPPED |
/// | past | RecordDelivery | past, nothing new |
/// | past | RecordOrderRefund | refused PAST_ORDER |
/// | past | RecordPastRefund | past |
///
/// `ShipOrder` of a shipped order with another tracking number is refused ALREADY_SHIPPED. Refunds
/// beyond what was paid are refused REFUND_EXCEEDS_TOTAL, of a past order's line
/// REFUND_EXCEEDS_LINE or UNKNOWN_LINE.
@NullMarked
package io.cartulary.command.order;

import org.jspecify.annotations.NullMarked;
