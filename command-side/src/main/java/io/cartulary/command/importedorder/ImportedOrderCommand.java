package io.cartulary.command.importedorder;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of an order that another system took.
public sealed interface ImportedOrderCommand {

    @TargetAggregateIdentifier
    OrderId orderId();

    /// Takes in an order that another system took and delivered before. Lines may name a SKU more
    /// than once.
    record ImportOrder(
            OrderId orderId,
            String number,
            @Nullable CustomerId customerId,
            String country,
            List<OrderLine> lines,
            OrderTotals totals,
            Instant placedAt)
            implements ImportedOrderCommand {}

    /// Takes in a refund of an imported order; refused when more would be refunded than was bought.
    /// `reference` makes it safe to repeat.
    record RecordImportedRefund(
            OrderId orderId, String reference, List<RefundedLine> lines, Instant refundedAt)
            implements ImportedOrderCommand {

        public RecordImportedRefund {
            if (lines.isEmpty()) {
                throw new InvalidValue("lines", "must not be empty");
            }
        }
    }
}
