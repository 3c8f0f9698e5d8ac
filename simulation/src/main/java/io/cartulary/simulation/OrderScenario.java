package io.cartulary.simulation;

import io.cartulary.command.credit.CreditInMemory;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.order.MissingMoney;
import io.cartulary.command.order.OrderAccount;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderSummary;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentStatus;
import io.cartulary.command.payment.PaymentSummary;
import io.cartulary.command.payment.PaymentsInMemory;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What people do with one order, from the shopper's click until staff have nothing left to do. All
/// that is left to chance is decided when it happens; nobody looks into the shop but by asking it.
final class OrderScenario {

    private static final int MOST_VISITS = 120;
    private static final int MOST_TRIES = 8;

    /// Nothing that is on its way takes longer.
    private static final Duration LONG = Duration.ofHours(30);

    private final World world;
    private final Shop shop;
    private final Market market;
    private final Ledger ledger;
    private final int number;
    private final OrderId orderId;
    private final String shopper;
    private final List<OrderLine> lines;
    private final OrderTotals totals;
    private final List<AppliedDiscount> discounts;
    private PaymentId payment;
    private int visits;
    private int acts;
    private int returns;
    private int parcels;
    private int changes;
    private boolean looksOnceMore;

    /// A repeated request may put it on hold once more, after it was taken off.
    private boolean mayBeOnHold;

    /// In place of goodwill: what an order owes that was given money and then costs more is nothing
    /// that could be worked out from the events alone.
    private final boolean isChanged;

    /// What staff asked for last of authorised money, until it is answered, and when they took the
    /// last of it.
    private final Map<PaymentId, RequestCapture> captures = new HashMap<>();

    private final Map<PaymentId, Instant> lastCaptures = new HashMap<>();

    OrderScenario(World world, Shop shop, Market market, Ledger ledger, int number) {
        this.world = world;
        this.shop = shop;
        this.market = market;
        this.ledger = ledger;
        this.number = number;
        this.orderId = new OrderId("order-" + world.seed() + "-" + number);
        this.shopper = "shopper " + number;
        this.payment = new PaymentId("payment-" + number);
        var random = world.random();
        this.isChanged = random.in(0.4);
        this.discounts = new ArrayList<>();
        this.lines = new ArrayList<>();
        var taxIncluded = random.in(0.5);
        var free = random.in(0.04);
        var off = random.in(0.35);
        var skus = new ArrayList<>(market.skus());
        for (var line = 1; line <= random.between(1, 4); line++) {
            var sku =
                    line == 1 && random.in(0.6)
                            ? skus.removeFirst()
                            : skus.remove(random.upTo(skus.size() - 1));
            lines.add(line(line, sku, free, off, taxIncluded));
        }
        this.totals = totals(free, taxIncluded);
        if (off) {
            discounts.add(new AppliedDiscount(market.coupon(), totals.discount(), false));
        }
        if (random.in(0.1)) {
            discounts.add(new AppliedDiscount(market.couponOfCustomer(), cents(0), true));
        }
    }

    private static Money cents(long amount) {
        return Money.ofMinor(CurrencyUnit.EUR, amount);
    }

    private OrderLine line(int line, Sku sku, boolean free, boolean off, boolean taxIncluded) {
        var quantity = world.random().between(1, 4);
        var price = free ? 0 : world.random().between(1, 5000);
        var discount = off ? price * quantity / 7 : 0;
        var net = (long) price * quantity - discount;
        var tax = net * 19 / 100;
        return new OrderLine(
                line,
                sku,
                market.product(),
                sku.value(),
                quantity,
                cents(price),
                cents(discount),
                cents(tax),
                cents(taxIncluded ? net : net + tax),
                1);
    }

    private OrderTotals totals(boolean free, boolean taxIncluded) {
        var subtotal = cents(0);
        var discount = cents(0);
        var tax = cents(0);
        for (var line : lines) {
            subtotal = subtotal.plus(line.unitPrice().multipliedBy(line.quantity()));
            discount = discount.plus(line.discount());
            tax = tax.plus(line.tax());
        }
        var shipping = cents(free || world.random().in(0.5) ? 0 : 490);
        var net = subtotal.minus(discount).plus(shipping);
        return new OrderTotals(
                subtotal, discount, shipping, tax, taxIncluded ? net : net.plus(tax), taxIncluded);
    }

    void begin(Duration from) {
        var random = world.random();
        var provider = provider();
        send(shopper, from, () -> place(provider), _ -> placed());
    }

