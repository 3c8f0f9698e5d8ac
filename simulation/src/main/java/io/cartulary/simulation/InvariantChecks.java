package io.cartulary.simulation;

import static io.cartulary.simulation.Violation.unless;

import io.cartulary.command.effect.Effect;
import io.cartulary.command.effect.EffectState;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.credit.CreditEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What must always hold, worked out from nothing but the events and what those outside wrote down
/// for themselves.
final class InvariantChecks {

    private static final Duration AT_ONCE = Duration.ofMinutes(12);

    private final World world;
    private final Ledger ledger;
    private final Map<Sku, Stock> stock = new TreeMap<>();
    private final Map<Sku, List<SkuQuantity>> bundles = new HashMap<>();
    private final Map<String, Coupon> coupons = new LinkedHashMap<>();
    private final Map<String, Credit> credits = new LinkedHashMap<>();
    private final Map<OrderId, Order> orders = new LinkedHashMap<>();
    private final Map<OrderId, Change> changes = new LinkedHashMap<>();
    private final Map<PaymentId, Repayment> repayments = new LinkedHashMap<>();
    private final Map<PaymentId, Payment> payments = new LinkedHashMap<>();
    private final Map<RefundId, RefundRequested> refunds = new LinkedHashMap<>();
    private final Set<RefundId> abandoned = new HashSet<>();
    private final Map<String, Object> wantedOutside = new LinkedHashMap<>();
    private Instant at = Timeline.BEGIN;
    private int read;

