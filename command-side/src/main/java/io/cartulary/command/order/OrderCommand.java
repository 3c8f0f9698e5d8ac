package io.cartulary.command.order;

import io.cartulary.command.cart.CartContent;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.OrderEvent.CancellationReason;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.payment.PaymentId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of an order.
public sealed interface OrderCommand {

    @TargetAggregateIdentifier
    OrderId orderId();

    /// Turns a cart into an order: empties it and places `order`, both or neither. Refused when the
    /// cart holds something else than `content`, for which the order was priced. Answers an
    /// [OrderSummary].
    record CheckOut(PlaceOrder order, CartContent content) implements OrderCommand {

        @Override
        public OrderId orderId() {
            return order.orderId();
        }
    }

    /// Places an order whose lines were priced from the decision tables; what was read travels in
    /// it. Answers an [OrderSummary].
    record PlaceOrder(
            OrderId orderId,
            String number,
            CartId cartId,
            CustomerId customerId,
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

    record ShipOrder(OrderId orderId, String carrier, String trackingNumber, Instant shippedAt)
            implements OrderCommand {}

    record RecordDelivery(OrderId orderId, Instant deliveredAt) implements OrderCommand {}

    /// Money went back to the customer; `refunded` is the payment's sum of refunds, so telling it
    /// twice changes nothing. What came by another payment than the order's never paid the order.
    record RecordOrderRefund(OrderId orderId, PaymentId paymentId, Money amount, Money refunded)
            implements OrderCommand {}

    /// Takes in an order that another system took and delivered before; no saga, no deadline. Lines
    /// may name a SKU more than once.
    record RecordPastOrder(
            OrderId orderId,
            String number,
            @Nullable CustomerId customerId,
            String country,
            List<OrderLine> lines,
            OrderTotals totals,
            Instant placedAt)
            implements OrderCommand {}

    /// Takes in a refund of a past order; refused when more would be refunded than was bought.
    /// `reference` makes it safe to repeat.
    record RecordPastRefund(
            OrderId orderId, String reference, List<RefundedLine> lines, Instant refundedAt)
            implements OrderCommand {

        public RecordPastRefund {
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("lines must not be empty");
            }
        }
    }

    /// Answers an [OrderSummary] of the order as it is and records nothing.
    record ReadOrder(OrderId orderId) implements OrderCommand {}
}