    private void placed() {
        var random = world.random();
        if (random.in(0.12)) {
            send(
                    shopper,
                    random.within(Duration.ofMinutes(random.in(0.5) ? 2 : 90)),
                    () -> new CancelOrder(orderId, CancellationReason.CUSTOMER_REQUEST),
                    _ -> {});
        }
        if (random.in(0.3)) {
            world.time().in(random.within(Duration.ofMinutes(35)), this::payOtherwise);
        }
        if (random.in(0.1)) {
            market.forge(payment, totals.total());
        }
        visitIn(Duration.ofMinutes(30));
    }

    private String provider() {
        var random = world.random();
        return random.in(0.5)
                ? SimulatedBank.NAME
                : random.in(0.5)
                        ? CardBank.NAME
                        : random.in(0.6)
                                ? PaymentsInMemory.CASH_ON_DELIVERY
                                : CreditInMemory.GIFT_CARD;
    }

    private String token(String provider) {
        return switch (provider) {
            case SimulatedBank.NAME -> world.random().of(SimulatedBank.TOKENS);
            case CardBank.NAME -> world.random().of(CardBank.TOKENS);
            case PaymentsInMemory.CASH_ON_DELIVERY -> "cash";
            default -> market.giftCard().value();
        };
    }

    private PlaceOrder place(String provider) {
        var customer = new CustomerId("customer-" + number % 3);
        var address = new PostalAddress("Anna", "Markt 1", null, "Weimar", null, "99423", "DE");
        return new PlaceOrder(
                orderId,
                "C-" + number,
                new CartId("cart-" + number),
                customer,
                customer,
                lines,
                totals,
                discounts,
                Personal.of(customer.value(), new Contact("anna@example.org", null)),
                Personal.of(customer.value(), address),
                Personal.of(customer.value(), address),
                "DE",
                "standard",
                payment,
                provider,
                token(provider),
                world.time().instant());
    }

    private void payOtherwise() {
        if (!ask(shopper, new ReadOrder(orderId), OrderSummary.class)
                .filter(order -> order.status() == io.cartulary.command.order.OrderStatus.PENDING)
                .isPresent()) {
            return;
        }
        var replacement = new PaymentId("payment-" + number + "-" + acts++);
        var before = payment;
        var provider = provider();
        var token = token(provider);
        send(
                shopper,
                Duration.ZERO,
                () -> new ReplacePayment(before, replacement, provider, token),
                answer -> {
                    if (!answer.isRefused()) {
                        payment = replacement;
                    }
                });
    }

    private void visitIn(Duration longest) {
        if (visits++ < MOST_VISITS) {
            world.time().in(world.random().within(longest), this::visit);
        }
    }

    /// Staff look at the order and do what is to be done next.
    private void visit() {
        var again = Duration.ofHours(world.random().in(0.5) ? 1 : 8);
        try {
            var order = ask("staff", new ReadOrder(orderId), OrderSummary.class);
            if (order.isEmpty()) {
                return;
            }
            if (order.get().unpaid()) {
                payAnewOrRelease();
            }
            holdOrLetGo();
            switch (order.get().status()) {
                case PENDING -> visitIn(again);
                case CONFIRMED -> {
                    prepare();
                    visitIn(again);
                }
                case PROCESSING -> {
                    pack();
                    visitIn(again);
                }
                case PARTLY_SHIPPED -> {
                    looksOnceMore = false;
                    pack();
                    mayReturn();
                    visitIn(again);
                }
                case SHIPPED -> {
                    deliver();
                    mayReturn();
                    visitIn(again);
                }
                case DELIVERED -> {
                    if (!collect(true) || order.get().unpaid()) {
                        looksOnceMore = false;
                        visitIn(again);
                    } else if (!looksOnceMore) {
                        // what was asked for may have been refused
                        looksOnceMore = true;
                        mayReturn();
                        world.time().in(LONG, this::visit);
                    }
                }
                case CANCELLED -> {
                    /* nothing is left to do */
                }
            }
        } catch (Crash crash) {
            visitIn(again);
            throw crash;
        }
    }

    private void holdOrLetGo() {
        var random = world.random();
        if (random.in(0.05)) {
            mayBeOnHold = true;
            var reason = random.of(List.of(HoldReason.values()));
            staff(() -> new PutOrderOnHold(orderId, reason));
        }
        if (mayBeOnHold && random.in(0.5)) {
            staff(() -> new TakeOrderOffHold(orderId));
        }
    }

