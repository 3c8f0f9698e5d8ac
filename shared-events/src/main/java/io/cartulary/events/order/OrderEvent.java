package io.cartulary.events.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Personal;
import io.cartulary.events.StoredAs;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.payment.PaymentId;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to an order, in the order it normally happens.
public sealed interface OrderEvent extends DomainEvent {

    OrderId orderId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return orderId().value();
    }

    /// The shopper committed to buy. Source: `PlaceOrder`. `number` is what people call the order,
    /// for example `C-100042`. `buyer` is for whom coupons count it: the first customer who bought
    /// with the same e-mail address.
    @StoredAs(name = "order.OrderPlaced", revision = 1)
    record OrderPlaced(
            OrderId orderId,
            String number,
            CartId cartId,
            CustomerId customerId,
            CustomerId buyer,
            List<OrderLine> lines,
            OrderTotals totals,
            List<AppliedDiscount> discounts,
            Personal<Contact> contact,
            Personal<PostalAddress> shippingAddress,
            Personal<PostalAddress> billingAddress,
            String country,
            String shippingMethod,
            PaymentId paymentId,
            String paymentProvider,
            String paymentToken,
            Instant placedAt)
            implements OrderEvent {}

    /// Stock and coupon are held and the money is ours: the shop will deliver. Source:
    /// `ConfirmOrder`, sent by `OrderFulfilmentSaga`. `sold` are the pieces by SKU.
    @StoredAs(name = "order.OrderConfirmed", revision = 1)
    record OrderConfirmed(
            OrderId orderId, CustomerId customerId, PaymentId paymentId, List<SkuQuantity> sold)
            implements OrderEvent {}

    /// The order ended without delivery. Source: `CancelOrder`. `held` are the pieces by SKU that
    /// it may hold, `heldByEdits` those of what changes added; `paid` says whether money was taken
    /// and is to go back.
    @StoredAs(name = "order.OrderCancelled", revision = 1)
    record OrderCancelled(
            OrderId orderId,
            CustomerId customerId,
            CustomerId buyer,
            CancellationReason reason,
            List<SkuQuantity> held,
            List<HeldPieces> heldByEdits,
            List<CouponCode> coupons,
            PaymentId paymentId,
            boolean paid)
            implements OrderEvent {}

    /// The warehouse began to pick. Source: `StartProcessing`.
    @StoredAs(name = "order.OrderProcessingStarted", revision = 1)
    record OrderProcessingStarted(OrderId orderId) implements OrderEvent {}

    /// Pieces were put into a parcel. Source: `PackShipment`, `ShipOrder`. `fulfilment` is where
    /// all goods of the order are now.
    @StoredAs(name = "order.ShipmentPacked", revision = 1)
    record ShipmentPacked(
            OrderId orderId, ShipmentId shipmentId, List<LinePieces> pieces, Fulfilment fulfilment)
            implements OrderEvent {}

    /// A parcel was opened again before it left. Source: `UnpackShipment`.
    @StoredAs(name = "order.ShipmentUnpacked", revision = 1)
    record ShipmentUnpacked(OrderId orderId, ShipmentId shipmentId, Fulfilment fulfilment)
            implements OrderEvent {}

    /// A parcel left. Source: `DispatchShipment`, `ShipOrder`.
    @StoredAs(name = "order.ShipmentDispatched", revision = 1)
    record ShipmentDispatched(
            OrderId orderId,
            ShipmentId shipmentId,
            String carrier,
            String trackingNumber,
            Instant shippedAt,
            Fulfilment fulfilment)
            implements OrderEvent {}

    /// A parcel that left goes under another number than was said. Source: `CorrectTracking`.
    @StoredAs(name = "order.ShipmentTrackingCorrected", revision = 1)
    record ShipmentTrackingCorrected(
            OrderId orderId, ShipmentId shipmentId, String carrier, String trackingNumber)
            implements OrderEvent {}

    /// A parcel arrived. Source: `RecordShipmentDelivery`, `RecordDelivery`.
    @StoredAs(name = "order.ShipmentDelivered", revision = 1)
    record ShipmentDelivered(
            OrderId orderId, ShipmentId shipmentId, Instant deliveredAt, Fulfilment fulfilment)
            implements OrderEvent {}

    /// Some pieces will not be delivered, the others will. Source: `CancelLines`, `AcceptEdit`.
    /// `reference` names the act and `held` the pieces by whom stock holds them for; `amount` is
    /// what goes back for them, which is what they cost less what is added in their place, and
    /// `due` what the order costs without them.
    @StoredAs(name = "order.OrderLinesCancelled", revision = 1)
    record OrderLinesCancelled(
            OrderId orderId,
            String reference,
            CancellationReason reason,
            List<RefundedLine> lines,
            List<HeldPieces> held,
            PaymentId paymentId,
            Money amount,
            Money due,
            Fulfilment fulfilment)
            implements OrderEvent {}

    /// The last of the goods left. Source: `ShipOrder`, `DispatchShipment`, or `CancelLines` of all
    /// that had not left. Carrier and number are those of the last parcel.
    @StoredAs(name = "order.OrderShipped", revision = 1)
    record OrderShipped(OrderId orderId, String carrier, String trackingNumber, Instant shippedAt)
            implements OrderEvent {}

    /// The last of the goods arrived. Source: `RecordDelivery`, `RecordShipmentDelivery`.
    @StoredAs(name = "order.OrderDelivered", revision = 1)
    record OrderDelivered(OrderId orderId, Instant deliveredAt) implements OrderEvent {}

    /// Money went back to the customer, by a payment that paid for the order: what came by one that
    /// was replaced is no refund of it. Source: `RecordOrderRefund`, sent by `OrderRefundSaga`.
    /// `refunded` is the sum of all refunds so far, and never grows smaller.
    @StoredAs(name = "order.OrderRefunded", revision = 1)
    record OrderRefunded(OrderId orderId, PaymentId paymentId, Money amount, Money refunded)
            implements OrderEvent {}

    /// Authorised money of a confirmed order will not come: the authorisation expired, or its
    /// capture was refused. Nothing leaves until it is paid by another payment, or staff allow it.
    /// Source: `RecordLostPayment`, sent by `LostPaymentSaga`.
    @StoredAs(name = "order.OrderPaymentLost", revision = 1)
    record OrderPaymentLost(OrderId orderId, PaymentId paymentId) implements OrderEvent {}

    /// Staff let the order leave, although money that was authorised for it will not come. Source:
    /// `AllowUnpaidShipment`.
    @StoredAs(name = "order.UnpaidShipmentAllowed", revision = 1)
    record UnpaidShipmentAllowed(OrderId orderId) implements OrderEvent {}

    /// Staff want to add to the order, perhaps in place of pieces that are `removed` before they
    /// are packed, or of those `received` back in a return. Source: `RequestEdit`. Stock is to be
    /// held and `toPay` to be paid before it is made; it is zero when the added pieces cost no more
    /// than the others.
    @StoredAs(name = "order.OrderEditRequested", revision = 1)
    record OrderEditRequested(
            OrderId orderId,
            EditId editId,
            @Nullable ReturnId returnId,
            List<RefundedLine> removed,
            List<ReceivedLine> received,
            List<OrderLine> added,
            Money toPay,
            @Nullable String paymentProvider,
            @Nullable String paymentToken,
            Instant requestedAt)
            implements OrderEvent {}

    /// The order contains more. Source: `AcceptEdit`, sent by `OrderEditSaga`. `paid` came by the
    /// payment `paymentId`, which is absent when nothing was to be paid; `totals` are those of all
    /// lines that the order ever had, `due` is what it costs now, and `charged` what its payments
    /// were asked for in all, without repayments.
    @StoredAs(name = "order.OrderLinesAdded", revision = 1)
    record OrderLinesAdded(
            OrderId orderId,
            EditId editId,
            List<OrderLine> lines,
            @Nullable PaymentId paymentId,
            Money paid,
            OrderTotals totals,
            Money due,
            Money charged,
            Fulfilment fulfilment)
            implements OrderEvent {}

    /// The order stays as it is. Source: `DropEdit`, sent by `OrderEditSaga`, or what happened to
    /// the order meanwhile. `held` are the pieces by SKU that may be held for it.
    @StoredAs(name = "order.OrderEditDropped", revision = 1)
    record OrderEditDropped(
            OrderId orderId, EditId editId, EditDropReason reason, List<SkuQuantity> held)
            implements OrderEvent {}

    /// Nothing of the order is packed or leaves until it is taken off hold. Source:
    /// `PutOrderOnHold`.
    @StoredAs(name = "order.OrderPutOnHold", revision = 1)
    record OrderPutOnHold(OrderId orderId, HoldReason reason) implements OrderEvent {}

    /// The order may be packed and leave again. Source: `TakeOrderOffHold`.
    @StoredAs(name = "order.OrderTakenOffHold", revision = 1)
    record OrderTakenOffHold(OrderId orderId) implements OrderEvent {}

    /// The shopper pays again what was authorised and did not come. Source: `RequestRepayment`. Of
    /// two attempts the later one counts.
    @StoredAs(name = "order.RepaymentRequested", revision = 1)
    record RepaymentRequested(
            OrderId orderId,
            PaymentId paymentId,
            Money amount,
            String paymentProvider,
            String paymentToken,
            Instant requestedAt)
            implements OrderEvent {}

    /// What was missing is paid, and the order may leave. Source: `RecordRepayment`, sent by
    /// `RepaymentSaga`.
    @StoredAs(name = "order.RepaymentReceived", revision = 1)
    record RepaymentReceived(OrderId orderId, PaymentId paymentId, Money amount)
            implements OrderEvent {}

    /// What is missing is not paid in this way. Source: `DropRepayment`, sent by `RepaymentSaga`,
    /// or what happened to the order meanwhile.
    @StoredAs(name = "order.RepaymentDropped", revision = 1)
    record RepaymentDropped(OrderId orderId, PaymentId paymentId, RepaymentDropReason reason)
            implements OrderEvent {}

    /// Somebody wrote something down about the order. Source: `AddOrderNote`. A note for the
    /// customer is shown to them, an internal one to staff only.
    @StoredAs(name = "order.OrderNoteAdded", revision = 1)
    record OrderNoteAdded(
            OrderId orderId, NoteId noteId, NoteAudience audience, Personal<String> text)
            implements OrderEvent {}

    /// Something the shop promised could not be done by itself, and a person is to see to it.
    /// Source: `RequestIntervention`, sent by the sagas of orders. `reference` names the act,
    /// `pieces` those it is about, if it is about any, and `refusal` is the code of the refusal.
    @StoredAs(name = "order.InterventionRequested", revision = 1)
    record InterventionRequested(
            OrderId orderId,
            String reference,
            InterventionReason reason,
            @Nullable SkuQuantity pieces,
            String refusal)
            implements OrderEvent {}

    /// The customer wants to send goods back. Source: `RequestReturn`.
    @StoredAs(name = "order.ReturnRequested", revision = 1)
    record ReturnRequested(
            OrderId orderId,
            ReturnId returnId,
            List<LinePieces> pieces,
            ReturnReason reason,
            @Nullable Personal<String> comment)
            implements OrderEvent {}

    /// The customer may send the goods back. Source: `ApproveReturn`.
    @StoredAs(name = "order.ReturnApproved", revision = 1)
    record ReturnApproved(OrderId orderId, ReturnId returnId) implements OrderEvent {}

    /// The shop will not take the goods back. Source: `RefuseReturn`.
    @StoredAs(name = "order.ReturnRefused", revision = 1)
    record ReturnRefused(OrderId orderId, ReturnId returnId, @Nullable Personal<String> explanation)
            implements OrderEvent {}

    /// Goods came back. Source: `ReceiveReturn`, `AcceptEdit`. `amount` is to go back, which is
    /// what they cost less what is sent in their place, and `due` what the order costs without
    /// them.
    @StoredAs(name = "order.ReturnReceived", revision = 1)
    record ReturnReceived(
            OrderId orderId,
            ReturnId returnId,
            List<ReceivedLine> lines,
            PaymentId paymentId,
            Money amount,
            Money due,
            Instant receivedAt)
            implements OrderEvent {}

    /// Pieces of one line that were paid back. `line` is the order line's number. `amount` includes
    /// tax and is positive or, for a free piece, zero.
    record RefundedLine(int line, Sku sku, int quantity, Money amount) {

        public RefundedLine {
            if (quantity < 1) {
                throw new InvalidValue("quantity", "must be at least 1, was " + quantity);
            }
            if (amount.isNegative()) {
                throw new InvalidValue("amount", "must not be negative, was " + amount);
            }
        }
    }

    /// Pieces of one line that came back.
    ///
    /// @param line the order line's number
    /// @param restocked how many can be sold again
    /// @param scrapped how many cannot
    /// @param amount what they cost, tax included
    /// @param warehouse where they came in
    record ReceivedLine(
            int line, Sku sku, int restocked, int scrapped, Money amount, WarehouseCode warehouse) {

        public int quantity() {
            return restocked + scrapped;
        }
    }

    /// Who reads a note.
    enum NoteAudience {
        CUSTOMER,
        INTERNAL
    }

    /// Why an order is on hold.
    enum HoldReason {
        SUSPECTED_FRAUD,
        ADDRESS_TO_BE_CHECKED,
        STOCK_TO_BE_CHECKED,
        CUSTOMER_REQUEST,
        OTHER
    }

    /// What staff are needed for.
    enum InterventionReason {
        /// They are paid, but their stock is not counted down.
        PIECES_NOT_SOLD,
        /// They can be sold, but are still held for the order.
        PIECES_NOT_RELEASED,
        /// They are back, but their stock is not counted up.
        PIECES_NOT_TAKEN_BACK,
        /// The customer is owed money that did not go back.
        MONEY_NOT_RETURNED,
        /// The customer owes money that was authorised and will not come.
        MONEY_NOT_COMING,
        /// A step was refused that no one expects to be; `reference` is its command.
        STEP_REFUSED
    }

    /// Why a change of an order was not made.
    enum EditDropReason {
        OUT_OF_STOCK,
        PAYMENT_DECLINED,
        PAYMENT_TIMED_OUT,
        /// The order or its return went on, so that the change is no longer possible as it was
        /// asked for.
        OVERTAKEN
    }

    /// Why what is missing is not paid in this way.
    enum RepaymentDropReason {
        PAYMENT_DECLINED,
        PAYMENT_TIMED_OUT,
        /// Another amount is missing by now, or the shopper pays in another way.
        OVERTAKEN
    }

    /// Why goods are sent back.
    enum ReturnReason {
        DAMAGED,
        WRONG_ITEM,
        NOT_AS_DESCRIBED,
        CHANGED_MIND,
        OTHER
    }

    /// Why an order, or a part of it, ended without delivery.
    enum CancellationReason {
        CUSTOMER_REQUEST,
        STAFF_REQUEST,
        OUT_OF_STOCK,
        COUPON_REFUSED,
        PAYMENT_DECLINED,
        PAYMENT_TIMED_OUT
    }
}
