package io.cartulary.query.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.OrderEvent.CancellationReason;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One order as its owner and staff see it. Personal parts are absent once they were erased, and
/// for orders that another system took.
///
/// @param number what people call the order, for example `C-100042`
/// @param customerId absent for an order that another system took from someone unknown
/// @param past whether another system took and delivered it before
/// @param discounts what took something off it
/// @param refunded the sum of all refunds
/// @param version grows with every change
public record OrderDetails(
        OrderId orderId,
        String number,
        @Nullable CustomerId customerId,
        OrderStatus status,
        PaymentStatus paymentStatus,
        FulfilmentStatus fulfilmentStatus,
        boolean past,
        List<OrderLine> lines,
        OrderTotals totals,
        Money refunded,
        List<AppliedDiscount> discounts,
        String country,
        @Nullable Contact contact,
        @Nullable PostalAddress shippingAddress,
        @Nullable PostalAddress billingAddress,
        @Nullable String shippingMethod,
        @Nullable PaymentOfOrder payment,
        @Nullable Tracking tracking,
        @Nullable CancellationReason cancellationReason,
        Instant placedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant cancelledAt,
        long version) {

    /// The attempt to pay it.
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
            @Nullable Instant deliveredAt) {}

    @JsonIgnore
    String eTag() {
        return "\"%s-%d\"".formatted(orderId, version);
    }
}
