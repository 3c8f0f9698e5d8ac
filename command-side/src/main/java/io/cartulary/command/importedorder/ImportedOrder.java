package io.cartulary.command.importedorder;

import static io.cartulary.command.importedorder.ImportedOrderRejection.*;
import static io.cartulary.command.order.OrderRejection.UNKNOWN_LINE;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.command.order.PlacedLines;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderTotals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// An order that another system took and delivered before, and what that system paid back of it. It
/// is read once for each refund of a file, so nothing is gained by remembering it.
@Aggregate
class ImportedOrder {

    @AggregateIdentifier private OrderId orderId;
    private @Nullable CustomerId customerId;
    private @Nullable OrderTotals totals;
    private Money refunded;

    /// What is left to be refunded, by line number.
    private Map<Integer, Refundable> refundable = new HashMap<>();

    private Set<String> refunds = new HashSet<>();

    private record Refundable(Sku sku, int quantity, Money amount) {

        boolean covers(RefundedLine line) {
            return line.quantity() <= quantity
                    && line.amount().isSameCurrency(amount)
                    && !line.amount().isGreaterThan(amount);
        }

        Refundable minus(RefundedLine line) {
            return new Refundable(sku, quantity - line.quantity(), amount.minus(line.amount()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ImportOrder command) {
        if (totals == null) {
            PlacedLines.check(command.lines(), command.totals());
            apply(
                    new OrderImported(
                            command.orderId(),
                            command.number(),
                            command.customerId(),
                            command.country(),
                            command.lines(),
                            command.totals(),
                            command.placedAt()));
        } else if (!totals.equals(command.totals())) {
            throw new CommandRejected(IMPORTED_ORDER_DIFFERS);
        }
    }

    @CommandHandler
    void decide(RecordImportedRefund command) {
        if (refunds.contains(command.reference())) {
            return;
        }
        var left = new HashMap<>(refundable);
        var amount = Money.zero(refunded.getCurrencyUnit());
        for (var line : command.lines()) {
            var present = left.get(line.line());
            if (present == null || !present.sku().equals(line.sku())) {
                throw new CommandRejected(UNKNOWN_LINE);
            }
            if (!present.covers(line)) {
                throw new CommandRejected(REFUND_EXCEEDS_LINE);
            }
            left.put(line.line(), present.minus(line));
            amount = amount.plus(line.amount());
        }
        apply(
                new ImportedRefundRecorded(
                        orderId,
                        command.reference(),
                        customerId,
                        command.lines(),
                        amount,
                        refunded.plus(amount),
                        command.refundedAt()));
    }

    @EventSourcingHandler
    void evolve(OrderImported event) {
        orderId = event.orderId();
        customerId = event.customerId();
        totals = event.totals();
        refunded = Money.zero(event.totals().total().getCurrencyUnit());
        for (var line : event.lines()) {
            refundable.put(line.line(), new Refundable(line.sku(), line.quantity(), line.total()));
        }
    }

    @EventSourcingHandler
    void evolve(ImportedRefundRecorded event) {
        refunded = event.refunded();
        refunds.add(event.reference());
        for (var line : event.lines()) {
            refundable.computeIfPresent(line.line(), (_, left) -> left.minus(line));
        }
    }

    ImportedOrder() {} // Axon creates an empty order, then replays its events
}