    /// Authorised money will not come: the shopper pays again, or staff let it go.
    private void payAnewOrRelease() {
        var random = world.random();
        if (random.in(0.15) || visits > MOST_VISITS / 2) {
            staff(() -> new AllowUnpaidShipment(orderId));
        } else if (random.in(0.5)) {
            payAnew();
        }
    }

    private void payAnew() {
        var account = ask(shopper, new ReadAccount(orderId), OrderAccount.class).orElseThrow();
        var missing = MissingMoney.of(account, payments(account));
        if (missing.isPositive()) {
            var paymentId = new PaymentId("payment-" + number + "-missing-" + acts++);
            var provider = provider();
            var token = token(provider);
            send(
                    shopper,
                    Duration.ZERO,
                    () ->
                            new RequestRepayment(
                                    orderId,
                                    paymentId,
                                    missing,
                                    account.due(),
                                    provider,
                                    token,
                                    world.time().instant()),
                    _ -> {});
            if (world.random().in(0.2)) {
                world.time()
                        .in(
                                world.random().within(Duration.ofMinutes(35)),
                                this::payChangeOtherwise);
            }
        }
    }

    private List<PaymentSummary> payments(OrderAccount account) {
        var payments = new ArrayList<PaymentSummary>();
        for (var payer : account.payments()) {
            payments.add(ask("staff", new ReadPayment(payer), PaymentSummary.class).orElseThrow());
        }
        return payments;
    }

    private void prepare() {
        var random = world.random();
        if (random.in(0.2)) {
            collect(false);
        }
        if (random.in(0.05)) {
            staff(() -> new CancelOrder(orderId, CancellationReason.STAFF_REQUEST));
        } else if (random.in(0.15)) {
            takeOffLines();
        } else if (isChanged && random.in(0.3)) {
            change();
        } else if (!isChanged && random.in(0.1)) {
            payBack();
        } else {
            staff(() -> new StartProcessing(orderId));
        }
    }

    private void takeOffLines() {
        var pieces = some();
        if (!pieces.isEmpty()) {
            var reference = orderId + "-off-" + acts++;
            staff(() ->
                    new CancelLines(orderId, reference, pieces, CancellationReason.STAFF_REQUEST));
        }
    }

    /// Staff put something in, perhaps for something they take out.
    private void change() {
        var random = world.random();
        change(null, random.in(0.6) ? some() : List.of(), List.of(), Duration.ofMinutes(1));
    }

    private void change(
            @Nullable ReturnId returnId,
            List<WantedPieces> removed,
            List<ReceivedPieces> received,
            Duration within) {
        var random = world.random();
        var editId = new EditId("edit-" + number + "-" + changes++);
        var added = new ArrayList<OrderLine>();
        for (var more = random.between(1, 2); more > 0; more--) {
            added.add(line(more, random.of(market.skus()), false, false, totals.taxIncluded()));
        }
        var provider = provider();
        var token = token(provider);
        send(
                "staff",
                within,
                () ->
                        new RequestEdit(
                                orderId,
                                editId,
                                returnId,
                                removed,
                                received,
                                added,
                                totals.taxIncluded(),
                                provider,
                                token,
                                world.time().instant()),
                _ -> {
                    // it may open an order again that was delivered
                    List.of(2, 24, 72)
                            .forEach(
                                    hours -> world.time().in(Duration.ofHours(hours), this::visit));
                });
        if (random.in(0.3)) {
            world.time()
                    .in(
                            within.plus(random.within(Duration.ofMinutes(35))),
                            this::payChangeOtherwise);
        }
    }

    private void payChangeOtherwise() {
        var open = ask(shopper, new ReadOrder(orderId), OrderSummary.class);
        if (open.isPresent() && open.get().isToBePaidAnew()) {
            payAnew();
        } else if (open.isPresent() && open.get().editPaymentId() != null) {
            var replacement = new PaymentId("payment-change-" + number + "-again-" + acts++);
            var provider = provider();
            var token = token(provider);
            send(
                    shopper,
                    Duration.ZERO,
                    () ->
                            new ReplacePayment(
                                    open.get().editPaymentId(), replacement, provider, token),
                    _ -> {});
        }
    }

