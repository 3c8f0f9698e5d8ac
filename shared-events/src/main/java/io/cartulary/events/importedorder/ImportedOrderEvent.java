package io.cartulary.events.importedorder;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to an order that another system took and delivered before.
public sealed interface ImportedOrderEvent extends DomainEvent {

    OrderId orderId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return orderId().value();
    }

    /// The order was taken in. Source: `ImportOrder`. `number` is the other system's; no stock,
    /// coupon or payment of ours is touched.
    @StoredAs(name = "importedorder.OrderImported", revision = 1)
    record OrderImported(
            OrderId orderId,
            String number,
            @Nullable CustomerId customerId,
            String country,
            List<OrderLine> lines,
            OrderTotals totals,
            Instant placedAt)
            implements ImportedOrderEvent {}

    /// A refund that the other system gave before on the order. Source: `RecordImportedRefund`.
    /// `reference` is that system's number for it; `refunded` is the sum of all refunds so far.
    @StoredAs(name = "importedorder.ImportedRefundRecorded", revision = 1)
    record ImportedRefundRecorded(
            OrderId orderId,
            String reference,
            @Nullable CustomerId customerId,
            List<RefundedLine> lines,
            Money amount,
            Money refunded,
            Instant refundedAt)
            implements ImportedOrderEvent {}
}
