package io.cartulary.simulation.scenario;

import static io.cartulary.simulation.scenario.ChosenGoods.cents;

import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.RefundId;
import io.cartulary.simulation.Shop;
import io.cartulary.simulation.bank.Ledger;
import io.cartulary.simulation.world.Crash;
import io.cartulary.simulation.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people do with one order, from the shopper's click until staff have nothing left to do. All
/// that is left to chance is decided when it happens; the shop is seen only by asking it.
public final class OrderScenario {

    private static final int MOST_VISITS = 120;

    /// Nothing that is on its way takes longer.
    static final Duration LONG = Duration.ofHours(30);

    private final World world;
    private final Market market;
    private final RetriedRequests requests;
    private final ChosenGoods goods;
    private final ShopperPayments payments;
    private final MoneyCollection money;
    private final Parcels parcels;
    private final int number;
    private final OrderId orderId;
    private final String shopper;
    private int visits;
    private int acts;
    private int returns;
    private int changes;
    private boolean looksOnceMore;

    /// A repeated request may put it on hold once more, after it was taken off.
    private boolean mayBeOnHold;

    /// In place of goodwill: what an order owes that was given money and then costs more is nothing
    /// that could be worked out from the events alone.
    private final boolean isChanged;

    public OrderScenario(World world, Shop shop, Market market, Ledger ledger, int number) {
        this.world = world;
        this.market = market;
        this.requests = new RetriedRequests(world, shop);
        this.number = number;
        this.orderId = new OrderId("order-" + world.seed() + "-" + number);
        this.shopper = "shopper " + number;
        this.isChanged = world.random().in(0.4);
        this.goods = new ChosenGoods(world, market);
        this.payments =
                new ShopperPayments(world, requests, market, orderId, number, this::nextAct);
        this.money = new MoneyCollection(world, shop, requests, ledger, orderId, this::nextAct);
        this.parcels = new Parcels(world, shop, requests, goods, orderId, number, this::nextAct);
    }

    private int nextAct() {
        return acts++;
    }

    public void begin(Duration from) {
        var provider = payments.provider();
        requests.send(shopper, from, () -> place(provider), _ -> placed());
    }

    private void placed() {
        var random = world.random();
        if (random.in(0.12)) {
            requests.send(
                    shopper,
                    random.within(Duration.ofMinutes(random.in(0.5) ? 2 : 90)),
                    () -> new CancelOrder(orderId, CancellationReason.CUSTOMER_REQUEST),
                    _ -> {});
        }
        if (random.in(0.3)) {
            world.time().in(random.within(Duration.ofMinutes(35)), payments::payOtherwise);
        }
        if (random.in(0.1)) {
            market.forge(payments.payment(), goods.totals().total());
        }
        visitIn(Duration.ofMinutes(30));
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
                goods.lines(),
                goods.totals(),
                goods.discounts(),
                Personal.of(customer.value(), new Contact("anna@example.org", null)),
                Personal.of(customer.value(), address),
                Personal.of(customer.value(), address),
                "DE",
                "standard",
                payments.payment(),
                provider,
                payments.token(provider),
                world.time().instant());
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
            var order = requests.ask("staff", new ReadOrder(orderId), CurrentOrder.class);
            if (order.isEmpty()) {
                return;
            }
            if (order.get().unpaid()) {
                payMissingOrRelease();
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
                    parcels.deliver();
                    mayReturn();
                    visitIn(again);
                }
                case DELIVERED -> {
                    if (!money.collect(true) || order.get().unpaid()) {
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
            requests.staff(() -> new PutOrderOnHold(orderId, reason));
        }
        if (mayBeOnHold && random.in(0.5)) {
            requests.staff(() -> new TakeOrderOffHold(orderId));
        }
    }

    /// Authorised money will not come: the shopper pays again, or staff let it go.
    private void payMissingOrRelease() {
        var random = world.random();
        if (random.in(0.15) || visits > MOST_VISITS / 2) {
            requests.staff(() -> new AllowUnpaidShipment(orderId));
        } else if (random.in(0.5)) {
            payments.payMissing();
        }
    }

    private void prepare() {
        var random = world.random();
        if (random.in(0.2)) {
            money.collect(false);
        }
        if (random.in(0.05)) {
            requests.staff(() -> new CancelOrder(orderId, CancellationReason.STAFF_REQUEST));
        } else if (random.in(0.15)) {
            takeOffLines();
        } else if (isChanged && random.in(0.3)) {
            change();
        } else if (!isChanged && random.in(0.1)) {
            payBack();
        } else {
            requests.staff(() -> new StartProcessing(orderId));
        }
    }

    private void takeOffLines() {
        var pieces = goods.some(changes > 0);
        if (!pieces.isEmpty()) {
            var reference = orderId + "-off-" + nextAct();
            requests.staff(() ->
                    new CancelLines(orderId, reference, pieces, CancellationReason.STAFF_REQUEST));
        }
    }

    /// Staff put something in, perhaps for something they take out.
    private void change() {
        change(
                null,
                world.random().in(0.6) ? goods.some(changes > 0) : List.of(),
                List.of(),
                Duration.ofMinutes(1));
    }

    private void change(
            @Nullable ReturnId returnId,
            List<WantedPieces> removed,
            List<ReceivedPieces> received,
            Duration within) {
        var random = world.random();
        var editId = new EditId("edit-" + number + "-" + changes++);
        var added = goods.more();
        var provider = payments.provider();
        var token = payments.token(provider);
        requests.send(
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
                                goods.totals().taxIncluded(),
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
                            payments::payEditOtherwise);
        }
    }

    private void payBack() {
        var amount = cents(world.random().between(1, 700));
        var refund = new RefundId("refund-" + number + "-" + nextAct());
        var payer = payments.payment();
        requests.staff(() -> new RequestRefund(payer, refund, amount, RefundReason.GOODWILL));
    }

    private void pack() {
        parcels.bringAwaited();
        var random = world.random();
        if (random.in(0.2)) {
            money.collect(false);
        }
        if (random.in(0.05)) {
            requests.staff(() -> new CancelOrder(orderId, CancellationReason.STAFF_REQUEST));
        } else if (random.in(0.08)) {
            takeOffLines();
        } else if (isChanged && random.in(0.12)) {
            change();
        } else {
            parcels.send(changes > 0);
        }
    }

    private void mayReturn() {
        var random = world.random();
        if (returns >= 2 || !random.in(0.25)) {
            return;
        }
        var pieces = goods.some(changes > 0);
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
        requests.send(
                shopper,
                Duration.ofMinutes(1),
                () -> new RequestReturn(orderId, returnId, pieces, ReturnReason.OTHER, null),
                _ -> {});
        if (random.in(0.15)) {
            requests.send(
                    "staff",
                    random.within(comesIn),
                    () -> new RefuseReturn(orderId, returnId, null),
                    _ -> {});
        }
        requests.send(
                "staff",
                random.within(comesIn),
                () -> new ApproveReturn(orderId, returnId),
                _ -> {
                    if (isChanged && random.in(0.5)) {
                        change(returnId, List.of(), received, comesIn);
                    } else {
                        requests.send(
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
}