    /// Some pieces of some lines.
    private List<WantedPieces> some() {
        var random = world.random();
        var some = new ArrayList<WantedPieces>();
        if (changes > 0 && random.in(0.3)) {
            some.add(new WantedPieces(lines.size() + 1, 1));
        }
        for (var line : lines) {
            if (random.in(0.6)) {
                some.add(new WantedPieces(line.line(), random.between(1, line.quantity())));
            }
        }
        return some;
    }

    private void payBack() {
        var amount = cents(world.random().between(1, 700));
        var refund = new RefundId("refund-" + number + "-" + acts++);
        var payer = payment;
        staff(() -> new RequestRefund(payer, refund, amount, RefundReason.GOODWILL));
    }

    /// What is yet to come is delivered in the end.
    private void bringAwaited() {
        for (var held : shop.awaited(orderId)) {
            for (var pieces : held.pieces()) {
                var parts =
                        ask("staff", new ReadParts(StockItemId.of(pieces.sku())), BundleParts.class)
                                .orElseThrow()
                                .parts();
                if (parts.isEmpty()) {
                    bring(pieces.sku(), pieces.quantity());
                }
                parts.forEach(part -> bring(part.sku(), part.quantity() * pieces.quantity()));
            }
        }
    }

    private void bring(Sku sku, int pieces) {
        var reference = "awaited-" + number + "-" + acts++;
        var at = world.time().instant();
        staff(() ->
                new AdjustStock(
                        StockItemId.of(sku),
                        pieces,
                        AdjustmentReason.DELIVERY,
                        reference,
                        null,
                        at));
    }

    private void pack() {
        bringAwaited();
        var random = world.random();
        if (random.in(0.2)) {
            collect(false);
        }
        if (random.in(0.05)) {
            staff(() -> new CancelOrder(orderId, CancellationReason.STAFF_REQUEST));
        } else if (random.in(0.08)) {
            takeOffLines();
        } else if (isChanged && random.in(0.12)) {
            change();
        } else if (random.in(0.4)) {
            var tracking = "T-" + number + "-" + acts++;
            var at = world.time().instant();
            staff(() -> new ShipOrder(orderId, "dhl", tracking, shop.awaited(orderId), at));
        } else {
            var shipment = ShipmentId.named(orderId + "/" + parcels++);
            var pieces = random.in(0.5) ? some() : List.<WantedPieces>of();
            staff(() -> new PackShipment(orderId, shipment, pieces, shop.awaited(orderId)));
            var at = world.time().instant();
            if (random.in(0.1)) {
                staff(() -> new UnpackShipment(orderId, shipment));
            }
            for (var parcel = 0; parcel < parcels; parcel++) {
                var waiting = ShipmentId.named(orderId + "/" + parcel);
                var tracking = "T-" + number + "-p" + parcel;
                staff(() -> new DispatchShipment(orderId, waiting, "dhl", tracking, at));
            }
        }
    }

    private void deliver() {
        var at = world.time().instant();
        if (parcels > 0 && world.random().in(0.5)) {
            var parcel = ShipmentId.named(orderId + "/" + world.random().upTo(parcels - 1));
            staff(() -> new RecordShipmentDelivery(orderId, parcel, at));
        } else {
            staff(() -> new RecordDelivery(orderId, at));
        }
    }

    private void mayReturn() {
        var random = world.random();
        if (returns >= 2 || !random.in(0.25)) {
            return;
        }
        var pieces = some();
        if (pieces.isEmpty()) {
            return;
        }
        var returnId = ReturnId.named(orderId + "/" + returns++);
        var comesIn = random.within(Duration.ofDays(10));
        var received = new ArrayList<ReceivedPieces>();
        for (var part : pieces) {
            var came = random.between(1, part.quantity());
            var restocked = random.upTo(came);
            received.add(
                    new ReceivedPieces(
                            part.line(), restocked, came - restocked, market.warehouse()));
        }
        send(
                shopper,
                Duration.ofMinutes(1),
                () -> new RequestReturn(orderId, returnId, pieces, ReturnReason.OTHER, null),
                _ -> {});
        if (random.in(0.15)) {
            send(
                    "staff",
                    random.within(comesIn),
                    () -> new RefuseReturn(orderId, returnId, null),
                    _ -> {});
        }
        send(
                "staff",
                random.within(comesIn),
                () -> new ApproveReturn(orderId, returnId),
                _ -> {
                    if (isChanged && random.in(0.5)) {
                        change(returnId, List.of(), received, comesIn);
                    } else {
                        send(
                                "staff",
                                comesIn,
                                () ->
                                        new ReceiveReturn(
                                                orderId,
                                                returnId,
                                                received,
                                                world.time().instant()),
                                _ -> {});
                    }
                });
    }

