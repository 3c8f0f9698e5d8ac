package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;
import static io.cartulary.command.refusal.GeneralRejection.NOT_FOUND;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.Bookkeeping;
import io.cartulary.command.CausationChain;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.importedorder.ImportedOrderEvent.OrderImported;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.pricing.Destination;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One purchase, from placement to delivery or cancellation, and what was paid back of it. Its
/// parts decide and evolve for themselves; it knows how far it is, and who is asked what when.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Order {

    @AggregateIdentifier private OrderId orderId;

    /// Of the event that placed it.
    @Bookkeeping private Map<String, String> chain = Map.of();

    private String number;
    private @Nullable OrderState status;
    private CartId cartId;
    private CustomerId customerId;
    private CustomerId buyer;
    private List<CouponCode> coupons = List.of();
    private Destination destination;
    private Goods goods = Goods.NONE;
    private Shipments shipments = Shipments.NONE;
    private Returns returns = Returns.NONE;
    private Edits edits = Edits.NONE;
    private Repayments repayments = Repayments.NONE;
    private Account account;

    /// Acts that took effect, so that repeating one changes nothing.
    @Bookkeeping private Set<String> acts = new HashSet<>();

    /// What the clock asks for follows from the order.
    @CommandHandlerInterceptor
    void continueFromChain(CommandMessage<?> command, UnitOfWork<?> deciding) {
        CausationChain.continueFrom(chain, command, deciding);
    }

    /// Shoppers read orders to see whether they are theirs, and an imported one is no shopper's.
    @CommandHandlerInterceptor
    void refuseForImported(CommandMessage<?> command) {
        if (orderId != null && status == null) {
            throw new CommandRejected(
                    command.getPayload() instanceof ReadOrder ? NOT_FOUND : IMPORTED_ORDER);
        }
    }

    private static void record(List<OrderEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CurrentOrder decide(PlaceOrder command) {
        if (status == null) {
            PlacedLines.check(command.lines(), command.totals());
            apply(
                    new OrderPlaced(
                            command.orderId(),
                            command.number(),
                            command.cartId(),
                            command.customerId(),
                            command.buyer(),
                            command.lines(),
                            command.totals(),
                            command.discounts(),
                            command.contact(),
                            command.shippingAddress(),
                            command.billingAddress(),
                            command.country(),
                            command.shippingMethod(),
                            command.paymentId(),
                            command.paymentProvider(),
                            command.paymentToken(),
                            command.placedAt()));
        }
        return summary();
    }

    @CommandHandler
    CurrentOrder decide(ReadOrder command) {
        return summary();
    }

    private CurrentOrder summary() {
        return new CurrentOrder(
                orderId,
                number,
                account.totals(),
                status,
                cartId,
                account.payers().own(),
                edits.open().map(Edits.Edit::firstPayment).orElse(null),
                repayments.openPayment(),
                account.isUnpaid());
    }

    @CommandHandler
    OrderAccount decide(ReadAccount command) {
        return new OrderAccount(
                customerId,
                destination,
                account.payers().all(),
                account.due(),
                account.costs().repaid());
    }

    @CommandHandler
    void decide(ConfirmOrder command) {
        switch (status) {
            case PENDING ->
                    apply(
                            new OrderConfirmed(
                                    orderId, customerId, command.paymentId(), goods.bySku()));
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED, SHIPPED, DELIVERED -> {
                /* confirming twice changes nothing */
            }
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(CancelOrder command) {
        switch (status) {
            case PENDING -> cancel(command.reason(), false);
            case CONFIRMED, PROCESSING -> {
                switch (command.reason()) {
                    case CUSTOMER_REQUEST, STAFF_REQUEST ->
                            cancel(command.reason(), account.isPaid());
                    case OUT_OF_STOCK, COUPON_REFUSED, PAYMENT_DECLINED, PAYMENT_TIMED_OUT ->
                            throw new CommandRejected(ALREADY_CONFIRMED);
                }
            }
            case PARTLY_SHIPPED, SHIPPED, DELIVERED -> throw new CommandRejected(ALREADY_SHIPPED);
            case CANCELLED -> {
                /* cancelling twice changes nothing */
            }
        }
    }

    private void cancel(CancellationReason reason, boolean paid) {
        record(edits.overtaken());
        record(repayments.overtaken());
        apply(
                new OrderCancelled(
                        orderId,
                        customerId,
                        buyer,
                        reason,
                        goods.bySku(),
                        goods.held(orderId, goods.ofEdits()),
                        coupons,
                        account.payers().own(),
                        paid));
    }

    @CommandHandler
    void decide(CancelLines command) {
        if (acts.contains(command.reference())) {
            return;
        }
        switch (status) {
            case PENDING -> throw new CommandRejected(NOT_CONFIRMED);
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED -> cancelLines(command);
            case SHIPPED, DELIVERED -> throw new CommandRejected(ALREADY_SHIPPED);
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    private void cancelLines(CancelLines command) {
        var lines = goods.openPieces(command.pieces());
        var remaining = goods.cancelled(lines);
        if (remaining.isEmpty()) {
            cancel(command.reason(), account.isPaid());
            return;
        }
        var amount = lines.stream().map(RefundedLine::amount).reduce(account.zero(), Money::plus);
        apply(
                new OrderLinesCancelled(
                        orderId,
                        command.reference(),
                        command.reason(),
                        lines,
                        goods.heldOf(orderId, lines),
                        account.payers().own(),
                        amount,
                        account.due().minus(amount),
                        remaining.fulfilment()));
        record(shipments.endOf(orderId, goods.fulfilment()));
    }

    @CommandHandler
    void decide(StartProcessing command) {
        switch (status) {
            case PENDING -> throw new CommandRejected(NOT_CONFIRMED);
            case CONFIRMED -> apply(new OrderProcessingStarted(orderId));
            case PROCESSING, PARTLY_SHIPPED, SHIPPED, DELIVERED -> {
                /* starting twice changes nothing */
            }
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(PutOrderOnHold command) {
        switch (status) {
            case PENDING, CONFIRMED, PROCESSING, PARTLY_SHIPPED ->
                    record(shipments.hold().decide(command));
            case SHIPPED, DELIVERED -> throw new CommandRejected(ALREADY_SHIPPED);
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(TakeOrderOffHold command) {
        record(shipments.hold().decide(command));
    }

    @CommandHandler
    OpenPieces decide(ReadOpenPieces command) {
        return new OpenPieces(goods.held(orderId, goods.open()));
    }

    @CommandHandler
    void decide(PackShipment command) {
        if (!shipments.contains(command.shipmentId())) {
            requirePacking();
            record(shipments.decide(command, goods));
        }
    }

    private void requirePacking() {
        switch (status) {
            case PENDING -> throw new CommandRejected(NOT_CONFIRMED);
            case CONFIRMED -> throw new CommandRejected(NOT_IN_PROCESSING);
            case PROCESSING, PARTLY_SHIPPED -> {
                /* the warehouse is at it */
            }
            case SHIPPED, DELIVERED -> throw new CommandRejected(ALREADY_SHIPPED);
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(UnpackShipment command) {
        record(shipments.decide(command, goods));
    }

    @CommandHandler
    void decide(DispatchShipment command) {
        record(shipments.decide(command, status, goods, account));
    }

    @CommandHandler
    void decide(CorrectTracking command) {
        record(shipments.decide(command));
    }

    @CommandHandler
    void decide(RecordShipmentDelivery command) {
        record(shipments.decide(command, goods));
    }

    @CommandHandler
    void decide(ShipOrder command) {
        var shipmentId = ShipmentId.named(orderId + "/" + command.trackingNumber());
        if (!shipments.hasLeft(shipmentId)) {
            requirePacking();
            account.requirePaid();
            record(shipments.decide(command, shipmentId, goods));
        }
    }

    @CommandHandler
    void decide(RecordDelivery command) {
        switch (status) {
            case PENDING, CONFIRMED, PROCESSING, PARTLY_SHIPPED ->
                    throw new CommandRejected(NOT_SHIPPED);
            case SHIPPED -> record(shipments.decide(command, goods));
            case DELIVERED -> {
                /* delivering twice changes nothing */
            }
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(AddOrderNote command) {
        if (!acts.contains(command.noteId().value())) {
            apply(
                    new OrderNoteAdded(
                            orderId,
                            command.noteId(),
                            command.audience(),
                            personal(command.text())));
        }
    }

    @CommandHandler
    void decide(RequestIntervention command) {
        if (!acts.contains(intervention(command.reference()))) {
            apply(
                    new InterventionRequested(
                            orderId,
                            command.reference(),
                            command.reason(),
                            command.pieces(),
                            command.refusal()));
        }
    }

    /// It is named after the act that failed, which may have a name of its own here.
    private static String intervention(String reference) {
        return "intervention/" + reference;
    }

    private Personal<String> personal(String text) {
        return Personal.of(customerId.value(), text);
    }

    @CommandHandler
    void decide(RequestReturn command) {
        if (returns.contains(command.returnId())) {
            return;
        }
        switch (status) {
            case PENDING, CONFIRMED, PROCESSING -> throw new CommandRejected(NOT_SHIPPED);
            case PARTLY_SHIPPED, SHIPPED, DELIVERED ->
                    record(returns.decide(command, goods, this::personal));
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(ApproveReturn command) {
        record(returns.decide(command));
    }

    @CommandHandler
    void decide(RefuseReturn command) {
        record(returns.decide(command, this::personal));
    }

    @CommandHandler
    void decide(ReceiveReturn command) {
        record(returns.decide(command, goods, account));
    }

    @CommandHandler
    EditSummary decide(RequestEdit command) {
        if (!edits.contains(command.editId())) {
            if (repayments.open() != null) {
                throw new CommandRejected(EDIT_OPEN);
            }
            record(edits.decide(command, status, goods, returns, account));
        }
        return edits.edits().get(command.editId()).summary();
    }

    @CommandHandler
    void decide(AcceptEdit command) {
        record(edits.decide(command, status, goods, returns, account));
    }

    @CommandHandler
    void decide(DropEdit command) {
        record(edits.decide(command));
    }

    @CommandHandler
    void decide(RecordLostPayment command) {
        switch (status) {
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED, SHIPPED, DELIVERED -> {
                if (account.isNewlyLost(command.paymentId())) {
                    record(repayments.overtaken());
                    record(account.decide(command));
                }
            }
            case PENDING, CANCELLED -> {
                /* it is not confirmed by that payment, or nothing is sent for it */
            }
        }
    }

    @CommandHandler
    void decide(RequestRepayment command) {
        record(repayments.decide(command, status, edits, account));
    }

    @CommandHandler
    void decide(RecordRepayment command) {
        record(repayments.decide(command, status, account));
    }

    @CommandHandler
    void decide(DropRepayment command) {
        record(repayments.decide(command));
    }

    @CommandHandler
    void decide(AllowUnpaidShipment command) {
        if (account.isUnpaid()) {
            apply(new UnpaidShipmentAllowed(orderId));
        }
    }

    @CommandHandler
    void decide(RecordOrderRefund command) {
        record(account.decide(command, status));
    }

    /// All that is known here of an order that another system took.
    @EventSourcingHandler
    void evolve(OrderImported event) {
        orderId = event.orderId();
    }

    @EventSourcingHandler
    void evolve(OrderEvent event, EventMessage<?> message) {
        if (event instanceof OrderPlaced placed) {
            begin(placed);
            chain = CausationChain.from(message);
        }
        edits = edits.evolve(event, account.due());
        repayments = repayments.evolve(event, account.due());
        goods = goods.evolve(event, shipments, returns);
        shipments = shipments.evolve(event);
        returns = returns.evolve(event);
        account = account.evolve(event);
        status = OrderState.after(status, event);
        actOf(event).ifPresent(acts::add);
    }

    private void begin(OrderPlaced placed) {
        orderId = placed.orderId();
        number = placed.number();
        cartId = placed.cartId();
        customerId = placed.customerId();
        buyer = placed.buyer();
        coupons = placed.discounts().stream().map(AppliedDiscount::code).toList();
        var address = placed.shippingAddress().orNull();
        destination = Destination.of(placed.country(), address == null ? null : address.region());
        account = Account.of(placed);
    }

    private static Optional<String> actOf(OrderEvent event) {
        return switch (event) {
            case OrderLinesCancelled cancelled -> Optional.of(cancelled.reference());
            case OrderNoteAdded note -> Optional.of(note.noteId().value());
            case InterventionRequested asked -> Optional.of(intervention(asked.reference()));
            default -> Optional.empty();
        };
    }

    Order() {} // Axon creates an empty order, then replays its events
}
