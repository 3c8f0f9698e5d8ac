package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;
import static io.cartulary.command.order.OrderStatus.DELIVERED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.CausationChain;
import io.cartulary.command.CommandRejected;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.pricing.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One purchase, from placement to delivery or cancellation, and what was paid back of it.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Order {

    @AggregateIdentifier private OrderId orderId;

    /// Of the event that placed it.
    private Map<String, String> chain = Map.of();

    private String number;
    private @Nullable OrderStatus status;
    private boolean past;
    private boolean confirmed;
    private @Nullable CartId cartId;
    private @Nullable CustomerId customerId;
    private @Nullable PaymentId paymentId;
    private List<CouponCode> coupons = List.of();
    private OrderTotals totals;
    private Goods goods = Goods.NONE;

    /// What it costs without the pieces that were cancelled or came back.
    private Money due;

    /// What was asked for in payments: its total and what changes cost more.
    private Money charged;

    /// What was paid anew because it had been promised and did not come.
    private Money repaid;

    /// Whether its own payment was ever asked for anything.
    private boolean paidAtPlacement;

    /// By which changes were paid.
    private List<PaymentId> furtherPayments = new ArrayList<>();

    private @Nullable Destination destination;
    private Money refunded;
    private Map<PaymentId, Money> refundedBy = new HashMap<>();
    private Map<ShipmentId, Shipment> shipments = new LinkedHashMap<>();
    private Map<ReturnId, Return> returns = new HashMap<>();
    private Map<EditId, Edit> edits = new HashMap<>();

    /// Payments whose promise died, and whether that still holds the order up.
    private Set<PaymentId> lostPayments = new HashSet<>();

    private boolean unpaid;

    /// Acts that took effect, so that repeating one changes nothing.
    private Set<String> cancellations = new HashSet<>();

    private Set<NoteId> notes = new HashSet<>();
    private Set<String> interventions = new HashSet<>();

    /// Of a past order only, by line number: what is left to be refunded.
    private Map<Integer, Refundable> refundable = new HashMap<>();

    private Set<String> pastRefunds = new HashSet<>();

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

    private enum ShipmentState {
        PACKED,
        SHIPPED,
        DELIVERED
    }

    private record Shipment(
            List<LinePieces> pieces,
            ShipmentState state,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable Instant at) {

        boolean goesUnder(String otherCarrier, String number) {
            return otherCarrier.equals(carrier) && number.equals(trackingNumber);
        }
    }

    private enum ReturnState {
        REQUESTED,
        APPROVED,
        REFUSED,
        RECEIVED
    }

    private record Return(List<LinePieces> pieces, ReturnState state) {

        Return in(ReturnState next) {
            return new Return(pieces, next);
        }
    }

    private enum EditState {
        OPEN,
        MADE,
        DROPPED
    }

    /// @param due what the order cost when it was asked for
    private record Edit(OrderEditRequested request, Money due, EditState state) {

        boolean isRepayment() {
            return request.editId().isOfRepayment();
        }

        Money removedFor() {
            var amount = Money.zero(request.toPay().getCurrencyUnit());
            for (var line : request.removed()) {
                amount = amount.plus(line.amount());
            }
            for (var line : request.received()) {
                amount = amount.plus(line.amount());
            }
            return amount;
        }

        Money toReturn() {
            var none = Money.zero(request.toPay().getCurrencyUnit());
            var less = removedFor().minus(sum(none, request.added()));
            return less.isPositive() ? less : none;
        }

        @Nullable PaymentId firstPayment() {
            return request.toPay().isPositive() ? PaymentId.of(request.editId()) : null;
        }

        Edit in(EditState next) {
            return new Edit(request, due, next);
        }
    }

    /// What the clock asks for follows from the order.
    @CommandHandlerInterceptor
    void continueFromChain(CommandMessage<?> command, UnitOfWork<?> deciding) {
        CausationChain.continueFrom(chain, command, deciding);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    OrderSummary decide(PlaceOrder command) {
        if (past) {
            throw new CommandRejected(PAST_ORDER);
        }
        if (status == null) {
            checkSums(command.lines(), command.totals());
            apply(
                    new OrderPlaced(
                            command.orderId(),
                            command.number(),
                            command.cartId(),
                            command.customerId(),
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
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RecordPastOrder command) {
        if (status == null) {
            checkSums(command.lines(), command.totals());
            apply(
                    new PastOrderRecorded(
                            command.orderId(),
                            command.number(),
                            command.customerId(),
                            command.country(),
                            command.lines(),
                            command.totals(),
                            command.placedAt()));
        } else if (!past) {
            throw new CommandRejected(NOT_A_PAST_ORDER);
        } else if (!totals.equals(command.totals())) {
            throw new CommandRejected(PAST_ORDER_DIFFERS);
        }
    }

    @CommandHandler
    OrderSummary decide(ReadOrder command) {
        return summary();
    }

    @CommandHandler
    OrderAccount decide(ReadAccount command) {
        var payments = new ArrayList<PaymentId>();
        if (paidAtPlacement) {
            payments.add(paymentId);
        }
        payments.addAll(furtherPayments);
        return new OrderAccount(customerId, destination, payments, due, repaid);
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
                            cancel(command.reason(), totals.total().isPositive());
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
        openEdit().ifPresent(open -> drop(open.request(), EditDropReason.OVERTAKEN));
        apply(
                new OrderCancelled(
                        orderId,
                        customerId,
                        reason,
                        goods.bySku(),
                        goods.held(orderId, goods.ofEdits()),
                        coupons,
                        paymentId,
                        paid));
    }

    @CommandHandler
    void decide(CancelLines command) {
        if (cancellations.contains(command.reference())) {
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
        var lines = openPieces(command.pieces());
        var amount = Money.zero(totals.total().getCurrencyUnit());
        for (var line : lines) {
            amount = amount.plus(line.amount());
        }
        var left = goods.cancelled(lines);
        if (left.isEmpty()) {
            cancel(command.reason(), totals.total().isPositive());
            return;
        }
        apply(
                new OrderLinesCancelled(
                        orderId,
                        command.reference(),
                        command.reason(),
                        lines,
                        heldOf(lines),
                        paymentId,
                        amount,
                        due.minus(amount),
                        left.fulfilment()));
        endWhenAllLeft();
    }

    private List<HeldPieces> heldOf(List<RefundedLine> lines) {
        return goods.held(
                orderId,
                lines.stream()
                        .map(line -> new LinePieces(line.line(), line.sku(), line.quantity()))
                        .toList());
    }

    /// What the wanted pieces cost, which are not packed.
    private List<RefundedLine> openPieces(List<WantedPieces> wanted) {
        goods.pick(wanted, line -> line.ordered() - line.cancelled() - line.shipped());
        return wanted.stream()
                .map(part -> {
                    var line = goods.line(part.line());
                    if (part.quantity() > line.open()) {
                        throw new CommandRejected(ALREADY_PACKED);
                    }
                    return new RefundedLine(
                            part.line(),
                            line.sku(),
                            part.quantity(),
                            line.priceOf(part.quantity()));
                })
                .toList();
    }

    /// After the last open pieces were cancelled, the order is as far as its parcels.
    private void endWhenAllLeft() {
        var reached = goods.fulfilment();
        if (reached == Fulfilment.SHIPPED || reached == Fulfilment.DELIVERED) {
            var last =
                    shipments.values().stream()
                            .max(Comparator.comparing(Shipment::at))
                            .orElseThrow();
            apply(new OrderShipped(orderId, last.carrier(), last.trackingNumber(), last.at()));
            if (reached == Fulfilment.DELIVERED) {
                apply(new OrderDelivered(orderId, last.at()));
            }
        }
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
    void decide(PackShipment command) {
        if (shipments.containsKey(command.shipmentId())) {
            return;
        }
        requirePacking();
        var open = goods.open();
        if (open.isEmpty()) {
            throw new CommandRejected(NOTHING_TO_PACK);
        }
        pack(
                command.shipmentId(),
                command.pieces().isEmpty() ? open : goods.pick(command.pieces(), Goods.Line::open));
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

    private void pack(ShipmentId shipmentId, List<LinePieces> pieces) {
        apply(new ShipmentPacked(orderId, shipmentId, pieces, goods.packed(pieces).fulfilment()));
    }

    @CommandHandler
    void decide(UnpackShipment command) {
        var shipment = shipment(command.shipmentId());
        switch (shipment.state()) {
            case PACKED ->
                    apply(
                            new ShipmentUnpacked(
                                    orderId,
                                    command.shipmentId(),
                                    goods.unpacked(shipment.pieces()).fulfilment()));
            case SHIPPED, DELIVERED -> throw new CommandRejected(ALREADY_SHIPPED);
        }
    }

    @CommandHandler
    void decide(DispatchShipment command) {
        var shipment = shipment(command.shipmentId());
        if (status == OrderStatus.CANCELLED) {
            throw new CommandRejected(ALREADY_CANCELLED);
        }
        switch (shipment.state()) {
            case PACKED -> {
                requirePaid();
                dispatch(
                        command.shipmentId(),
                        command.carrier(),
                        command.trackingNumber(),
                        command.shippedAt());
            }
            case SHIPPED, DELIVERED -> {
                if (!shipment.goesUnder(command.carrier(), command.trackingNumber())) {
                    throw new CommandRejected(ALREADY_SHIPPED);
                }
            }
        }
    }

    private void dispatch(
            ShipmentId shipmentId, String carrier, String trackingNumber, Instant at) {
        var reached = goods.shipped(shipments.get(shipmentId).pieces()).fulfilment();
        apply(new ShipmentDispatched(orderId, shipmentId, carrier, trackingNumber, at, reached));
        if (reached == Fulfilment.SHIPPED) {
            apply(new OrderShipped(orderId, carrier, trackingNumber, at));
        }
    }

    @CommandHandler
    void decide(CorrectTracking command) {
        var shipment = shipment(command.shipmentId());
        switch (shipment.state()) {
            case PACKED -> throw new CommandRejected(NOT_SHIPPED);
            case SHIPPED, DELIVERED -> {
                if (!shipment.goesUnder(command.carrier(), command.trackingNumber())) {
                    apply(
                            new ShipmentTrackingCorrected(
                                    orderId,
                                    command.shipmentId(),
                                    command.carrier(),
                                    command.trackingNumber()));
                }
            }
        }
    }

    @CommandHandler
    void decide(RecordShipmentDelivery command) {
        switch (shipment(command.shipmentId()).state()) {
            case PACKED -> throw new CommandRejected(NOT_SHIPPED);
            case SHIPPED -> {
                deliver(command.shipmentId(), command.deliveredAt());
                if (goods.fulfilment() == Fulfilment.DELIVERED) {
                    apply(new OrderDelivered(orderId, command.deliveredAt()));
                }
            }
            case DELIVERED -> {
                /* delivering twice changes nothing */
            }
        }
    }

    private void deliver(ShipmentId shipmentId, Instant at) {
        var pieces = shipments.get(shipmentId).pieces();
        apply(new ShipmentDelivered(orderId, shipmentId, at, goods.delivered(pieces).fulfilment()));
    }

    @CommandHandler
    void decide(ShipOrder command) {
        if (past) {
            throw new CommandRejected(ALREADY_SHIPPED);
        }
        var shipmentId = ShipmentId.named(orderId + "/" + command.trackingNumber());
        var before = shipments.get(shipmentId);
        if (before != null && before.state() != ShipmentState.PACKED) {
            return;
        }
        requirePacking();
        requirePaid();
        if (shipments.values().stream().anyMatch(one -> one.state() == ShipmentState.PACKED)) {
            throw new CommandRejected(PARCELS_WAITING);
        }
        pack(shipmentId, goods.open());
        dispatch(shipmentId, command.carrier(), command.trackingNumber(), command.shippedAt());
    }

    @CommandHandler
    void decide(RecordDelivery command) {
        switch (status) {
            case PENDING, CONFIRMED, PROCESSING, PARTLY_SHIPPED ->
                    throw new CommandRejected(NOT_SHIPPED);
            case SHIPPED -> {
                for (var shipmentId : List.copyOf(shipments.keySet())) {
                    if (shipments.get(shipmentId).state() == ShipmentState.SHIPPED) {
                        deliver(shipmentId, command.deliveredAt());
                    }
                }
                apply(new OrderDelivered(orderId, command.deliveredAt()));
            }
            case DELIVERED -> {
                /* delivering twice changes nothing */
            }
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    private Shipment shipment(ShipmentId shipmentId) {
        var shipment = shipments.get(shipmentId);
        if (shipment == null) {
            throw new CommandRejected(UNKNOWN_SHIPMENT);
        }
        return shipment;
    }

    @CommandHandler
    void decide(AddOrderNote command) {
        if (!notes.contains(command.noteId())) {
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
        if (!interventions.contains(command.reference())) {
            apply(
                    new InterventionRequested(
                            orderId,
                            command.reference(),
                            command.reason(),
                            command.pieces(),
                            command.refusal()));
        }
    }

    @CommandHandler
    void decide(RequestReturn command) {
        if (past) {
            throw new CommandRejected(PAST_ORDER);
        }
        if (returns.containsKey(command.returnId())) {
            return;
        }
        switch (status) {
            case PENDING, CONFIRMED, PROCESSING -> throw new CommandRejected(NOT_SHIPPED);
            case PARTLY_SHIPPED, SHIPPED, DELIVERED ->
                    apply(
                            new ReturnRequested(
                                    orderId,
                                    command.returnId(),
                                    goods.pick(command.pieces(), Goods.Line::returnable),
                                    command.reason(),
                                    command.comment() == null
                                            ? null
                                            : personal(command.comment())));
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    @CommandHandler
    void decide(ApproveReturn command) {
        switch (returned(command.returnId()).state()) {
            case REQUESTED -> apply(new ReturnApproved(orderId, command.returnId()));
            case APPROVED, RECEIVED -> {
                /* approving twice changes nothing */
            }
            case REFUSED -> throw new CommandRejected(RETURN_REFUSED);
        }
    }

    @CommandHandler
    void decide(RefuseReturn command) {
        switch (returned(command.returnId()).state()) {
            case REQUESTED, APPROVED ->
                    apply(
                            new ReturnRefused(
                                    orderId,
                                    command.returnId(),
                                    command.explanation() == null
                                            ? null
                                            : personal(command.explanation())));
            case REFUSED -> {
                /* refusing twice changes nothing */
            }
            case RECEIVED -> throw new CommandRejected(ALREADY_RECEIVED);
        }
    }

    @CommandHandler
    void decide(ReceiveReturn command) {
        var expected = returned(command.returnId());
        switch (expected.state()) {
            case REQUESTED -> throw new CommandRejected(RETURN_NOT_APPROVED);
            case APPROVED -> receive(command, expected);
            case REFUSED -> throw new CommandRejected(RETURN_REFUSED);
            case RECEIVED -> {
                /* receiving twice changes nothing */
            }
        }
    }

    private void receive(ReceiveReturn command, Return expected) {
        var lines = returnedPieces(command.pieces(), expected);
        var amount = Money.zero(totals.total().getCurrencyUnit());
        for (var line : lines) {
            amount = amount.plus(line.amount());
        }
        apply(
                new ReturnReceived(
                        orderId,
                        command.returnId(),
                        lines,
                        paymentId,
                        amount,
                        due.minus(amount),
                        command.receivedAt()));
    }

    /// What the pieces cost that came in of a return.
    private List<ReceivedLine> returnedPieces(List<ReceivedPieces> pieces, Return expected) {
        var atMost =
                expected.pieces().stream()
                        .collect(Collectors.toMap(LinePieces::line, LinePieces::quantity));
        return pieces.stream()
                .map(part -> {
                    var all = part.all();
                    var line = goods.line(part.line());
                    if (all.quantity() > atMost.getOrDefault(part.line(), 0)) {
                        throw new CommandRejected(TOO_MANY_PIECES);
                    }
                    return new ReceivedLine(
                            part.line(),
                            line.sku(),
                            part.restocked(),
                            part.scrapped(),
                            line.priceOf(all.quantity()),
                            part.in());
                })
                .toList();
    }

    @CommandHandler
    EditSummary decide(RequestEdit command) {
        if (!edits.containsKey(command.editId())) {
            requireEditable(command.returnId());
            if (openEdit().isPresent()) {
                throw new CommandRejected(EDIT_OPEN);
            }
            if (command.taxIncluded() != totals.taxIncluded()) {
                throw new CommandRejected(TAXED_OTHERWISE);
            }
            requestEdit(command);
        }
        var edit = edits.get(command.editId());
        return new EditSummary(
                command.editId(), edit.request().toPay(), edit.toReturn(), edit.firstPayment());
    }

    private Optional<Edit> openEdit() {
        return edits.values().stream().filter(edit -> edit.state() == EditState.OPEN).findAny();
    }

    private void requireEditable(@Nullable ReturnId returnId) {
        if (past) {
            throw new CommandRejected(PAST_ORDER);
        }
        if (returnId != null) {
            switch (returned(returnId).state()) {
                case REQUESTED -> throw new CommandRejected(RETURN_NOT_APPROVED);
                case APPROVED -> {
                    /* other goods may go out for them */
                }
                case REFUSED -> throw new CommandRejected(RETURN_REFUSED);
                case RECEIVED -> throw new CommandRejected(ALREADY_RECEIVED);
            }
            return;
        }
        switch (status) {
            case PENDING -> throw new CommandRejected(NOT_CONFIRMED);
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED -> {
                /* something may still be put in */
            }
            case SHIPPED, DELIVERED -> throw new CommandRejected(ALREADY_SHIPPED);
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        }
    }

    private void requestEdit(RequestEdit command) {
        var removed = openPieces(command.removed());
        var received =
                command.returnId() == null
                        ? List.<ReceivedLine>of()
                        : returnedPieces(command.received(), returned(command.returnId()));
        var number = goods.nextNumber();
        var added = new ArrayList<OrderLine>();
        for (var line : command.added()) {
            added.add(line.numbered(number++));
        }
        var zero = Money.zero(totals.total().getCurrencyUnit());
        var asked =
                new OrderEditRequested(
                        orderId,
                        command.editId(),
                        command.returnId(),
                        removed,
                        received,
                        added,
                        zero,
                        null,
                        null,
                        command.requestedAt());
        var more = sum(zero, added).minus(new Edit(asked, due, EditState.OPEN).removedFor());
        if (!more.isPositive()) {
            apply(asked);
            return;
        }
        if (command.paymentProvider() == null || command.paymentToken() == null) {
            throw new CommandRejected(PAYMENT_MISSING);
        }
        apply(
                new OrderEditRequested(
                        orderId,
                        command.editId(),
                        command.returnId(),
                        removed,
                        received,
                        added,
                        more,
                        command.paymentProvider(),
                        command.paymentToken(),
                        command.requestedAt()));
    }

    private static Money sum(Money zero, List<OrderLine> lines) {
        return lines.stream().map(OrderLine::total).reduce(zero, Money::plus);
    }

    @CommandHandler
    void decide(RecordLostPayment command) {
        var lost = command.paymentId();
        if (lostPayments.contains(lost)
                || !lost.equals(paymentId) && !furtherPayments.contains(lost)) {
            return;
        }
        switch (status) {
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED, SHIPPED, DELIVERED -> {
                // What is being paid anew is less than is missing now.
                openEdit()
                        .filter(Edit::isRepayment)
                        .ifPresent(open -> drop(open.request(), EditDropReason.OVERTAKEN));
                apply(new OrderPaymentLost(orderId, lost));
                apply(
                        new InterventionRequested(
                                orderId,
                                "lost/" + lost,
                                InterventionReason.MONEY_NOT_COMING,
                                null,
                                NOT_PAID.name()));
            }
            case PENDING, CANCELLED -> {
                /* it is not confirmed by that payment, or nothing is sent for it */
            }
        }
    }

    @CommandHandler
    void decide(RequestRepayment command) {
        if (edits.containsKey(command.editId())) {
            return;
        }
        if (status == OrderStatus.CANCELLED) {
            throw new CommandRejected(ALREADY_CANCELLED);
        }
        if (!unpaid) {
            throw new CommandRejected(NOTHING_TO_PAY);
        }
        if (!command.due().equals(due)) {
            throw new CommandRejected(ORDER_CHANGED);
        }
        var open = openEdit();
        if (open.isPresent() && !open.get().isRepayment()) {
            throw new CommandRejected(EDIT_OPEN);
        }
        open.ifPresent(before -> drop(before.request(), EditDropReason.OVERTAKEN));
        apply(
                new OrderEditRequested(
                        orderId,
                        command.editId(),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        command.amount(),
                        command.paymentProvider(),
                        command.paymentToken(),
                        command.requestedAt()));
    }

    @CommandHandler
    void decide(AllowUnpaidShipment command) {
        if (unpaid) {
            apply(new UnpaidShipmentAllowed(orderId));
        }
    }

    private void requirePaid() {
        if (unpaid) {
            throw new CommandRejected(NOT_PAID);
        }
    }

    @CommandHandler
    void decide(AcceptEdit command) {
        var edit = edit(command.editId());
        switch (edit.state()) {
            case OPEN -> {
                if (isOvertaken(edit)) {
                    drop(edit.request(), EditDropReason.OVERTAKEN);
                } else {
                    accept(edit, command.paymentId());
                }
            }
            case MADE, DROPPED -> {
                /* it has ended */
            }
        }
    }

    @CommandHandler
    void decide(DropEdit command) {
        var edit = edit(command.editId());
        switch (edit.state()) {
            case OPEN -> drop(edit.request(), command.reason());
            case MADE, DROPPED -> {
                /* it has ended */
            }
        }
    }

    private void drop(OrderEditRequested request, EditDropReason reason) {
        apply(
                new OrderEditDropped(
                        orderId, request.editId(), reason, Goods.bySku(request.added())));
    }

    /// Whether the pieces it takes out are no longer there, or no longer for that money.
    private boolean isOvertaken(Edit edit) {
        var request = edit.request();
        if (edit.isRepayment()) {
            return status == OrderStatus.CANCELLED || !due.equals(edit.due());
        }
        if (request.returnId() != null) {
            return returned(request.returnId()).state() != ReturnState.APPROVED
                    || request.received().stream()
                            .anyMatch(part ->
                                    !goods.line(part.line())
                                            .priceOf(part.quantity())
                                            .equals(part.amount()));
        }
        return switch (status) {
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED ->
                    request.removed().stream()
                            .anyMatch(part -> {
                                var line = goods.line(part.line());
                                return part.quantity() > line.open()
                                        || !line.priceOf(part.quantity()).equals(part.amount());
                            });
            case PENDING, SHIPPED, DELIVERED, CANCELLED -> true;
        };
    }

    private void accept(Edit edit, PaymentId paidBy) {
        var request = edit.request();
        var without = due.minus(edit.removedFor());
        if (request.returnId() != null) {
            apply(
                    new ReturnReceived(
                            orderId,
                            request.returnId(),
                            request.received(),
                            paymentId,
                            edit.toReturn(),
                            without,
                            request.requestedAt()));
        } else if (!request.removed().isEmpty()) {
            apply(
                    new OrderLinesCancelled(
                            orderId,
                            request.editId().value(),
                            CancellationReason.STAFF_REQUEST,
                            request.removed(),
                            heldOf(request.removed()),
                            paymentId,
                            edit.toReturn(),
                            without,
                            goods.cancelled(request.removed()).fulfilment()));
        }
        apply(
                new OrderLinesAdded(
                        orderId,
                        request.editId(),
                        request.added(),
                        request.toPay().isZero() ? null : paidBy,
                        request.toPay(),
                        totalsWith(request.added()),
                        without.plus(sum(zero(), request.added())),
                        edit.isRepayment() ? charged : charged.plus(request.toPay()),
                        goods.added(request.added(), request.editId()).fulfilment()));
    }

    private OrderTotals totalsWith(List<OrderLine> added) {
        var subtotal = totals.subtotal();
        var discount = totals.discount();
        var tax = totals.tax();
        for (var line : added) {
            subtotal = subtotal.plus(line.unitPrice().multipliedBy(line.quantity()));
            discount = discount.plus(line.discount());
            tax = tax.plus(line.tax());
        }
        return new OrderTotals(
                subtotal,
                discount,
                totals.shipping(),
                tax,
                totals.total().plus(sum(zero(), added)),
                totals.taxIncluded());
    }

    private Edit edit(EditId editId) {
        var found = edits.get(editId);
        if (found == null) {
            throw new CommandRejected(UNKNOWN_EDIT);
        }
        return found;
    }

    private Return returned(ReturnId returnId) {
        var found = returns.get(returnId);
        if (found == null) {
            throw new CommandRejected(UNKNOWN_RETURN);
        }
        return found;
    }

    private Money zero() {
        return Money.zero(totals.total().getCurrencyUnit());
    }

    private Personal<String> personal(String text) {
        return Personal.of(customerId == null ? orderId.value() : customerId.value(), text);
    }

    @CommandHandler
    void decide(RecordOrderRefund command) {
        if (past) {
            throw new CommandRejected(PAST_ORDER);
        }
        var before = refundedBy.getOrDefault(command.paymentId(), zero());
        if (!isPaidBy(command.paymentId()) || !command.refunded().isGreaterThan(before)) {
            return;
        }
        var more = command.refunded().minus(before);
        var after = refunded.plus(more);
        if (after.isGreaterThan(charged.plus(repaid))) {
            throw new CommandRejected(REFUND_EXCEEDS_TOTAL);
        }
        apply(new OrderRefunded(orderId, command.paymentId(), more, after));
    }

    /// Nothing pays an order that waits for its payment: until it is confirmed, each attempt may be
    /// replaced by another. What comes after the order ended pays it, too, and goes back.
    private boolean isPaidBy(PaymentId payment) {
        return switch (status) {
            case PENDING -> false;
            case CANCELLED -> !confirmed || isPaidByOneOf(payment);
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED, SHIPPED, DELIVERED ->
                    isPaidByOneOf(payment);
        };
    }

    private boolean isPaidByOneOf(PaymentId payment) {
        return payment.equals(paymentId) || furtherPayments.contains(payment);
    }

    @CommandHandler
    void decide(RecordPastRefund command) {
        if (!past) {
            throw new CommandRejected(NOT_A_PAST_ORDER);
        }
        if (pastRefunds.contains(command.reference())) {
            return;
        }
        var left = new HashMap<>(refundable);
        var amount = Money.zero(totals.total().getCurrencyUnit());
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
                new PastRefundRecorded(
                        orderId,
                        command.reference(),
                        customerId,
                        command.lines(),
                        amount,
                        refunded.plus(amount),
                        command.refundedAt()));
    }

    @EventSourcingHandler
    void evolve(OrderPlaced event, EventMessage<?> message) {
        chain = CausationChain.from(message);
        begin(event.orderId(), event.number(), event.customerId(), event.totals());
        status = OrderStatus.PENDING;
        cartId = event.cartId();
        paymentId = event.paymentId();
        coupons = event.discounts().stream().map(AppliedDiscount::code).toList();
        var address = event.shippingAddress().orNull();
        destination = Destination.of(event.country(), address == null ? null : address.region());
        goods = Goods.of(event.lines());
        paidAtPlacement = event.totals().total().isPositive();
    }

    @EventSourcingHandler
    void evolve(PastOrderRecorded event) {
        begin(event.orderId(), event.number(), event.customerId(), event.totals());
        status = DELIVERED;
        past = true;
        for (var line : event.lines()) {
            refundable.put(line.line(), new Refundable(line.sku(), line.quantity(), line.total()));
        }
    }

    private void begin(
            OrderId id, String called, @Nullable CustomerId customer, OrderTotals costs) {
        orderId = id;
        number = called;
        customerId = customer;
        totals = costs;
        due = costs.total();
        charged = costs.total();
        repaid = Money.zero(costs.total().getCurrencyUnit());
        refunded = Money.zero(costs.total().getCurrencyUnit());
    }

    @EventSourcingHandler
    void evolve(OrderConfirmed event) {
        status = OrderStatus.CONFIRMED;
        confirmed = true;
        paymentId = event.paymentId();
    }

    @EventSourcingHandler
    void evolve(OrderCancelled event) {
        status = OrderStatus.CANCELLED;
    }

    @EventSourcingHandler
    void evolve(OrderProcessingStarted event) {
        status = OrderStatus.PROCESSING;
    }

    @EventSourcingHandler
    void evolve(ShipmentPacked event) {
        goods = goods.packed(event.pieces());
        shipments.put(
                event.shipmentId(),
                new Shipment(event.pieces(), ShipmentState.PACKED, null, null, null));
    }

    @EventSourcingHandler
    void evolve(ShipmentUnpacked event) {
        goods = goods.unpacked(shipments.remove(event.shipmentId()).pieces());
    }

    @EventSourcingHandler
    void evolve(ShipmentDispatched event) {
        status = OrderStatus.PARTLY_SHIPPED;
        goods = goods.shipped(shipments.get(event.shipmentId()).pieces());
        shipments.computeIfPresent(
                event.shipmentId(),
                (_, packed) ->
                        new Shipment(
                                packed.pieces(),
                                ShipmentState.SHIPPED,
                                event.carrier(),
                                event.trackingNumber(),
                                event.shippedAt()));
    }

    @EventSourcingHandler
    void evolve(ShipmentTrackingCorrected event) {
        shipments.computeIfPresent(
                event.shipmentId(),
                (_, before) ->
                        new Shipment(
                                before.pieces(),
                                before.state(),
                                event.carrier(),
                                event.trackingNumber(),
                                before.at()));
    }

    @EventSourcingHandler
    void evolve(ShipmentDelivered event) {
        goods = goods.delivered(shipments.get(event.shipmentId()).pieces());
        shipments.computeIfPresent(
                event.shipmentId(),
                (_, shipped) ->
                        new Shipment(
                                shipped.pieces(),
                                ShipmentState.DELIVERED,
                                shipped.carrier(),
                                shipped.trackingNumber(),
                                event.deliveredAt()));
    }

    @EventSourcingHandler
    void evolve(OrderLinesCancelled event) {
        goods = goods.cancelled(event.lines());
        due = event.due();
        cancellations.add(event.reference());
    }

    @EventSourcingHandler
    void evolve(OrderEditRequested event) {
        edits.put(event.editId(), new Edit(event, due, EditState.OPEN));
    }

    @EventSourcingHandler
    void evolve(OrderPaymentLost event) {
        lostPayments.add(event.paymentId());
        unpaid = true;
    }

    @EventSourcingHandler
    void evolve(UnpaidShipmentAllowed event) {
        unpaid = false;
    }

    @EventSourcingHandler
    void evolve(OrderLinesAdded event) {
        goods = goods.added(event.lines(), event.editId());
        due = event.due();
        totals = event.totals();
        if (event.paymentId() != null) {
            furtherPayments.add(event.paymentId());
        }
        charged = event.charged();
        if (event.editId().isOfRepayment()) {
            repaid = repaid.plus(event.paid());
            unpaid = false;
        } else if (status == OrderStatus.SHIPPED || status == DELIVERED) {
            status = OrderStatus.PARTLY_SHIPPED;
        }
        edits.computeIfPresent(event.editId(), (_, edit) -> edit.in(EditState.MADE));
    }

    @EventSourcingHandler
    void evolve(OrderEditDropped event) {
        edits.computeIfPresent(event.editId(), (_, edit) -> edit.in(EditState.DROPPED));
    }

    @EventSourcingHandler
    void evolve(OrderNoteAdded event) {
        notes.add(event.noteId());
    }

    @EventSourcingHandler
    void evolve(InterventionRequested event) {
        interventions.add(event.reference());
    }

    @EventSourcingHandler
    void evolve(ReturnRequested event) {
        goods = goods.inReturn(event.pieces());
        returns.put(event.returnId(), new Return(event.pieces(), ReturnState.REQUESTED));
    }

    @EventSourcingHandler
    void evolve(ReturnApproved event) {
        returns.computeIfPresent(event.returnId(), (_, asked) -> asked.in(ReturnState.APPROVED));
    }

    @EventSourcingHandler
    void evolve(ReturnRefused event) {
        goods = goods.outOfReturn(returns.get(event.returnId()).pieces());
        returns.computeIfPresent(event.returnId(), (_, asked) -> asked.in(ReturnState.REFUSED));
    }

    @EventSourcingHandler
    void evolve(ReturnReceived event) {
        goods = goods.outOfReturn(returns.get(event.returnId()).pieces()).returned(event.lines());
        due = event.due();
        returns.computeIfPresent(event.returnId(), (_, asked) -> asked.in(ReturnState.RECEIVED));
    }

    @EventSourcingHandler
    void evolve(OrderShipped event) {
        status = OrderStatus.SHIPPED;
    }

    @EventSourcingHandler
    void evolve(OrderDelivered event) {
        status = DELIVERED;
    }

    @EventSourcingHandler
    void evolve(OrderRefunded event) {
        refundedBy.merge(event.paymentId(), event.amount(), Money::plus);
        refunded = event.refunded();
    }

    @EventSourcingHandler
    void evolve(PastRefundRecorded event) {
        refunded = event.refunded();
        pastRefunds.add(event.reference());
        for (var line : event.lines()) {
            refundable.computeIfPresent(line.line(), (_, left) -> left.minus(line));
        }
    }

    private OrderSummary summary() {
        return new OrderSummary(
                orderId,
                number,
                totals,
                status,
                cartId,
                paymentId,
                openEdit().map(Edit::firstPayment).orElse(null),
                unpaid);
    }

    private static void checkSums(List<OrderLine> lines, OrderTotals totals) {
        if (lines.isEmpty()) {
            throw new CommandRejected(EMPTY_ORDER);
        }
        var subtotal = Money.zero(totals.total().getCurrencyUnit());
        var discount = subtotal;
        for (var line : lines) {
            subtotal = subtotal.plus(line.unitPrice().multipliedBy(line.quantity()));
            discount = discount.plus(line.discount());
        }
        if (!subtotal.equals(totals.subtotal()) || !discount.equals(totals.discount())) {
            throw new CommandRejected(TOTALS_DISAGREE);
        }
    }

    Order() {} // Axon creates an empty order, then replays its events
}