    /// Takes money that was only authorised, all of it or a part at a time; `false` while that is
    /// not done.
    ///
    /// @param delivered whether the courier has brought what is paid at the door
    private boolean collect(boolean delivered) {
        var account = ask("staff", new ReadAccount(orderId), OrderAccount.class).orElseThrow();
        var all = true;
        for (var payer : payments(account)) {
            if (payer.status() == PaymentStatus.AUTHORISED) {
                all = false;
                if (delivered || !isCash(payer)) {
                    collect(payer, account.due());
                }
            }
        }
        return all;
    }

    /// What was asked for is asked for again until it is answered.
    private void collect(PaymentSummary payer, Money due) {
        var wanted = captures.get(payer.paymentId());
        if (wanted == null) {
            var last = lastCaptures.get(payer.paymentId());
            var isOnItsWay = last != null && last.plus(LONG).isAfter(world.time().instant());
            if (isOnItsWay || !left(payer).isPositive()) {
                return;
            }
            wanted = capture(payer, due);
            captures.put(payer.paymentId(), wanted);
            if (isCash(payer)) {
                ledger.take(payer.paymentId().value(), wanted.amount().getAmountMinorLong());
            }
        }
        var answer = shop.ask("staff", wanted);
        captures.remove(payer.paymentId());
        if (!answer.isRefused() && wanted.last()) {
            lastCaptures.put(payer.paymentId(), world.time().instant());
        }
    }

    private static boolean isCash(PaymentSummary payment) {
        return payment.provider().equals(PaymentsInMemory.CASH_ON_DELIVERY);
    }

    private Money left(PaymentSummary payer) {
        return isCash(payer)
                ? payer.amount().minus(cents(ledger.taken(payer.paymentId().value())))
                : payer.amount().minus(payer.captured());
    }

    /// All that is left, a part of it, or no more than the order costs now; after the last one the
    /// rest is called off.
    private RequestCapture capture(PaymentSummary payer, Money due) {
        var random = world.random();
        var left = left(payer);
        var amount = left;
        if (random.in(0.2) && due.isPositive() && due.isLessThan(left)) {
            amount = due;
        } else if (random.in(0.5) && left.getAmountMinorInt() > 1) {
            amount = cents(random.between(1, left.getAmountMinorInt() - 1));
        }
        var name = CaptureId.named(payer.paymentId() + "/" + acts++);
        return new RequestCapture(
                payer.paymentId(), name, amount, amount.equals(left) || random.in(0.4));
    }

    private void staff(Supplier<Object> command) {
        send("staff", Duration.ofMinutes(1), command, _ -> {});
    }

    private <T> java.util.Optional<T> ask(String who, Object question, Class<T> type) {
        var answer = shop.ask(who, question);
        return answer.isRefused()
                ? java.util.Optional.empty()
                : java.util.Optional.of(type.cast(answer.value()));
    }

    /// Asks until an answer comes back: the request may be lost, or come late or twice, and so may
    /// the answer.
    private void send(
            String who, Duration longest, Supplier<Object> command, Consumer<Shop.Answer> then) {
        var asked = new Asked(who, command, then);
        world.time().in(world.random().within(longest), () -> asked.once(1));
    }

    private final class Asked {

        private final String who;
        private final Supplier<Object> command;
        private final Consumer<Shop.Answer> then;
        private Object same;
        private boolean answered;

        Asked(String who, Supplier<Object> command, Consumer<Shop.Answer> then) {
            this.who = who;
            this.command = command;
            this.then = then;
            this.same = this;
        }

        void once(int number) {
            if (same == this) {
                same = command.get();
            }
            var random = world.random();
            var losses = world.conditions().losses() / 2;
            var arrived = false;
            try {
                if (!random.in(losses)) {
                    var answer = shop.ask(who, same);
                    if (!random.in(losses) || number >= MOST_TRIES) {
                        arrived = true;
                        if (!answered) {
                            answered = true;
                            then.accept(answer);
                        }
                    }
                }
            } finally {
                if (!arrived && number < MOST_TRIES) {
                    world.time().in(Duration.ofSeconds(30L * number), () -> once(number + 1));
                }
            }
            if (number < MOST_TRIES && random.in(world.conditions().repeats() / 2)) {
                world.time().in(random.within(Duration.ofMinutes(20)), () -> once(MOST_TRIES));
            }
        }
    }
}
