package io.cartulary.command.order;

import io.cartulary.command.cart.CartContent;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Personal;
import io.cartulary.events.Whole;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.eventstore.deciding.CreatesAggregate;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of an order.
public sealed interface OrderCommand {

    /// No line has more pieces.
    int MOST_PIECES = 1_000_000;

    /// No order has more lines.
    int LAST_LINE = 1_000_000;

    @TargetAggregateIdentifier
    OrderId orderId();

    /// Turns a cart into an order: empties it and places `order`, both or neither; on Axon Server a
    /// repetition places it where a crash came between. Refused when the cart holds something else
    /// than `content`, for which the order was priced. Answers an [CurrentOrder].
    record CheckOut(PlaceOrder order, CartContent content) implements OrderCommand {

        @Override
        public OrderId orderId() {
            return order.orderId();
        }
    }

    /// Places an order whose lines were priced from the decision tables; what was read travels in
    /// it. `buyer` is for whom coupons count it. Answers an [CurrentOrder].
    @CreatesAggregate
    record PlaceOrder(
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
            implements OrderCommand {}

    /// Stock and coupon are held and the money is ours, by this payment.
    record ConfirmOrder(OrderId orderId, PaymentId paymentId) implements OrderCommand {}

    /// Ends the order without delivery. People may until it is shipped; the other reasons are the
    /// saga's and only count until it is confirmed.
    record CancelOrder(OrderId orderId, CancellationReason reason) implements OrderCommand {}

    record StartProcessing(OrderId orderId) implements OrderCommand {}

    /// Keeps the order from being packed and from leaving; another reason takes the place of the
    /// first.
    record PutOrderOnHold(OrderId orderId, HoldReason reason) implements OrderCommand {}

    /// Lets the order be packed and leave again.
    record TakeOrderOffHold(OrderId orderId) implements OrderCommand {}

    /// Answers [OpenPieces] and records nothing.
    record ReadOpenPieces(OrderId orderId) implements OrderCommand {}

    /// What is neither cancelled nor packed, by whom stock holds it for.
    record OpenPieces(List<HeldPieces> pieces) {}

    /// Puts pieces into a parcel of their own; without any named, all that are there and not packed
    /// yet.
    ///
    /// @param awaited open pieces that are yet to come, as
    ///   [io.cartulary.command.order.AwaitedStock] reads them
    record PackShipment(
            OrderId orderId,
            ShipmentId shipmentId,
            List<WantedPieces> pieces,
            List<HeldPieces> awaited)
            implements OrderCommand {

        public PackShipment {
            requireOneEach(pieces);
        }
    }

    /// Takes the pieces out again; the parcel is forgotten.
    record UnpackShipment(OrderId orderId, ShipmentId shipmentId) implements OrderCommand {}

    /// The parcel leaves.
    record DispatchShipment(
            OrderId orderId,
            ShipmentId shipmentId,
            String carrier,
            String trackingNumber,
            Instant shippedAt)
            implements OrderCommand {}

    /// The parcel that left goes under another number.
    record CorrectTracking(
            OrderId orderId, ShipmentId shipmentId, String carrier, String trackingNumber)
            implements OrderCommand {}

    /// The parcel arrived.
    record RecordShipmentDelivery(OrderId orderId, ShipmentId shipmentId, Instant deliveredAt)
            implements OrderCommand {}

    /// Packs all that is not packed yet into one parcel, which leaves at once. Parcels that wait
    /// are to be dispatched before.
    ///
    /// @param awaited open pieces that are yet to come, as
    ///   [io.cartulary.command.order.AwaitedStock] reads them
    record ShipOrder(
            OrderId orderId,
            String carrier,
            String trackingNumber,
            List<HeldPieces> awaited,
            Instant shippedAt)
            implements OrderCommand {}

    /// All parcels that were on their way arrived.
    record RecordDelivery(OrderId orderId, Instant deliveredAt) implements OrderCommand {}

    /// Takes pieces that are not packed yet off a confirmed order; when nothing is left, cancels
    /// the order. `reference` names the act and makes it safe to repeat.
    record CancelLines(
            OrderId orderId, String reference, List<WantedPieces> pieces, CancellationReason reason)
            implements OrderCommand {

        public CancelLines {
            requireSome(pieces);
        }
    }

    /// Adds lines to an order, in place of pieces that are not packed yet or none, or of those of
    /// an approved return that came in. Only asks: what is added has to be held and paid before it
    /// is made. Answers an [EditSummary].
    ///
    /// @param removed pieces that are not packed; none for an exchange
    /// @param received what came in of the return; none without one
    /// @param added what to add, priced; numbered again
    /// @param taxIncluded whether the prices of `added` contain the tax
    /// @param paymentProvider by which a difference is paid; absent when there should be none
    record RequestEdit(
            OrderId orderId,
            EditId editId,
            @Nullable ReturnId returnId,
            List<WantedPieces> removed,
            List<ReceivedPieces> received,
            List<OrderLine> added,
            boolean taxIncluded,
            @Nullable String paymentProvider,
            @Nullable String paymentToken,
            Instant requestedAt)
            implements OrderCommand {

        public RequestEdit {
            requireOneEach(removed);
            requireOneEach(received.stream().map(ReceivedPieces::all).toList());
            if (added.isEmpty()) {
                throw new InvalidValue("added", "must not be empty");
            }
            if (returnId == null ? !received.isEmpty() : received.isEmpty() || !removed.isEmpty()) {
                throw new InvalidValue("received belongs to a return, and removed to none");
            }
        }
    }

    /// Money that one of the order's payments authorised will not come.
    record RecordLostPayment(OrderId orderId, PaymentId paymentId) implements OrderCommand {}

    /// The shopper pays what was lost, by a payment of its own. Another attempt to do so is called
    /// off.
    ///
    /// @param amount that is missing, when the order costs `due`
    record RequestRepayment(
            OrderId orderId,
            PaymentId paymentId,
            Money amount,
            Money due,
            String paymentProvider,
            String paymentToken,
            Instant requestedAt)
            implements OrderCommand {

        public RequestRepayment {
            if (!amount.isPositive()) {
                throw new InvalidValue("amount", "must be above 0");
            }
        }
    }

    /// What was missing is paid. When another amount is missing meanwhile, the repayment is dropped
    /// instead.
    record RecordRepayment(OrderId orderId, PaymentId paymentId) implements OrderCommand {}

    /// What is missing is not paid in this way. Too late for a repayment that was received.
    record DropRepayment(OrderId orderId, PaymentId paymentId, RepaymentDropReason reason)
            implements OrderCommand {}

    /// Staff let an order leave of which money is missing.
    record AllowUnpaidShipment(OrderId orderId) implements OrderCommand {}

    /// What is added is held and paid: the change is made. When the order went on meanwhile, so
    /// that it is no longer what was asked for, it is dropped instead.
    ///
    /// @param paymentId which paid the difference, if there is one
    record AcceptEdit(OrderId orderId, EditId editId, PaymentId paymentId) implements OrderCommand {

        /// Paid by the first attempt.
        public AcceptEdit(OrderId orderId, EditId editId) {
            this(orderId, editId, PaymentId.of(editId));
        }
    }

    /// The change is not made. Too late for one that was.
    record DropEdit(OrderId orderId, EditId editId, EditDropReason reason)
            implements OrderCommand {}

    /// Gives money back without goods, from the latest payment of the order first; refused as
    /// `RequestRefund` is, and then nothing goes back. Answers [RequestedRefunds]. Asking again
    /// with the same `refundId` asks for no more.
    record RefundOrder(OrderId orderId, RefundId refundId, Money amount) implements OrderCommand {}

    /// @param refundId by which it was asked for
    record RequestedRefunds(RefundId refundId, List<RefundShare> refunds) {}

    /// What one payment was asked to give back.
    ///
    /// @param refundId of this share
    record RefundShare(PaymentId paymentId, RefundId refundId, Money amount) {}

    /// Answers an [io.cartulary.command.order.payment.OrderAccount] and records nothing.
    record ReadAccount(OrderId orderId) implements OrderCommand {}

    /// What a change of an order comes to.
    ///
    /// @param toPay what the order costs more
    /// @param toReturn what it costs less
    /// @param paymentId by which the difference is to be paid; absent when there is none
    record EditSummary(EditId editId, Money toPay, Money toReturn, @Nullable PaymentId paymentId) {}

    /// Writes something down.
    record AddOrderNote(OrderId orderId, NoteId noteId, NoteAudience audience, String text)
            implements OrderCommand {}

    /// Something cannot be done without a person; `reference` names the act, so that asking twice
    /// changes nothing. Sent by sagas.
    record RequestIntervention(
            OrderId orderId,
            String reference,
            InterventionReason reason,
            @Nullable SkuQuantity pieces,
            String refusal)
            implements OrderCommand {}

    /// The customer wants to send back goods that left the shop.
    record RequestReturn(
            OrderId orderId,
            ReturnId returnId,
            List<WantedPieces> pieces,
            ReturnReason reason,
            @Nullable String comment)
            implements OrderCommand {

        public RequestReturn {
            requireSome(pieces);
        }
    }

    record ApproveReturn(OrderId orderId, ReturnId returnId) implements OrderCommand {}

    /// The shop will not take the goods back, which it may say until they are received.
    record RefuseReturn(OrderId orderId, ReturnId returnId, @Nullable String explanation)
            implements OrderCommand {}

    /// Goods of an approved return came in; what of it is missing here stays with the customer.
    /// Ends the return.
    record ReceiveReturn(
            OrderId orderId, ReturnId returnId, List<ReceivedPieces> pieces, Instant receivedAt)
            implements OrderCommand {

        public ReceiveReturn {
            requireSome(pieces.stream().map(ReceivedPieces::all).toList());
        }
    }

    /// Some pieces of a line, by its number.
    record WantedPieces(
            @Whole(min = 1, max = LAST_LINE) int line,
            @Whole(min = 1, max = MOST_PIECES) int quantity) {

        public WantedPieces {
            checkLine(line);
            if (quantity < 1 || quantity > MOST_PIECES) {
                throw new InvalidValue("quantity", "must be 1 to %d".formatted(MOST_PIECES));
            }
        }
    }

    /// @param restocked how many pieces can be sold again
    /// @param scrapped how many cannot
    /// @param warehouse where they came in; the main one when none is named
    record ReceivedPieces(
            @Whole(min = 1, max = LAST_LINE) int line,
            @Whole(min = 0, max = MOST_PIECES) int restocked,
            @Whole(min = 0, max = MOST_PIECES) int scrapped,
            @Nullable WarehouseCode warehouse) {

        public ReceivedPieces {
            checkLine(line);
            check("restocked", restocked);
            check("scrapped", scrapped);
        }

        private static void check(String field, int pieces) {
            if (pieces < 0 || pieces > MOST_PIECES) {
                throw new InvalidValue(field, "must be 0 to %d".formatted(MOST_PIECES));
            }
        }

        WarehouseCode in() {
            return warehouse == null ? WarehouseCode.MAIN : warehouse;
        }

        WantedPieces all() {
            return new WantedPieces(line, Math.addExact(restocked, scrapped));
        }
    }

    /// Money went back to the customer by a payment that no other took the place of; `refunded` is
    /// the payment's sum of refunds, so repeating it changes nothing.
    record RecordOrderRefund(OrderId orderId, PaymentId paymentId, Money refunded)
            implements OrderCommand {}

    /// Answers an [CurrentOrder] of the order as it is and records nothing.
    record ReadOrder(OrderId orderId) implements OrderCommand {}

    private static void checkLine(int line) {
        if (line < 1 || line > LAST_LINE) {
            throw new InvalidValue("line", "must be the number of a line, 1 for the first");
        }
    }

    private static void requireSome(List<WantedPieces> pieces) {
        if (pieces.isEmpty()) {
            throw new InvalidValue("lines", "must not be empty");
        }
        requireOneEach(pieces);
    }

    private static void requireOneEach(List<WantedPieces> pieces) {
        if (pieces.stream().map(WantedPieces::line).distinct().count() < pieces.size()) {
            throw new InvalidValue("lines", "must name each line once");
        }
    }
}
