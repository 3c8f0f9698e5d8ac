package io.cartulary.command.pricing;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.pricing.LiveAggregate.Handlers;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.events.Percent;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.pricing.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One shop, one cart, one order and all that becomes of it, from one seed. The shop's rules, the
/// cart, the order and its payments leave their events in one list.
final class MoneySequence {

    private static final Handlers CART = Handlers.of("io.cartulary.command.cart.Cart");
    private static final Handlers ORDER = Handlers.of("io.cartulary.command.order.Order");
    private static final List<Destination> DESTINATIONS =
            List.of(new Destination("DE"), new Destination("US-CA"), new Destination("US-NY"));
    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final CartId CART_ID = new CartId("cart-1");
    static final OrderId ORDER_ID = new OrderId("order-1");
    static final PaymentId PAYMENT_ID = new PaymentId("payment-1");
    private static final CustomerId CUSTOMER = new CustomerId("customer-1");
    private static final Personal<Contact> CONTACT =
            Personal.of("customer-1", new Contact("ada@example.org", null));
    private static final Personal<PostalAddress> ADDRESS =
            Personal.of(
                    "customer-1",
                    new PostalAddress("Ada", "1 High Street", null, "Town", null, "1", "DE"));
    private static final CancellationReason STAFF = CancellationReason.STAFF_REQUEST;
    private static final OrderPricing PRICING = new OrderPricing();
    private final RandomMoney values;
    private final List<Object> events = new ArrayList<>();
    private final RandomShop shop;
    private final LiveAggregate cart;
    private final LiveAggregate order;
    private final RandomPayments payments;
    private final List<OrderLine> lines = new ArrayList<>();
    private Destination destination;
    private @Nullable OrderEditRequested openEdit;

    private MoneySequence(long seed) {
        values = RandomMoney.of(seed);
        shop = new RandomShop(values, events);
        cart = new LiveAggregate(CART, events, NOON);
        order = new LiveAggregate(ORDER, events);
        payments = new RandomPayments(values, events, order);
    }

    /// The cap on all discounts, a setting and not an event.
    record DiscountsCapped(Percent most) {}

    /// What is owed for a part that was taken off is looked at, for the first time or again.
    record CreditDue(String reference) {}

    /// Where and how the order is to be sent: what the shopper says beside the cart.
    record Sent(Destination destination, String method) {}

    /// Everything that happened from this seed.
    static List<Object> play(long seed) {
        var sequence = new MoneySequence(seed);
        sequence.play();
        return sequence.events;
    }

    private void play() {
        var rules = shop.setUp();
        fillCart();
        placeOrder(rules).ifPlaced(placed -> live(placed, rules));
    }

    private void fillCart() {
        cart.ask(new OpenCart(CART_ID, CUSTOMER));
        for (var step = 0; step < 1 + values.random().nextInt(8); step++) {
            cart.tryAsk(edit("a" + step));
        }
        cart.tryAsk(new AddCartItem(CART_ID, shop.anySku(), 1, "last", null));
    }

    private Object edit(String addition) {
        return switch (values.random().nextInt(12)) {
            case 0 -> new RemoveCartItem(CART_ID, shop.anySku());
            case 1 -> new ClearCart(CART_ID);
            case 2, 3 -> new ChangeCartItemQuantity(CART_ID, shop.anySku(), values.quantity());
            case 4 -> new RemoveCartCoupon(CART_ID, null);
            case 5, 6, 7 ->
                    new AddCartCoupon(CART_ID, new CouponCode("CODE" + values.random().nextInt(5)));
            default -> new AddCartItem(CART_ID, shop.anySku(), values.quantity(), addition, null);
        };
    }

    private Placement placeOrder(PricingRules rules) {
        destination = values.any(DESTINATIONS);
        events.add(new Sent(destination, "parcel"));
        CartContent content = cart.ask(new ReadCart(CART_ID));
        PricedOrder priced;
        try {
            priced = price(content, rules, destination);
        } catch (PricingRefused _) {
            return new Placement(null);
        }
        order.ask(
                new PlaceOrder(
                        ORDER_ID,
                        "C-1",
                        CART_ID,
                        CUSTOMER,
                        CUSTOMER,
                        priced.lines(),
                        priced.totals(),
                        priced.applied(),
                        CONTACT,
                        ADDRESS,
                        ADDRESS,
                        destination.country(),
                        "parcel",
                        PAYMENT_ID,
                        "simulated",
                        "tok_settle",
                        NOON));
        CartContent ordered = cart.ask(new ReadCart(CART_ID));
        cart.ask(new CheckOutCart(CART_ID, ORDER_ID, ordered));
        if (priced.totals().total().isPositive()) {
            payments.pay(PAYMENT_ID, priced.totals().total());
        }
        order.ask(new ConfirmOrder(ORDER_ID, PAYMENT_ID));
        return new Placement(priced);
    }

    /// A shopper whose coupon does not apply takes every coupon off and orders again.
    private PricedOrder price(CartContent content, PricingRules rules, Destination destination) {
        try {
            return PRICING.price(shop.toPrice(content, rules), "parcel", destination);
        } catch (PricingRefused refused) {
            if (refused.discounts().isEmpty()) {
                throw refused;
            }
            cart.ask(new RemoveCartCoupon(CART_ID, null));
            CartContent without = cart.ask(new ReadCart(CART_ID));
            return PRICING.price(shop.toPrice(without, rules), "parcel", destination);
        }
    }