    InvariantChecks(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    private enum Hold {
        PROMISED,
        SOLD,
        ENDED,
        EXPIRED
    }

    private static final class Stock {
        private int onHand;
        private int reserved;
        private int waitedFor;
        private int broughtByStaff;
        private int backorderLimit;
        private final Map<String, Hold> holds = new HashMap<>();
        private final Map<String, Integer> waiting = new HashMap<>();

        /// Pieces that left the count, by whom they were sold to.
        private final Map<String, Integer> gone = new HashMap<>();
    }

    private static final class Coupon {
        private final @Nullable Integer limit;
        private final @Nullable Integer limitOfCustomer;
        private final Map<OrderId, Object> uses = new LinkedHashMap<>();

        Coupon(@Nullable Integer limit, @Nullable Integer limitOfCustomer) {
            this.limit = limit;
            this.limitOfCustomer = limitOfCustomer;
        }
    }

    private static final class Credit {
        private long balance;
        private long kept;
        private final Map<String, Long> purchases = new HashMap<>();
        private final Map<String, Long> spent = new HashMap<>();
    }

    /// A change of an order, by the name under which its stock is held.
    private static final class Change {
        private final Order order;
        private boolean made;
        private @Nullable Instant droppedAt;

        Change(Order order) {
            this.order = order;
        }
    }

    private static final class Repayment {

        /// What nobody had authorised when it was asked for.
        private final long open;

        private boolean ended;

        Repayment(long open) {
            this.open = open;
        }
    }

    private static final class Order {
        private final OrderPlaced placed;
        private final List<OrderLine> lines;
        private final List<PaymentId> changes = new ArrayList<>();
        private long added;
        private long charged;
        private long repaid;

        /// Whether authorised money did not come, and which of it nobody has told the order yet.
        private boolean unpaid;

        private final Set<PaymentId> untold = new HashSet<>();
        private boolean onHold;
        private boolean confirmed;
        private boolean delivered;
        private @Nullable CancellationReason cancelled;
        private @Nullable Instant cancelledAt;
        private PaymentId payer;
        private long back;
        private long refunded;
        private final Map<Integer, Integer> piecesBack = new HashMap<>();
        private final Map<Integer, Long> moneyBack = new HashMap<>();
        private final Map<Sku, Integer> onShelf = new HashMap<>();

        Order(OrderPlaced placed) {
            this.placed = placed;
            this.lines = new ArrayList<>(placed.lines());
            this.payer = placed.paymentId();
            this.charged = total();
        }

        long due() {
            return total() + added - back;
        }

        /// By which it is paid.
        List<PaymentId> payments() {
            var all = new ArrayList<PaymentId>();
            if (total() > 0) {
                all.add(payer);
            }
            all.addAll(changes);
            return all;
        }

        long total() {
            return placed.totals().total().getAmountMinorLong();
        }

        void takeBack(int line, int pieces, Money amount) {
            piecesBack.merge(line, pieces, Integer::sum);
            moneyBack.merge(line, amount.getAmountMinorLong(), Long::sum);
            back += amount.getAmountMinorLong();
        }
    }

    private static final class Payment {
        private final PaymentRequested requested;
        private final Map<CaptureId, CaptureRequested> captures = new LinkedHashMap<>();
        private final Map<String, PaymentDisputed> disputes = new LinkedHashMap<>();
        private String status = "requested";
        private long captured;
        private long asked;
        private long goodwill;
        private long refunded;
        private long lost;
        private boolean authorised;
        private boolean replaced;

        Payment(PaymentRequested requested) {
            this.requested = requested;
        }

        long amount() {
            return minor(requested.amount());
        }

        boolean isDead() {
            return switch (status) {
                case "declined", "cancelled", "voided" -> true;
                default -> false;
            };
        }

        /// What is still promised.
        long authorised() {
            return status.equals("authorised") || status.equals("requested")
                    ? amount() - captured
                    : 0;
        }

        /// What was promised and will not come.
        long died() {
            return isDead() ? amount() - captured : 0;
        }

        /// What is ours for goods: goodwill leaves them paid.
        long kept() {
            return captured - lost - (asked - goodwill);
        }

        long toBeCaptured() {
            return captures.values().stream().mapToLong(one -> minor(one.amount())).sum();
        }

        boolean isCalledOff() {
            return captures.values().stream().anyMatch(CaptureRequested::last);
        }

        long disputed() {
            return disputes.values().stream().mapToLong(one -> minor(one.amount())).sum();
        }
    }

    void clear() {
        stock.clear();
        bundles.clear();
        coupons.clear();
        credits.clear();
        orders.clear();
        changes.clear();
        repayments.clear();
        payments.clear();
        refunds.clear();
        abandoned.clear();
        wantedOutside.clear();
        read = 0;
    }

    /// Reads on; whatever is wrong at any moment is found here.
    void read(List<DomainEventMessage<?>> events) {
        for (; read < events.size(); read++) {
            var message = events.get(read);
            world.tell("event", message::getPayload);
            at = message.getTimestamp();
            on(message.getPayload(), message.getIdentifier());
        }
    }

    private void on(Object event, String id) {
        if (event instanceof StockMoved moved) {
            onStock(moved);
        }
        switch (event) {
            case StockPolicyAgreed policy ->
                    stock.computeIfAbsent(policy.sku(), _ -> new Stock()).backorderLimit =
                            policy.backorderLimit();
            case BundleDefined bundle -> bundles.put(bundle.sku(), bundle.parts());
            case CouponCreated coupon ->
                    coupons.put(
                            coupon.code().value(),
                            new Coupon(
                                    coupon.terms().usageLimit(),
                                    coupon.terms().perCustomerLimit()));
            case CouponRedeemed use -> onUse(use);
            case CouponUseReturned use ->
                    unless(
                            coupons.get(use.code().value()).uses.remove(use.orderId()) != null,
                            "a coupon's use goes back once",
                            use);
            case CreditGranted grant -> onGrant(grant);
            case CreditReserved kept -> onKept(kept);
            case CreditSpent spent -> onSpent(spent);
            case CreditReleased released -> {
                var credit = credits.get(released.accountId().value());
                var kept = credit.purchases.remove(released.purchase());
                unless(kept != null, "only kept credit is freed, and once", released);
                credit.kept -= kept;
            }
            case OrderPlaced placed -> orders.put(placed.orderId(), new Order(placed));
            case OrderConfirmed confirmed -> onConfirmed(confirmed);
            case OrderCancelled cancelled -> onCancelled(cancelled);
            case OrderPaymentLost lost -> onLost(lost);
            case UnpaidShipmentAllowed released -> {
                var order = orders.get(released.orderId());
                unless(order.unpaid, "only what is held up is let go", released);
                order.unpaid = false;
            }
            case OrderPutOnHold held -> orders.get(held.orderId()).onHold = true;
            case OrderTakenOffHold letGo -> {
                var order = orders.get(letGo.orderId());
                unless(order.onHold, "only what is on hold is taken off", letGo);
                order.onHold = false;
            }
            case ShipmentPacked packed ->
                    unless(
                            !orders.get(packed.orderId()).onHold,
                            "nothing is packed that is on hold",
                            packed);
            case ShipmentDispatched sent -> {
                var order = orders.get(sent.orderId());
                unless(!order.unpaid, "nothing leaves that is not paid", sent);
                unless(!order.onHold, "nothing leaves that is on hold", sent);
            }
            case OrderDelivered delivered -> orders.get(delivered.orderId()).delivered = true;
            case OrderLinesCancelled cancelled ->
                    cancelled
                            .lines()
                            .forEach(line -> {
                                var order = orders.get(cancelled.orderId());
                                order.takeBack(line.line(), line.quantity(), line.amount());
                                order.onShelf.merge(line.sku(), line.quantity(), Integer::sum);
                            });
            case ReturnReceived received ->
                    received.lines()
                            .forEach(line -> {
                                var order = orders.get(received.orderId());
                                order.takeBack(line.line(), line.quantity(), line.amount());
                                order.onShelf.merge(line.sku(), line.restocked(), Integer::sum);
                            });
            case OrderEditRequested asked -> onChange(asked);
            case OrderLinesAdded added -> onChanged(added);
            case RepaymentRequested asked -> onRepayment(asked);
            case RepaymentReceived received -> onRepaid(received);
            case RepaymentDropped dropped -> repayments.get(dropped.paymentId()).ended = true;
            case OrderEditDropped dropped -> changes.get(dropped.editId().holder()).droppedAt = at;
            case OrderRefunded refunded -> onRefunded(refunded);
            case InterventionRequested called
                    when called.reason() == InterventionReason.MONEY_NOT_COMING -> {
                /* the bank broke its promise, and it is told */
            }
            case InterventionRequested called ->
                    throw new Violation("no step of a saga is refused", called.toString());
            case PaymentRequested requested -> onRequested(requested, id);
            case PaymentAuthorised authorised -> {
                var payment = payments.get(authorised.paymentId());
                payment.status = "authorised";
                payment.authorised = true;
            }
            case CaptureRequested capture -> onCapture(capture, id);
            case CaptureRefused refused ->
                    payments.get(refused.paymentId()).captures.remove(refused.captureId());
            case PaymentCaptured captured -> {
                var before = payments.get(captured.paymentId()).captured;
                unless(
                        minor(captured.captured()) == before + minor(captured.amount()),
                        "captures add up",
                        captured,
                        " after ",
                        before);
                onCaptured(captured.paymentId(), captured.captured());
            }
            case PaymentSettled settled -> onPaid(settled);
            case PaymentReplaced replaced -> payments.get(replaced.paymentId()).replaced = true;
            case PaymentDeclined declined -> onDied(declined.paymentId(), "declined");
            case PaymentCancelled cancelled -> {
                payments.get(cancelled.paymentId()).status = "cancelled";
                wantedOutside.put(id, cancelled);
            }
            case PaymentVoided voided -> onDied(voided.paymentId(), "voided");
            case RefundRequested refund -> onRefund(refund, id);
            case RefundAbandoned abandoned -> onRefund(abandoned);
            case PaymentDisputed disputed ->
                    unless(
                            payments.get(disputed.paymentId())
                                            .disputes
                                            .put(disputed.disputeReference(), disputed)
                                    == null,
                            "a dispute is recorded once",
                            disputed);
            case DisputeWon won -> onDecided(won.paymentId(), won.disputeReference());
            case DisputeLost lost ->
                    payments.get(lost.paymentId()).lost +=
                            onDecided(lost.paymentId(), lost.disputeReference());
            case RefundSettled settled -> onSettled(settled);
            default -> {
                /* nothing that could be wrong by itself */
            }
        }
    }

    private static long minor(Money amount) {
        return amount.getAmountMinorLong();
    }

    private static String holder(OrderId order, @Nullable Sku bundle) {
        return order + "/" + bundle;
    }

    private void onStock(StockMoved event) {
        var item = stock.computeIfAbsent(event.sku(), _ -> new Stock());
        switch (event) {
            case StockAdjusted adjusted -> {
                item.onHand += adjusted.delta();
                switch (adjusted.reason()) {
                    case CUSTOMER_RETURN -> {
                        /* came from an order, and is counted there */
                    }
                    case OPENING_STOCK, DELIVERY, COUNT_CORRECTION, DAMAGE, LOSS ->
                            item.broughtByStaff += adjusted.delta();
                }
            }
            case StockReserved promised -> {
                var holder = holder(promised.orderId(), promised.bundle());
                unless(
                        item.holds.put(holder, Hold.PROMISED) == null,
                        "an order is promised a SKU once",
                        promised);
                item.reserved += promised.quantity() - promised.backordered();
                await(item, holder, promised.backordered());
                unless(
                        promised.backordered() == 0 || item.waitedFor <= item.backorderLimit,
                        "no more is sold ahead than was agreed",
                        promised,
                        " of ",
                        item.backorderLimit);
            }
            case ReservationConfirmed sold -> {
                var holder = holder(sold.orderId(), sold.bundle());
                var before = item.holds.put(holder, Hold.SOLD);
                unless(
                        before == Hold.PROMISED || before == Hold.EXPIRED,
                        "only what was promised is sold, and once",
                        sold,
                        " was ",
                        before);
                var change = changes.get(sold.orderId());
                unless(
                        change == null ? orders.get(sold.orderId()).confirmed : change.made,
                        "only confirmed orders are sold pieces",
                        sold);
                var inHouse = sold.quantity() - sold.backordered();
                item.onHand -= inHouse;
                item.gone.merge(holder, inHouse, Integer::sum);
                item.reserved -= before == Hold.PROMISED ? inHouse : 0;
                await(item, holder, sold.backordered());
            }
            case ReservationReleased released -> {
                end(item, holder(released.orderId(), released.bundle()), Hold.ENDED, released);
                item.reserved -= released.quantity() - released.backordered();
            }
            case ReservationExpired expired -> {
                end(item, holder(expired.orderId(), expired.bundle()), Hold.EXPIRED, expired);
                var change = changes.get(expired.orderId());
                var ended =
                        change == null
                                ? orders.get(expired.orderId()).cancelledAt
                                : change.droppedAt;
                unless(
                        ended == null || ended.plus(AT_ONCE).isAfter(at),
                        "a cancelled order gives its stock back at once",
                        expired);
                item.reserved -= expired.quantity() - expired.backordered();
            }
            case SoldStockReturned returned -> {
                var holder = holder(returned.orderId(), returned.bundle());
                unless(
                        item.holds.put(holder, Hold.ENDED) == Hold.SOLD,
                        "only sold pieces come back, and once",
                        returned);
                comeBack(item, holder, returned.quantity(), returned);
                unless(
                        item.gone.get(holder) == 0,
                        "all pieces of a cancelled order come back",
                        returned);
                await(item, holder, 0);
            }
            case SoldPiecesReturned returned -> {
                var holder = holder(returned.orderId(), returned.bundle());
                unless(
                        item.holds.get(holder) == Hold.SOLD,
                        "only sold pieces come back, and once",
                        returned);
                comeBack(item, holder, returned.quantity(), returned);
                unless(
                        item.waiting.getOrDefault(holder, 0)
                                == returned.withdrawn() + returned.backordered(),
                        "who needs fewer waits for fewer",
                        returned);
                await(item, holder, returned.backordered());
            }
            case BackorderFilled filled -> {
                var holder = holder(filled.orderId(), filled.bundle());
                if (filled.sold()) {
                    item.onHand -= filled.quantity();
                    item.gone.merge(holder, filled.quantity(), Integer::sum);
                } else {
                    item.reserved += filled.quantity();
                }
                await(item, holder, filled.backordered());
            }
            default -> {
                /* a transfer changes no sum */
            }
        }
        unless(
                event.onHand() == item.onHand && event.reserved() == item.reserved,
                "stock is what its events add up to",
                event,
                " but ",
                item.onHand,
                " and ",
                item.reserved);
        unless(
                item.reserved >= 0 && item.reserved <= item.onHand,
                "stock is never below zero nor promised twice",
                event);
        for (var warehouse : event.pieces()) {
            unless(
                    warehouse.reserved() >= 0 && warehouse.reserved() <= warehouse.onHand(),
                    "stock of a warehouse is never below zero nor promised twice",
                    event);
        }
    }

    /// A piece that an order still waits for is nowhere, and fills nobody else's order.
    private static void comeBack(Stock item, String holder, int pieces, Object event) {
        item.onHand += pieces;
        unless(
                item.gone.merge(holder, -pieces, Integer::sum) >= 0,
                "only pieces that an order got come back",
                event);
    }

    private static void end(Stock item, String holder, Hold end, Object event) {
        unless(
                item.holds.put(holder, end) == Hold.PROMISED,
                "only what is promised is given back, and once",
                event);
        await(item, holder, 0);
    }

    private static void await(Stock item, String holder, int pieces) {
        var before = item.waiting.put(holder, pieces);
        item.waitedFor += pieces - (before == null ? 0 : before);
    }

    private void onUse(CouponRedeemed use) {
        var coupon = coupons.get(use.code().value());
        unless(
                coupon.uses.put(use.orderId(), use.customerId()) == null,
                "an order uses a coupon once",
                use);
        unless(
                coupon.limit == null || coupon.uses.size() <= coupon.limit,
                "a coupon is used as often as it says",
                use,
                " of ",
                coupon.limit);
        unless(
                coupon.limitOfCustomer == null
                        || coupon.uses.values().stream().filter(use.customerId()::equals).count()
                                <= coupon.limitOfCustomer,
                "a customer uses a coupon as often as it says",
                use);
        unless(
                use.uses() == coupon.uses.size(),
                "a coupon's uses are what its events add up to",
                use);
    }

    private void onGrant(CreditGranted grant) {
        var credit = credits.computeIfAbsent(grant.accountId().value(), _ -> new Credit());
        credit.balance += minor(grant.amount());
        unless(
                minor(grant.balance()) == credit.balance,
                "credit is what its events add up to",
                grant);
        if (grant.reason() == GrantReason.REFUND) {
            var payment = refunds.get(new RefundId(grant.reference())).paymentId();
            ledger.giveBack(payment.value(), minor(grant.amount()));
        }
    }

    private void onKept(CreditReserved kept) {
        var credit = credits.get(kept.accountId().value());
        credit.kept += minor(kept.amount());
        credit.purchases.put(kept.purchase(), minor(kept.amount()));
        unless(
                credit.kept <= credit.balance,
                "credit is never spent twice",
                kept,
                " of ",
                credit.balance);
    }

    private void onSpent(CreditSpent spent) {
        var credit = credits.get(spent.accountId().value());
        var kept = credit.purchases.remove(spent.purchase());
        unless(
                kept != null && credit.spent.put(spent.purchase(), kept) == null,
                "only kept credit is spent, and once",
                spent);
        credit.kept -= kept;
        credit.balance -= kept;
        unless(credit.balance >= 0, "credit is never below zero", spent);
        ledger.take(spent.purchase(), kept);
    }

    private void onConfirmed(OrderConfirmed event) {
        var order = orders.get(event.orderId());
        unless(
                !order.confirmed && order.cancelled == null,
                "an order is confirmed once and not after its end",
                event);
        order.confirmed = true;
        order.payer = event.paymentId();
        if (order.total() > 0) {
            var payment = payments.get(event.paymentId());
            unless(
                    payment != null && (payment.status.equals("settled") || payment.authorised),
                    "an order is confirmed for money",
                    event);
            // It may have expired before the order was confirmed by it.
            if (payment.isDead()) {
                order.untold.add(event.paymentId());
            }
        }
    }

    private void onChanged(OrderLinesAdded event) {
        var order = orders.get(event.orderId());
        var change = changes.get(event.editId().holder());
        unless(
                !change.made && change.droppedAt == null && order.cancelled == null,
                "a change is made once and not after its end",
                event);
        change.made = true;
        order.lines.addAll(event.lines());
        event.lines().forEach(line -> order.added += minor(line.total()));
        order.charged += minor(event.paid());
        order.delivered = false;
        if (event.paymentId() != null) {
            paidFurther(order, event.paymentId(), event.paid(), event);
        }
        unless(
                minor(event.due()) == order.due() && minor(event.charged()) == order.charged,
                "an order knows what it costs",
                event,
                " but ",
                order.due());
    }

    private void paidFurther(Order order, PaymentId paymentId, Money paid, Object event) {
        order.changes.add(paymentId);
        var payment = payments.get(paymentId);
        unless(
                payment != null
                        && minor(payment.requested.amount()) == minor(paid)
                        && (payment.status.equals("settled")
                                || payment.status.equals("authorised")),
                "a change is made for money",
                event);
    }

    private void onRepayment(RepaymentRequested event) {
        var order = orders.get(event.orderId());
        repayments.put(event.paymentId(), new Repayment(open(order)));
        var missing = missing(order);
        unless(
                order.unpaid && minor(event.amount()) <= missing,
                "no more is paid anew than is missing",
                event,
                " of ",
                missing);
    }

    private void onRepaid(RepaymentReceived event) {
        var order = orders.get(event.orderId());
        var repayment = repayments.get(event.paymentId());
        unless(
                !repayment.ended && order.cancelled == null,
                "a repayment is received once and not after its end",
                event);
        repayment.ended = true;
        order.repaid += minor(event.amount());
        order.unpaid = false;
        paidFurther(order, event.paymentId(), event.amount(), event);
        unless(
                missing(order) <= Math.max(0, open(order) + minor(event.amount()) - repayment.open),
                "who pays anew pays all that was missing",
                event);
    }

    private void onCancelled(OrderCancelled event) {
        var order = orders.get(event.orderId());
        unless(order.cancelled == null && !order.delivered, "an order ends once", event);
        order.cancelled = event.reason();
        order.cancelledAt = at;
    }

    private void onRefunded(OrderRefunded event) {
        var order = orders.get(event.orderId());
        order.refunded += minor(event.amount());
        unless(
                order.confirmed || order.cancelled != null,
                "nothing is refunded of an order that nothing paid",
                event);
        unless(
                order.refunded == minor(event.refunded())
                        && order.refunded <= order.charged + order.repaid,
                "an order's refunds add up, and to no more than it cost",
                event,
                " but ",
                order.refunded);
    }

    private void onRequested(PaymentRequested event, String id) {
        wantedOutside.put(id, event);
        unless(orders.containsKey(event.orderId()), "no payment without its order", event);
        payments.put(event.paymentId(), new Payment(event));
    }

    /// An authorisation is captured once, and what the last capture leaves of it is called off.
    private void onCapture(CaptureRequested event, String id) {
        wantedOutside.put(id, event);
        var payment = payments.get(event.paymentId());
        unless(
                !payment.isCalledOff() && !payment.captures.containsKey(event.captureId()),
                "nothing is taken of a promise after the last of it",
                event);
        payment.captures.put(event.captureId(), event);
        unless(
                payment.toBeCaptured() <= payment.amount(),
                "no more is taken than was asked for",
                event);
    }

    /// Less than was asked for is enough when staff said so.
    private void onPaid(PaymentSettled event) {
        var payment = payments.get(event.paymentId());
        var all = minor(event.amount()) == payment.amount();
        unless(
                all
                        || payment.isDead()
                        || payment.isCalledOff() && minor(event.amount()) == payment.toBeCaptured(),
                "what was promised is given up by staff alone",
                event,
                " of ",
                payment.amount());
        unless(event.inPart() != all, "a payment knows whether it is whole", event);
        payment.status = "settled";
        onCaptured(event.paymentId(), event.amount());
    }

    private long onDecided(PaymentId paymentId, String reference) {
        var dispute = payments.get(paymentId).disputes.remove(reference);
        unless(dispute != null, "a dispute is decided once", reference);
        return minor(dispute.amount());
    }

    private void onLost(OrderPaymentLost event) {
        var order = orders.get(event.orderId());
        unless(
                order.confirmed
                        && order.cancelled == null
                        && order.payments().contains(event.paymentId())
                        && payments.get(event.paymentId()).died() > 0,
                "only authorised money is lost",
                event);
        order.unpaid = true;
        order.untold.remove(event.paymentId());
    }

    private void onDied(PaymentId paymentId, String status) {
        var payment = payments.get(paymentId);
        payment.status = status;
        var order = orders.get(payment.requested.orderId());
        if (order.confirmed && order.payments().contains(paymentId) && missing(order) > 0) {
            order.untold.add(paymentId);
        }
    }

    private void onChange(OrderEditRequested event) {
        var order = orders.get(event.orderId());
        changes.put(event.editId().holder(), new Change(order));
    }

    /// What promises brought less than an order costs, and nobody has paid since.
    private long missing(Order order) {
        var died = 0L;
        for (var name : order.payments()) {
            died += payments.get(name).died();
        }
        return Math.max(0, Math.min(open(order), died - order.repaid));
    }

    /// What of an order's cost nobody has paid or promised.
    private long open(Order order) {
        var open = order.due();
        for (var name : order.payments()) {
            var payment = payments.get(name);
            open -= payment.kept() + payment.lost + payment.authorised();
        }
        return open;
    }

    /// What of a payment is nobody's but the customer's.
    private long toGiveBack(Payment payment) {
        var order = orders.get(payment.requested.orderId());
        var left = payment.captured - payment.asked - payment.lost;
        if (order.cancelled != null || !order.payments().contains(payment.requested.paymentId())) {
            return left;
        }
        var beyond = -order.due();
        for (var name : order.payments()) {
            beyond += payments.get(name).kept();
        }
        return Math.max(0, Math.min(left, beyond));
    }

    private void onCaptured(PaymentId paymentId, Money captured) {
        var payment = payments.get(paymentId);
        payment.captured = minor(captured);
        unless(
                payment.captured <= minor(payment.requested.amount()),
                "no more is taken than was asked for",
                paymentId,
                " ",
                captured);
    }

    private void onRefund(RefundRequested event, String id) {
        wantedOutside.put(id, event);
        refunds.put(event.refundId(), event);
        var payment = payments.get(event.paymentId());
        payment.asked += minor(event.amount());
        payment.goodwill += goodwill(event);
        unless(
                payment.asked + payment.lost + payment.disputed() <= payment.captured,
                "no more is asked back than was taken",
                event,
                " of ",
                payment.captured,
                " and ",
                payment.lost + payment.disputed(),
                " the bank has");
        switch (event.reason()) {
            case LINES_CANCELLED, GOODS_RETURNED -> {
                var order = orders.get(event.orderId());
                var paid = 0L;
                for (var name : order.payments()) {
                    paid += payments.get(name).kept() + payments.get(name).authorised();
                }
                unless(
                        paid >= order.due(),
                        "no more goes back than is kept beyond what an order costs",
                        event,
                        " leaves ",
                        paid,
                        " of ",
                        order.due());
            }
            case ORDER_CANCELLED, SETTLED_AFTER_CANCELLATION, GOODWILL -> {
                /* all of it, or what staff want */
            }
        }
    }

    private void onRefund(RefundAbandoned event) {
        var payment = payments.get(event.paymentId());
        payment.asked -= minor(event.amount());
        payment.goodwill -= goodwill(refunds.get(event.refundId()));
        abandoned.add(event.refundId());
    }

    private static long goodwill(RefundRequested refund) {
        return refund.reason() == RefundReason.GOODWILL ? minor(refund.amount()) : 0;
    }

    private void onSettled(RefundSettled event) {
        var payment = payments.get(event.paymentId());
        payment.refunded += minor(event.amount());
        unless(
                payment.refunded == minor(event.refunded()) && payment.refunded <= payment.captured,
                "refunds add up, and to no more than was taken",
                event);
    }

    @Nullable RefundRequested refund(String refundId) {
        return refunds.get(new RefundId(refundId));
    }

    /// What of a refund that was given up is still to go back.
    long toGiveBack(RefundRequested refund) {
        return Math.min(minor(refund.amount()), toGiveBack(payments.get(refund.paymentId())));
    }

    boolean isAbandoned(RefundRequested refund) {
        return abandoned.contains(refund.refundId());
    }

    /// What we know that banks have of a payment, or ask for.
    long disputed(PaymentId paymentId) {
        var payment = payments.get(paymentId);
        return payment.lost + payment.disputed();
    }

    /// When nothing is left to happen.
    void close(List<Effect> effects, List<String> leftovers, List<String> pending, double alarms) {
        orders.values().forEach(this::closeOrder);
        closeStock();
        closeCoupons();
        payments.values().forEach(this::closePayment);
        closeEffects(effects);
        for (var credit : credits.entrySet()) {
            unless(
                    credit.getValue().purchases.isEmpty(),
                    "no credit is kept for ever",
                    credit.getKey());
        }
        for (var payment : ledger.payments()) {
            unless(
                    payments.containsKey(new PaymentId(payment)),
                    "no payment without its order",
                    payment);
        }
        unless(pending.isEmpty(), "no authorisation is forgotten", pending);
        unless(leftovers.isEmpty(), "nothing waits for ever", leftovers);
        unless(alarms == 0, "an honest provider raises no alarm", (int) alarms);
    }

    private void closeOrder(Order order) {
        var id = order.placed.orderId();
        unless(
                order.delivered || order.cancelled != null,
                "every order ends",
                id,
                " of ",
                order.total());
        unless(!order.unpaid || order.cancelled != null, "no order waits for ever", id);
        var payers = 0;
        var taken = 0L;
        var lost = 0L;
        var untaken = -order.repaid;
        var goodwill = 0L;
        var net = 0L;
        for (var payment : payments.values()) {
            if (!payment.requested.orderId().equals(id)) {
                continue;
            }
            var paymentId = payment.requested.paymentId();
            var left = ledger.left(paymentId.value());
            payers += left > 0 ? 1 : 0;
            net += left;
            if (order.cancelled == null && order.payments().contains(paymentId)) {
                taken += ledger.taken(paymentId.value());
                lost += ledger.chargedBack(paymentId.value());
                goodwill += payment.goodwill;
                untaken += payment.amount() - payment.captured;
            }
        }
        // Part of what was called off or lost is owed no more, if it is taken back.
        var due = order.cancelled != null ? 0 : order.due();
        var most = Math.max(0, Math.min(taken, due) - goodwill);
        var least = Math.max(0, Math.min(most, due - untaken - lost - goodwill));
        unless(
                net >= least && net <= most,
                "the provider has what the order costs",
                id,
                " costs ",
                due,
                ", at least ",
                least,
                " and at most ",
                most,
                " is to be paid, and was paid ",
                net);
        unless(
                order.cancelled != null || order.untold.isEmpty() || missing(order) == 0,
                "an order is told of money that will not come",
                id,
                " of ",
                order.untold);
        unless(payers <= 1 + order.changes.size(), "no order is paid twice", id);
        for (var line : order.lines) {
            var pieces = order.piecesBack.getOrDefault(line.line(), 0);
            var money = order.moneyBack.getOrDefault(line.line(), 0L);
            unless(
                    pieces <= line.quantity()
                            && money <= minor(line.total())
                            && (pieces < line.quantity() || money == minor(line.total())),
                    "all pieces of a line add up to the line",
                    id,
                    " line ",
                    line.line(),
                    ": ",
                    money,
                    " for ",
                    pieces);
        }
        var refunded = refunded(order);
        unless(
                order.refunded == refunded,
                "an order knows what went back",
                id,
                " says ",
                order.refunded,
                " and its payment ",
                refunded);
    }

    private long refunded(Order order) {
        if (order.confirmed) {
            return order.payments().stream().mapToLong(name -> payments.get(name).refunded).sum();
        }
        return payments.values().stream()
                .filter(payment ->
                        payment.requested.orderId().equals(order.placed.orderId())
                                && !payment.replaced)
                .mapToLong(payment -> payment.refunded)
                .sum();
    }

    private void closeStock() {
        var expected = new TreeMap<Sku, Integer>();
        for (var order : orders.values()) {
            if (order.confirmed && order.cancelled == null) {
                for (var line : order.lines) {
                    addParts(expected, line.sku(), line.quantity());
                }
                order.onShelf.forEach((sku, pieces) -> addParts(expected, sku, -pieces));
            }
        }
        stock.forEach((sku, item) -> {
            var gone = item.broughtByStaff - item.onHand + item.waitedFor;
            unless(
                    gone == expected.getOrDefault(sku, 0),
                    "what left the shelf is what was sold",
                    sku,
                    ": ",
                    gone,
                    " left and ",
                    expected.getOrDefault(sku, 0),
                    " were sold");
            unless(item.reserved == 0, "no stock is stranded", sku, ": ", item.reserved);
            item.holds.forEach((holder, hold) ->
                    unless(
                            hold != Hold.PROMISED,
                            "every promise is kept or given back",
                            holder,
                            " of ",
                            sku));
        });
    }

    private void addParts(Map<Sku, Integer> all, Sku sku, int quantity) {
        var parts = bundles.get(sku);
        if (parts == null) {
            all.merge(sku, quantity, Integer::sum);
        } else {
            parts.forEach(part -> all.merge(part.sku(), quantity * part.quantity(), Integer::sum));
        }
    }

    private void closeCoupons() {
        coupons.forEach((code, coupon) -> {
            var holders = new ArrayList<OrderId>();
            for (var order : orders.values()) {
                if (order.cancelled == null
                        && order.placed.discounts().stream()
                                .anyMatch(discount -> discount.code().value().equals(code))) {
                    holders.add(order.placed.orderId());
                }
            }
            unless(
                    coupon.uses.keySet().equals(new HashSet<>(holders)),
                    "a coupon's uses are those of orders that got it",
                    code,
                    ": ",
                    coupon.uses.keySet(),
                    " but ",
                    holders);
        });
    }

    private void closePayment(Payment payment) {
        var name = payment.requested.paymentId().value();
        unless(
                payment.captured == ledger.taken(name)
                        && payment.refunded == ledger.givenBack(name)
                        && payment.lost == ledger.chargedBack(name)
                        && payment.disputes.isEmpty(),
                "our books are the provider's",
                name,
                ": we have ",
                payment.captured,
                ", ",
                payment.refunded,
                " back and ",
                payment.lost,
                " lost, they ",
                ledger.taken(name),
                ", ",
                ledger.givenBack(name),
                " and ",
                ledger.chargedBack(name));
        unless(
                payment.asked == payment.refunded,
                "every refund arrives",
                name,
                ": ",
                payment.asked,
                " asked, ",
                payment.refunded,
                " back");
        unless(
                switch (payment.status) {
                    case "requested", "authorised", "cancelled" -> false;
                    default -> true;
                },
                "every payment ends",
                name,
                " is ",
                payment.status);
    }

    private void closeEffects(List<Effect> effects) {
        var recorded = new HashMap<String, Effect>();
        for (var effect : effects) {
            unless(
                    recorded.put(effect.causeEventId(), effect) == null,
                    "an effect is recorded once",
                    effect.kind(),
                    " of ",
                    effect.subject());
            unless(
                    effect.state() == EffectState.DONE || effect.state() == EffectState.GIVEN_UP,
                    "every effect ends",
                    effect.kind(),
                    " of ",
                    effect.subject(),
                    " is ",
                    effect.state());
        }
        wantedOutside.forEach(
                (id, cause) -> unless(recorded.containsKey(id), "no effect is lost", cause));
    }

    /// How orders ended, for whoever doubts that much was tried.
    Map<String, Integer> endings() {
        var endings = new TreeMap<String, Integer>();
        for (var order : orders.values()) {
            var end =
                    order.cancelled != null
                            ? "cancelled: "
                                    + order.cancelled
                                    + (order.confirmed ? " after it was confirmed" : "")
                            : "delivered"
                                    + (order.back > 0 ? ", some of it came back" : "")
                                    + (order.added > 0 ? ", after a change" : "");
            endings.merge(end, 1, Integer::sum);
        }
        return endings;
    }
}
