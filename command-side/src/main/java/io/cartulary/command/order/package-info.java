/// Takes an order from check-out to delivery, cancellation and refund. `Order` decides, the sagas
/// bring stock, coupon and payment to it and back, and `CheckoutService` makes it from a cart. What
/// another system took and delivered before is an `ImportedOrder`.
///
/// The main line: `PlaceOrder` makes it *pending*, `ConfirmOrder` *confirmed*, `StartProcessing`
/// *processing*; `PackShipment` and `DispatchShipment` send it parcel by parcel, and the last one
/// makes it *shipped*; `RecordShipmentDelivery` of the last one makes it *delivered*. `CancelOrder`
/// ends it before the first parcel leaves; afterwards goods come back by `RequestReturn`,
/// `ApproveReturn` and `ReceiveReturn`. `RequestEdit` and `AcceptEdit` change what it contains.
///
/// One processor runs all sagas in the order of the events. No refusal leaves a saga: one that is
/// expected leads to the next step, and for any other staff are asked (`InterventionRequested` on
/// the order, ERROR in the log) and the order continues. A fault, which is a failure that is no
/// refusal, is tried again or parks the event, and later events of the same order wait for it. What
/// a saga calculates before it asks is bounded by the values of the events: it never overflows.
///
/// `docs/states/order.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.order;

import org.jspecify.annotations.NullMarked;