    private record Placement(@Nullable PricedOrder order) {

        void ifPlaced(Consumer<PricedOrder> next) {
            if (order != null) {
                next.accept(order);
            }
        }
    }

    /// What staff, the warehouse and the shopper do with the order, in any order.
    private void live(PricedOrder placed, PricingRules rules) {
        lines.addAll(placed.lines());
        for (var step = 0; step < values.random().nextInt(9); step++) {
            switch (values.random().nextInt(12)) {
                case 0, 1, 2 -> edit("edit-" + step, rules);
                case 3 -> tryCredited(new CancelLines(ORDER_ID, "c" + step, pieces(), STAFF));
                case 4, 5 -> ship("shipment-" + step);
                case 6, 7 -> takeBack(step, rules);
                case 8 -> payments.refund("refund-" + step);
                case 9 -> payments.captureAny();
                case 10 -> payments.lookAgain();
                default -> {
                    if (values.random().nextInt(4) == 0) {
                        cancel();
                    } else {
                        endEdit();
                    }
                }
            }
            if (values.random().nextInt(3) > 0) {
                endEdit();
            }
        }
        // In the end nothing is only authorised any more, and nothing waits.
        payments.captureAll();
        payments.lookAgain();
    }

    private void edit(String name, PricingRules rules) {
        ask(name, null, values.random().nextBoolean() ? List.of() : pieces(), List.of(), rules);
    }

    private void ask(
            String name,
            @Nullable ReturnId returnId,
            List<WantedPieces> removed,
            List<ReceivedPieces> received,
            PricingRules rules) {
        var editId = new EditId(name);
        var wanted = List.of(new SkuQuantity(shop.anySku(), 1 + values.random().nextInt(3)));
        var priced = PRICING.addition(shop.toPrice(wanted, List.of(), rules), destination);
        if (!order.tryAsk(
                new RequestEdit(
                        ORDER_ID,
                        editId,
                        returnId,
                        removed,
                        received,
                        priced.lines(),
                        priced.totals().taxIncluded(),
                        "simulated",
                        "tok_settle",
                        NOON))) {
            return;
        }
        openEdit = (OrderEditRequested) events.getLast();
        if (openEdit.toPay().isPositive()) {
            payments.pay(PaymentId.of(editId), openEdit.toPay());
        }
    }

    /// As `OrderEditSaga` does, for whichever reason.
    private void endEdit() {
        if (openEdit == null) {
            return;
        }
        var editId = openEdit.editId();
        tryCredited(
                values.random().nextInt(4) > 0
                        ? new AcceptEdit(ORDER_ID, editId)
                        : new DropEdit(ORDER_ID, editId, EditDropReason.PAYMENT_TIMED_OUT));
        if (isMade(editId)) {
            lines.addAll(openEdit.added());
        } else {
            payments.giveUp(PaymentId.of(editId));
        }
        openEdit = null;
    }

    private boolean isMade(EditId editId) {
        return events.stream()
                .anyMatch(event ->
                        event instanceof OrderLinesAdded added && added.editId().equals(editId));
    }

    private void ship(String name) {
        var shipmentId = new ShipmentId(name);
        order.tryAsk(new StartProcessing(ORDER_ID));
        if (order.tryAsk(
                new PackShipment(
                        ORDER_ID,
                        shipmentId,
                        values.random().nextBoolean() ? List.of() : pieces(),
                        List.of()))) {
            order.tryAsk(new DispatchShipment(ORDER_ID, shipmentId, "DHL", name, NOON));
        }
    }

    private void takeBack(int step, PricingRules rules) {
        var returnId = new ReturnId("return-" + step);
        var wanted = pieces();
        if (!order.tryAsk(
                new RequestReturn(ORDER_ID, returnId, wanted, ReturnReason.OTHER, null))) {
            return;
        }
        order.ask(new ApproveReturn(ORDER_ID, returnId));
        var came =
                wanted.stream()
                        .map(part -> {
                            var scrapped = values.random().nextInt(part.quantity() + 1);
                            return new ReceivedPieces(
                                    part.line(), part.quantity() - scrapped, scrapped, null);
                        })
                        .toList();
        if (values.random().nextInt(3) == 0) {
            ask("edit-x" + step, returnId, List.of(), came, rules);
        }
        if (values.random().nextInt(3) > 0) {
            endEdit();
        }
        tryCredited(new ReceiveReturn(ORDER_ID, returnId, came, NOON));
    }

    private void cancel() {
        if (!order.tryAsk(new CancelOrder(ORDER_ID, STAFF))) {
            return;
        }
        openEdit = null;
        payments.giveUpAll();
    }

    private void tryCredited(Object command) {
        var from = events.size();
        if (order.tryAsk(command)) {
            payments.creditSince(from);
        }
    }

    /// Of one line or two, and sometimes more than there are.
    private List<WantedPieces> pieces() {
        var first = values.random().nextInt(lines.size());
        var wanted = new ArrayList<WantedPieces>();
        wanted.add(pieces(lines.get(first)));
        if (first + 1 < lines.size() && values.random().nextInt(3) == 0) {
            wanted.add(pieces(lines.get(first + 1)));
        }
        return wanted;
    }

    private WantedPieces pieces(OrderLine line) {
        return new WantedPieces(
                line.line(), 1 + values.random().nextInt(Math.min(line.quantity(), 4)));
    }
}
