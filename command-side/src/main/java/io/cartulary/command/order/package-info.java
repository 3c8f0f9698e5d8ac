/// Takes an order from check-out to delivery, cancellation and refund. `Order` decides, the sagas
/// bring stock, coupon and payment to it and back, and `CheckoutService` makes it from a cart. What
/// another system took and delivered before is an `ImportedOrder`.
///
/// One processor runs all sagas in the order of the events, so a step that fails stops every order.
/// Therefore no refusal leaves a saga: one that is expected leads to the next step, and for any
/// other staff are called (`InterventionRequested` on the order, ERROR in the log) and the order
/// goes on. Only a fault, a failure that is no refusal, stops the processor and is tried again.
/// What a saga calculates before it asks is bounded by the values of the events: it never
/// overflows.
///
/// # Order
///
/// Commands on an order that does not exist are answered with *not found*, except `PlaceOrder`.
/// `CancelOrderBySaga` stands for `CancelOrder` with a reason that is no person's request. *Unpaid*
/// is a packed order of which authorised money will not come.
///
/// | from | command | to |
/// |---|---|---|
/// | missing | PlaceOrder | pending |
/// | pending | PlaceOrder | pending, nothing new |
/// | pending | ReadOrder | pending, nothing new |
/// | pending | ConfirmOrder | confirmed |
/// | pending | CancelOrder | cancelled |
/// | pending | CancelOrderBySaga | cancelled |
/// | pending | StartProcessing | refused NOT_CONFIRMED |
/// | pending | PutOrderOnHold | pending |
/// | pending | TakeOrderOffHold | pending, nothing new |
/// | pending | ReadOpenPieces | pending, nothing new |
/// | pending | PackShipment | refused NOT_CONFIRMED |
/// | pending | UnpackShipment | refused UNKNOWN_SHIPMENT |
/// | pending | DispatchShipment | refused UNKNOWN_SHIPMENT |
/// | pending | CorrectTracking | refused UNKNOWN_SHIPMENT |
/// | pending | RecordShipmentDelivery | refused UNKNOWN_SHIPMENT |
/// | pending | ShipOrder | refused NOT_CONFIRMED |
/// | pending | RecordDelivery | refused NOT_SHIPPED |
/// | pending | RecordOrderRefund | pending, nothing new |
/// | pending | CancelLines | refused NOT_CONFIRMED |
/// | pending | RequestReturn | refused NOT_SHIPPED |
/// | pending | AddOrderNote | pending |
/// | pending | RequestIntervention | pending |
/// | pending | RequestEdit | refused NOT_CONFIRMED |
/// | pending | AcceptEdit | refused UNKNOWN_EDIT |
/// | pending | DropEdit | refused UNKNOWN_EDIT |
/// | pending | ReadAccount | pending, nothing new |
/// | pending | RecordLostPayment | pending, nothing new |
/// | pending | RequestRepayment | refused NOTHING_TO_PAY |
/// | pending | RecordRepayment | pending, nothing new |
/// | pending | DropRepayment | pending, nothing new |
/// | pending | AllowUnpaidShipment | pending, nothing new |
/// | confirmed | PlaceOrder | confirmed, nothing new |
/// | confirmed | ReadOrder | confirmed, nothing new |
/// | confirmed | ConfirmOrder | confirmed, nothing new |
/// | confirmed | CancelOrder | cancelled |
/// | confirmed | CancelOrderBySaga | refused ALREADY_CONFIRMED |
/// | confirmed | StartProcessing | processing |
/// | confirmed | PutOrderOnHold | confirmed |
/// | confirmed | TakeOrderOffHold | confirmed, nothing new |
/// | confirmed | ReadOpenPieces | confirmed, nothing new |
/// | confirmed | PackShipment | refused NOT_IN_PROCESSING |
/// | confirmed | UnpackShipment | refused UNKNOWN_SHIPMENT |
/// | confirmed | DispatchShipment | refused UNKNOWN_SHIPMENT |
/// | confirmed | CorrectTracking | refused UNKNOWN_SHIPMENT |
/// | confirmed | RecordShipmentDelivery | refused UNKNOWN_SHIPMENT |
/// | confirmed | ShipOrder | refused NOT_IN_PROCESSING |
/// | confirmed | RecordDelivery | refused NOT_SHIPPED |
/// | confirmed | RecordOrderRefund | confirmed |
/// | confirmed | CancelLines | confirmed |
/// | confirmed | RequestReturn | refused NOT_SHIPPED |
/// | confirmed | AddOrderNote | confirmed |
/// | confirmed | RequestIntervention | confirmed |
/// | confirmed | RequestEdit | confirmed |
/// | confirmed | AcceptEdit | refused UNKNOWN_EDIT |
/// | confirmed | DropEdit | refused UNKNOWN_EDIT |
/// | confirmed | ReadAccount | confirmed, nothing new |
/// | confirmed | RecordLostPayment | unpaid |
/// | confirmed | RequestRepayment | refused NOTHING_TO_PAY |
/// | confirmed | RecordRepayment | confirmed, nothing new |
/// | confirmed | DropRepayment | confirmed, nothing new |
/// | confirmed | AllowUnpaidShipment | confirmed, nothing new |
/// | processing | PlaceOrder | processing, nothing new |
/// | processing | ReadOrder | processing, nothing new |
/// | processing | ConfirmOrder | processing, nothing new |
/// | processing | CancelOrder | cancelled |
/// | processing | CancelOrderBySaga | refused ALREADY_CONFIRMED |
/// | processing | StartProcessing | processing, nothing new |
/// | processing | PutOrderOnHold | processing |
/// | processing | TakeOrderOffHold | processing, nothing new |
/// | processing | ReadOpenPieces | processing, nothing new |
/// | processing | PackShipment | packed |
/// | processing | UnpackShipment | refused UNKNOWN_SHIPMENT |
/// | processing | DispatchShipment | refused UNKNOWN_SHIPMENT |
/// | processing | CorrectTracking | refused UNKNOWN_SHIPMENT |
/// | processing | RecordShipmentDelivery | refused UNKNOWN_SHIPMENT |
/// | processing | ShipOrder | shipped |
/// | processing | RecordDelivery | refused NOT_SHIPPED |
/// | processing | RecordOrderRefund | processing |
/// | processing | CancelLines | processing |
/// | processing | RequestReturn | refused NOT_SHIPPED |
/// | processing | AddOrderNote | processing |
/// | processing | RequestIntervention | processing |
/// | processing | RequestEdit | processing |
/// | processing | AcceptEdit | refused UNKNOWN_EDIT |
/// | processing | DropEdit | refused UNKNOWN_EDIT |
/// | processing | ReadAccount | processing, nothing new |
/// | processing | RecordLostPayment | unpaid |
/// | processing | RequestRepayment | refused NOTHING_TO_PAY |
/// | processing | RecordRepayment | processing, nothing new |
/// | processing | DropRepayment | processing, nothing new |
/// | processing | AllowUnpaidShipment | processing, nothing new |
/// | packed | PlaceOrder | packed, nothing new |
/// | packed | ReadOrder | packed, nothing new |
/// | packed | ConfirmOrder | packed, nothing new |
/// | packed | CancelOrder | cancelled |
/// | packed | CancelOrderBySaga | refused ALREADY_CONFIRMED |
/// | packed | StartProcessing | packed, nothing new |
/// | packed | PutOrderOnHold | packed |
/// | packed | TakeOrderOffHold | packed, nothing new |
/// | packed | ReadOpenPieces | packed, nothing new |
/// | packed | PackShipment | refused NOTHING_TO_PACK |
/// | packed | UnpackShipment | processing |
/// | packed | DispatchShipment | shipped |
/// | packed | CorrectTracking | refused NOT_SHIPPED |
/// | packed | RecordShipmentDelivery | refused NOT_SHIPPED |
/// | packed | ShipOrder | refused PARCELS_WAITING |
/// | packed | RecordDelivery | refused NOT_SHIPPED |
/// | packed | RecordOrderRefund | packed |
/// | packed | CancelLines | refused ALREADY_PACKED |
/// | packed | RequestReturn | refused NOT_SHIPPED |
/// | packed | AddOrderNote | packed |
/// | packed | RequestIntervention | packed |
/// | packed | RequestEdit | refused ALREADY_PACKED |
/// | packed | AcceptEdit | refused UNKNOWN_EDIT |
/// | packed | DropEdit | refused UNKNOWN_EDIT |
/// | packed | ReadAccount | packed, nothing new |
/// | packed | RecordLostPayment | unpaid |
/// | packed | RequestRepayment | refused NOTHING_TO_PAY |
/// | packed | RecordRepayment | packed, nothing new |
/// | packed | DropRepayment | packed, nothing new |
/// | packed | AllowUnpaidShipment | packed, nothing new |
/// | unpaid | PlaceOrder | unpaid, nothing new |
/// | unpaid | ReadOrder | unpaid, nothing new |
/// | unpaid | ConfirmOrder | unpaid, nothing new |
/// | unpaid | CancelOrder | cancelled |
/// | unpaid | CancelOrderBySaga | refused ALREADY_CONFIRMED |
/// | unpaid | StartProcessing | unpaid, nothing new |
/// | unpaid | PutOrderOnHold | unpaid |
/// | unpaid | TakeOrderOffHold | unpaid, nothing new |
/// | unpaid | ReadOpenPieces | unpaid, nothing new |
/// | unpaid | PackShipment | refused NOTHING_TO_PACK |
/// | unpaid | UnpackShipment | unpaid |
/// | unpaid | DispatchShipment | refused NOT_PAID |
/// | unpaid | CorrectTracking | refused NOT_SHIPPED |
/// | unpaid | RecordShipmentDelivery | refused NOT_SHIPPED |
/// | unpaid | ShipOrder | refused NOT_PAID |
/// | unpaid | RecordDelivery | refused NOT_SHIPPED |
/// | unpaid | RecordOrderRefund | unpaid |
/// | unpaid | CancelLines | refused ALREADY_PACKED |
/// | unpaid | RequestReturn | refused NOT_SHIPPED |
/// | unpaid | AddOrderNote | unpaid |
/// | unpaid | RequestIntervention | unpaid |
/// | unpaid | RequestEdit | refused ALREADY_PACKED |
/// | unpaid | AcceptEdit | refused UNKNOWN_EDIT |
/// | unpaid | DropEdit | refused UNKNOWN_EDIT |
/// | unpaid | ReadAccount | unpaid, nothing new |
/// | unpaid | RecordLostPayment | unpaid, nothing new |
/// | unpaid | RequestRepayment | unpaid |
/// | unpaid | RecordRepayment | unpaid, nothing new |
/// | unpaid | DropRepayment | unpaid, nothing new |
/// | unpaid | AllowUnpaidShipment | packed |
/// | partly shipped | PlaceOrder | partly shipped, nothing new |
/// | partly shipped | ReadOrder | partly shipped, nothing new |
/// | partly shipped | ConfirmOrder | partly shipped, nothing new |
/// | partly shipped | CancelOrder | refused ALREADY_SHIPPED |
/// | partly shipped | CancelOrderBySaga | refused ALREADY_SHIPPED |
/// | partly shipped | StartProcessing | partly shipped, nothing new |
/// | partly shipped | PutOrderOnHold | partly shipped |
/// | partly shipped | TakeOrderOffHold | partly shipped, nothing new |
/// | partly shipped | ReadOpenPieces | partly shipped, nothing new |
/// | partly shipped | PackShipment | partly shipped |
/// | partly shipped | UnpackShipment | refused ALREADY_SHIPPED |
/// | partly shipped | DispatchShipment | partly shipped, nothing new |
/// | partly shipped | CorrectTracking | partly shipped |
/// | partly shipped | RecordShipmentDelivery | partly shipped |
/// | partly shipped | ShipOrder | partly shipped, nothing new |
/// | partly shipped | RecordDelivery | refused NOT_SHIPPED |
/// | partly shipped | RecordOrderRefund | partly shipped |
/// | partly shipped | CancelLines | partly shipped |
/// | partly shipped | RequestReturn | partly shipped |
/// | partly shipped | AddOrderNote | partly shipped |
/// | partly shipped | RequestIntervention | partly shipped |
/// | partly shipped | RequestEdit | partly shipped |
/// | partly shipped | AcceptEdit | refused UNKNOWN_EDIT |
/// | partly shipped | DropEdit | refused UNKNOWN_EDIT |
/// | partly shipped | ReadAccount | partly shipped, nothing new |
/// | partly shipped | RecordLostPayment | unpaid |
/// | partly shipped | RequestRepayment | refused NOTHING_TO_PAY |
/// | partly shipped | RecordRepayment | partly shipped, nothing new |
/// | partly shipped | DropRepayment | partly shipped, nothing new |
/// | partly shipped | AllowUnpaidShipment | partly shipped, nothing new |
/// | shipped | PlaceOrder | shipped, nothing new |
/// | shipped | ReadOrder | shipped, nothing new |
/// | shipped | ConfirmOrder | shipped, nothing new |
/// | shipped | CancelOrder | refused ALREADY_SHIPPED |
/// | shipped | CancelOrderBySaga | refused ALREADY_SHIPPED |
/// | shipped | StartProcessing | shipped, nothing new |
/// | shipped | PutOrderOnHold | refused ALREADY_SHIPPED |
/// | shipped | TakeOrderOffHold | shipped, nothing new |
/// | shipped | ReadOpenPieces | shipped, nothing new |
/// | shipped | PackShipment | refused ALREADY_SHIPPED |
/// | shipped | UnpackShipment | refused ALREADY_SHIPPED |
/// | shipped | DispatchShipment | shipped, nothing new |
/// | shipped | CorrectTracking | shipped |
/// | shipped | RecordShipmentDelivery | delivered |
/// | shipped | ShipOrder | shipped, nothing new |
/// | shipped | RecordDelivery | delivered |
/// | shipped | RecordOrderRefund | shipped |
/// | shipped | CancelLines | refused ALREADY_SHIPPED |
/// | shipped | RequestReturn | shipped |
/// | shipped | AddOrderNote | shipped |
/// | shipped | RequestIntervention | shipped |
/// | shipped | RequestEdit | refused ALREADY_SHIPPED |
/// | shipped | AcceptEdit | refused UNKNOWN_EDIT |
/// | shipped | DropEdit | refused UNKNOWN_EDIT |
/// | shipped | ReadAccount | shipped, nothing new |
/// | shipped | RecordLostPayment | unpaid |
/// | shipped | RequestRepayment | refused NOTHING_TO_PAY |
/// | shipped | RecordRepayment | shipped, nothing new |
/// | shipped | DropRepayment | shipped, nothing new |
/// | shipped | AllowUnpaidShipment | shipped, nothing new |
/// | delivered | PlaceOrder | delivered, nothing new |
/// | delivered | ReadOrder | delivered, nothing new |
/// | delivered | ConfirmOrder | delivered, nothing new |
/// | delivered | CancelOrder | refused ALREADY_SHIPPED |
/// | delivered | CancelOrderBySaga | refused ALREADY_SHIPPED |
/// | delivered | StartProcessing | delivered, nothing new |
/// | delivered | PutOrderOnHold | refused ALREADY_SHIPPED |
/// | delivered | TakeOrderOffHold | delivered, nothing new |
/// | delivered | ReadOpenPieces | delivered, nothing new |
/// | delivered | PackShipment | refused ALREADY_SHIPPED |
/// | delivered | UnpackShipment | refused ALREADY_SHIPPED |
/// | delivered | DispatchShipment | delivered, nothing new |
/// | delivered | CorrectTracking | delivered |
/// | delivered | RecordShipmentDelivery | delivered, nothing new |
/// | delivered | ShipOrder | delivered, nothing new |
/// | delivered | RecordDelivery | delivered, nothing new |
/// | delivered | RecordOrderRefund | delivered |
/// | delivered | CancelLines | refused ALREADY_SHIPPED |
/// | delivered | RequestReturn | delivered |
/// | delivered | AddOrderNote | delivered |
/// | delivered | RequestIntervention | delivered |
/// | delivered | RequestEdit | refused ALREADY_SHIPPED |
/// | delivered | AcceptEdit | refused UNKNOWN_EDIT |
/// | delivered | DropEdit | refused UNKNOWN_EDIT |
/// | delivered | ReadAccount | delivered, nothing new |
/// | delivered | RecordLostPayment | unpaid |
/// | delivered | RequestRepayment | refused NOTHING_TO_PAY |
/// | delivered | RecordRepayment | delivered, nothing new |
/// | delivered | DropRepayment | delivered, nothing new |
/// | delivered | AllowUnpaidShipment | delivered, nothing new |
/// | cancelled | PlaceOrder | cancelled, nothing new |
/// | cancelled | ReadOrder | cancelled, nothing new |
/// | cancelled | ConfirmOrder | refused ALREADY_CANCELLED |
/// | cancelled | CancelOrder | cancelled, nothing new |
/// | cancelled | CancelOrderBySaga | cancelled, nothing new |
/// | cancelled | StartProcessing | refused ALREADY_CANCELLED |
/// | cancelled | PutOrderOnHold | refused ALREADY_CANCELLED |
/// | cancelled | TakeOrderOffHold | cancelled, nothing new |
/// | cancelled | ReadOpenPieces | cancelled, nothing new |
/// | cancelled | PackShipment | refused ALREADY_CANCELLED |
/// | cancelled | UnpackShipment | refused UNKNOWN_SHIPMENT |
/// | cancelled | DispatchShipment | refused UNKNOWN_SHIPMENT |
/// | cancelled | CorrectTracking | refused UNKNOWN_SHIPMENT |
/// | cancelled | RecordShipmentDelivery | refused UNKNOWN_SHIPMENT |
/// | cancelled | ShipOrder | refused ALREADY_CANCELLED |
/// | cancelled | RecordDelivery | refused ALREADY_CANCELLED |
/// | cancelled | RecordOrderRefund | cancelled |
/// | cancelled | CancelLines | refused ALREADY_CANCELLED |
/// | cancelled | RequestReturn | refused ALREADY_CANCELLED |
/// | cancelled | AddOrderNote | cancelled |
/// | cancelled | RequestIntervention | cancelled |
/// | cancelled | RequestEdit | refused ALREADY_CANCELLED |
/// | cancelled | AcceptEdit | refused UNKNOWN_EDIT |
/// | cancelled | DropEdit | refused UNKNOWN_EDIT |
/// | cancelled | ReadAccount | cancelled, nothing new |
/// | cancelled | RecordLostPayment | cancelled, nothing new |
/// | cancelled | RequestRepayment | refused ALREADY_CANCELLED |
/// | cancelled | RecordRepayment | cancelled, nothing new |
/// | cancelled | DropRepayment | cancelled, nothing new |
/// | cancelled | AllowUnpaidShipment | cancelled, nothing new |
///
/// Of a *packed* order all pieces wait in one parcel, of a *partly shipped* one some have left and
/// the others are not packed. The parcel, the return and the line that a command names are those.
///
/// `ShipOrder` of a shipped order with another tracking number is refused ALREADY_SHIPPED. Refunds
/// beyond what was paid are refused REFUND_EXCEEDS_TOTAL.
///
/// # Edit
///
/// A change of a confirmed order that adds a bowl in place of a mug. `AcceptEdit` of one whose
/// order went on meanwhile drops it, as does the cancellation of the order.
///
/// | from | command | to |
/// |---|---|---|
/// | not asked for | RequestEdit | open |
/// | not asked for | AnotherEdit | open |
/// | not asked for | AcceptEdit | refused UNKNOWN_EDIT |
/// | not asked for | DropEdit | refused UNKNOWN_EDIT |
/// | not asked for | CancelOrder | not asked for |
/// | open | RequestEdit | open, nothing new |
/// | open | AnotherEdit | refused EDIT_OPEN |
/// | open | AcceptEdit | made |
/// | open | DropEdit | dropped |
/// | open | CancelOrder | dropped |
/// | made | RequestEdit | made, nothing new |
/// | made | AnotherEdit | open |
/// | made | AcceptEdit | made, nothing new |
/// | made | DropEdit | made, nothing new |
/// | made | CancelOrder | made |
/// | dropped | RequestEdit | dropped, nothing new |
/// | dropped | AnotherEdit | open |
/// | dropped | AcceptEdit | dropped, nothing new |
/// | dropped | DropEdit | dropped, nothing new |
/// | dropped | CancelOrder | dropped |
///
/// # Return
///
/// | from | command | to |
/// |---|---|---|
/// | not asked for | RequestReturn | requested |
/// | not asked for | ApproveReturn | refused UNKNOWN_RETURN |
/// | not asked for | RefuseReturn | refused UNKNOWN_RETURN |
/// | not asked for | ReceiveReturn | refused UNKNOWN_RETURN |
/// | requested | RequestReturn | requested, nothing new |
/// | requested | ApproveReturn | approved |
/// | requested | RefuseReturn | turned down |
/// | requested | ReceiveReturn | refused RETURN_NOT_APPROVED |
/// | approved | RequestReturn | approved, nothing new |
/// | approved | ApproveReturn | approved, nothing new |
/// | approved | RefuseReturn | turned down |
/// | approved | ReceiveReturn | received |
/// | turned down | RequestReturn | turned down, nothing new |
/// | turned down | ApproveReturn | refused RETURN_REFUSED |
/// | turned down | RefuseReturn | turned down, nothing new |
/// | turned down | ReceiveReturn | refused RETURN_REFUSED |
/// | received | RequestReturn | received, nothing new |
/// | received | ApproveReturn | received, nothing new |
/// | received | RefuseReturn | refused ALREADY_RECEIVED |
/// | received | ReceiveReturn | received, nothing new |
@NullMarked
package io.cartulary.command.order;

import org.jspecify.annotations.NullMarked;
