package io.cartulary.query.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.query.inventory.AwaitedPieces;
import io.cartulary.web.version.EntityTag;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One order as its owner and staff see it. Personal parts are absent once they were erased, and
/// for orders that another system took.
///
/// @param number what people call the order, for example `C-100042`
/// @param customerId absent for an order that another system took from someone unknown
/// @param imported whether another system took and delivered it before
/// @param discounts what took something off it
/// @param totals of all lines that it ever had
/// @param due what it costs now, without the pieces that were cancelled or came back
/// @param refunded the sum of all refunds
/// @param awaited pieces that are yet to come, and not packed before
/// @param cancellations pieces that were taken off it
/// @param importedRefunds that the other system gave which took it
/// @param edits what staff added to it, or wanted to; the lines of those that were made are among
///   its own
/// @param repayments of authorised money that did not come
/// @param notes of staff; its owner sees those that are for them
/// @param interventions what staff are to see to; its owner sees none
/// @param hold why nothing of it is packed or leaves, while that is so; its owner does not see it
/// @param version number of its last event; those of its payments do not count
public record OrderDetails(
        OrderId orderId,
        String number,
        @Nullable CustomerId customerId,
        OrderStatus status,
        PaymentStatus paymentStatus,
        FulfilmentStatus fulfilmentStatus,
        boolean imported,
        List<OrderLine> lines,
        OrderTotals totals,
        Money due,
        Money refunded,
        List<AppliedDiscount> discounts,
        String country,
        @Nullable Contact contact,
        @Nullable PostalAddress shippingAddress,
        @Nullable PostalAddress billingAddress,
        @Nullable String shippingMethod,
        @Nullable PaymentOfOrder payment,
        @Nullable Tracking tracking,
        List<Shipment> shipments,
        List<AwaitedPieces> awaited,
        List<Return> returns,
        List<CancelledLines> cancellations,
        List<ImportedRefund> importedRefunds,
        List<Edit> edits,
        List<Repayment> repayments,
        List<Note> notes,
        List<Intervention> interventions,
        @Nullable Hold hold,
        @Nullable CancellationReason cancellationReason,
        Instant placedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant cancelledAt,
        long version) {

    /// The attempt to pay it, or a change of it.
    ///
    /// @param reference the provider's own name for the charge
    /// @param nextStep where the shopper has to go to approve it, while that is open
    public record PaymentOfOrder(
            String paymentId,
            String provider,
            @Nullable String reference,
            @Nullable String nextStep,
            PaymentStatus status,
            Money amount,
            Money refunded) {}

    /// Where the goods are; absent until work on them began.
    public record Tracking(
            FulfilmentStatus status,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable Instant processingAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt,
            List<Shipment> shipments) {}

    /// One parcel. It is absent once it was taken apart.
    public record Shipment(
            ShipmentId shipmentId,
            ShipmentStatus status,
            List<LinePieces> lines,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt) {}

    /// How far a parcel has come.
    public enum ShipmentStatus {
        PACKED,
        UNPACKED,
        SHIPPED,
        DELIVERED
    }

    /// Goods that are to come back, or did.
    ///
    /// @param amount what goes back to the customer, once they came
    public record Return(
            ReturnId returnId,
            ReturnStatus status,
            List<LinePieces> lines,
            ReturnReason reason,
            @Nullable String comment,
            @Nullable String explanation,
            @Nullable Money amount,
            Instant requestedAt,
            @Nullable Instant endedAt) {}

    /// How far a return has come.
    public enum ReturnStatus {
        REQUESTED,
        APPROVED,
        REFUSED,
        RECEIVED
    }

    /// Pieces that will not be delivered.
    public record CancelledLines(
            List<RefundedLine> lines, CancellationReason reason, Money amount, Instant at) {}

    /// What another system paid back.
    ///
    /// @param number that system's, for example `C536379`
    public record ImportedRefund(
            String number, List<RefundedLine> lines, Money amount, Instant at) {}

    /// A change of what the order contains.
    ///
    /// @param toPay what it costs more
    /// @param payment the attempt to pay that, if there is one
    /// @param reason why it was dropped
    public record Edit(
            EditId editId,
            EditStatus status,
            EditedPieces changes,
            Money toPay,
            @Nullable PaymentOfOrder payment,
            @Nullable EditDropReason reason,
            Instant requestedAt,
            @Nullable Instant endedAt) {}

    /// How far a change has come. An `OPEN` one waits for stock or money.
    public enum EditStatus {
        OPEN,
        MADE,
        DROPPED
    }

    /// @param returnId of the return in exchange for which lines are added
    /// @param removed taken out before they were packed
    public record EditedPieces(
            @Nullable ReturnId returnId, List<RefundedLine> removed, List<OrderLine> added) {

        public static EditedPieces of(OrderEditRequested asked) {
            return new EditedPieces(asked.returnId(), asked.removed(), asked.added());
        }
    }

    /// What the shopper pays in the place of authorised money that did not come.
    ///
    /// @param reason why it was dropped
    public record Repayment(
            PaymentId paymentId,
            RepaymentStatus status,
            Money amount,
            @Nullable RepaymentDropReason reason,
            Instant requestedAt,
            @Nullable Instant endedAt) {}

    /// How far a repayment has come. An `OPEN` one waits for its money.
    public enum RepaymentStatus {
        OPEN,
        RECEIVED,
        DROPPED
    }

    /// What somebody wrote down.
    ///
    /// @param text absent once it was erased
    public record Note(
            NoteId noteId,
            NoteAudience audience,
            @Nullable String text,
            @Nullable String author,
            Instant at) {}

    /// What a person is to see to, because a refusal kept it from being done by itself.
    ///
    /// @param item the pieces which it is about, if it is about any
    /// @param refusal its code
    public record Intervention(
            InterventionReason reason, @Nullable SkuQuantity item, String refusal, Instant at) {}

    /// What keeps an order from leaving.
    public record Hold(HoldReason reason, @Nullable String author, Instant at) {}

    @JsonIgnore
    EntityTag entityTag() {
        return new EntityTag(orderId.value(), version);
    }
}
