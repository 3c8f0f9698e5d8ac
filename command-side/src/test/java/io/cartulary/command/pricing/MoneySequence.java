package io.cartulary.command.pricing;

import static java.util.stream.Collectors.toMap;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.order.refund.RefundAllocations;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.command.pricing.LiveAggregate.Handlers;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.command.pricing.terms.SkuOffer;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.Percent;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.CatalogEvent.ProductCreated;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent.CouponCreated;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.coupon.Discount.AmountOff;
import io.cartulary.events.coupon.Discount.FreeShipping;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.coupon.Stacking;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.PricingEvent.*;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.events.pricing.TaxRuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One shop, one cart, one order and all that becomes of it, from one seed. The shop's rules, the
/// cart, the order and its payments leave their events in one list.
final class MoneySequence {

    private static final Handlers CART = Handlers.of("io.cartulary.command.cart.Cart");
    private static final Handlers PAYMENT = Handlers.of("io.cartulary.command.payment.Payment");
    private static final Handlers ORDER = Handlers.of("io.cartulary.command.order.Order");

    private static final List<CurrencyUnit> CURRENCIES =
            Stream.of("JPY", "KRW", "VND", "EUR", "USD", "GBP", "THB", "KWD", "BHD", "TND")
                    .map(CurrencyUnit::of)
                    .toList();
    private static final List<String> TAX_CLASSES = List.of("standard", "reduced", "zero", "books");
    private static final List<String> CATEGORIES = List.of("Skincare", "Gifts", "Fashion");
    private static final List<Destination> DESTINATIONS =
            List.of(new Destination("DE"), new Destination("US-CA"), new Destination("US-NY"));

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final CartId CART_ID = new CartId("cart-1");
    private static final OrderId ORDER_ID = new OrderId("order-1");
    private static final PaymentId PAYMENT_ID = new PaymentId("payment-1");
    private static final CustomerId CUSTOMER = new CustomerId("customer-1");
    private static final Personal<Contact> CONTACT =
            Personal.of("customer-1", new Contact("ada@example.org", null));
    private static final Personal<PostalAddress> ADDRESS =
            Personal.of(
                    "customer-1",
                    new PostalAddress("Ada", "1 High Street", null, "Town", null, "1", "DE"));
    private static final CancellationReason STAFF = CancellationReason.STAFF_REQUEST;

    /// In which a payment's events come; only their chain is read of it, and no money.
    private static final EventMessage<?> MESSAGE = GenericEventMessage.asEventMessage("money");

    private static final OrderPricing PRICING = new OrderPricing();

    private final SplittableRandom random;
    private final CurrencyUnit currency;
    private final List<Object> events = new ArrayList<>();
    private final List<SkuOffer> prices = new ArrayList<>();
    private final List<CouponOffer> coupons = new ArrayList<>();
    private final Map<Destination, TaxRates> taxes = new HashMap<>();
    private final LiveAggregate cart;
    private final LiveAggregate order;
    private final Map<PaymentId, LiveAggregate> payments = new LinkedHashMap<>();
    private final List<OrderLine> lines = new ArrayList<>();
    private Destination destination;
    private @Nullable OrderEditRequested openEdit;
    private final List<Credit> waiting = new ArrayList<>();
    private int captures;

    private MoneySequence(long seed) {
        random = new SplittableRandom(seed);
        currency = any(CURRENCIES);
        cart = new LiveAggregate(CART, events, NOON);
        order = new LiveAggregate(ORDER, events);
    }

    /// The cap on all discounts, a setting and not an event.
    record DiscountsCapped(Percent most) {}

    /// What is owed for a part that was taken off is looked at, for the first time or again.
    record CreditDue(String reference) {}

    /// What is owed for a part that was taken off.
    private record Credit(String reference, Money amount, RefundReason reason) {}

    /// Where and how the order is to be sent: what the shopper says beside his cart.
    record Sent(Destination destination, String method) {}

    /// Everything that happened from this seed.
    static List<Object> play(long seed) {
        var sequence = new MoneySequence(seed);
        sequence.play();
        return sequence.events;
    }

    private void play() {
        var rules = setUpShop();
        fillCart();
        placeOrder(rules).ifPlaced(placed -> live(placed, rules));
    }

    private PricingRules setUpShop() {
        for (var number = 0; number <= random.nextInt(6); number++) {
            addProduct(number);
        }
        for (var destination : List.of("DE", "US", "US-CA")) {
            if (random.nextInt(4) > 0) {
                setTax(new Destination(destination));
            }
        }
        var rates = IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(this::rate).toList();
        events.add(new ShippingMethodDefined(ShippingMethodId.of("parcel"), "Parcel", rates));
        for (var number = 0; number < random.nextInt(5); number++) {
            addCoupon("CODE" + number);
        }
        var cap =
                random.nextInt(4) == 0
                        ? new Percent(random.nextInt(Percent.WHOLE + 1))
                        : Percent.HUNDRED;
        events.add(new DiscountsCapped(cap));
        return new PricingRules(
                1,
                taxes,
                "standard",
                Map.of("parcel", new ShippingMethodOffer("parcel", "Parcel", rates)),
                List.of(),
                List.of(),
                cap);
    }

    private void addProduct(int number) {
        var sku = new Sku("SKU-" + number);
        var product = new ProductId("product-" + number / 2);
        var categories = CATEGORIES.subList(random.nextInt(3), 3);
        var grams = random.nextInt(5) == 0 ? 0 : random.nextInt(3_000);
        var variant =
                new Variant(sku, Map.of(), money(amount()), null, any(TAX_CLASSES), grams, null);
        var description =
                new ProductDescription(
                        LocalizedText.english("Thing"),
                        null,
                        null,
                        categories,
                        List.of(),
                        Map.of(),
                        List.of(),
                        false);
        events.add(new ProductCreated(product, "thing", description, List.of(variant)));
        prices.add(
                new SkuOffer(
                        sku,
                        product,
                        "Thing",
                        variant.price(),
                        variant.taxClass(),
                        grams,
                        categories,
                        true,
                        1,
                        null));
    }

    private void setTax(Destination destination) {
        var byClass = new HashMap<String, Percent>();
        for (var taxClass : TAX_CLASSES) {
            if (random.nextInt(3) > 0) {
                byClass.put(
                        taxClass,
                        new Percent(random.nextInt(10) == 0 ? 0 : random.nextInt(30_001)));
            }
        }
        var rates = new TaxRates(byClass, random.nextBoolean());
        taxes.put(destination, rates);
        events.add(new TaxRuleSet(TaxRuleId.of(destination), destination, rates));
    }

    private ShippingRate rate(int number) {
        return new ShippingRate(
                random.nextInt(3) == 0 ? Set.of(new Destination("US")) : Set.of(),
                random.nextInt(3) == 0 ? 1 + random.nextLong(20_000) : null,
                random.nextInt(3) == 0 ? money(amount()) : null,
                money(random.nextInt(6) == 0 ? 0 : random.nextLong(5_000)),
                random.nextBoolean() ? money(random.nextLong(2_000)) : null,
                random.nextInt(3) == 0 ? money(amount()) : null);
    }

    private void addCoupon(String code) {
        var terms =
                new CouponTerms(
                        discount(),
                        random.nextInt(3) == 0 ? money(random.nextLong(5_000)) : null,
                        random.nextInt(4) == 0 ? money(amount()) : null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        some(prices.stream().map(SkuOffer::sku).toList()),
                        some(CATEGORIES),
                        some(prices.stream().map(SkuOffer::productId).distinct().toList()),
                        random.nextInt(3) == 0,
                        new Stacking(
                                random.nextInt(3),
                                random.nextInt(4) > 0,
                                random.nextInt(3) == 0 ? "season" : null));
        var couponCode = new CouponCode(code);
        coupons.add(new CouponOffer(couponCode, terms, true));
        events.add(new CouponCreated(CouponId.of(couponCode), couponCode, terms));
    }

    private Discount discount() {
        return switch (random.nextInt(5)) {
            case 0 -> new FreeShipping();
            case 1, 2 -> new AmountOff(money(1 + amount()));
            default -> new PercentageOff(new Percent(1 + random.nextInt(Percent.WHOLE)));
        };
    }

    private void fillCart() {
        cart.ask(new OpenCart(CART_ID, CUSTOMER));
        for (var step = 0; step < 1 + random.nextInt(8); step++) {
            tryOn(cart, edit("a" + step));
        }
        tryOn(cart, new AddCartItem(CART_ID, anySku(), 1, "last", null));
    }

    private Object edit(String addition) {
        return switch (random.nextInt(12)) {
            case 0 -> new RemoveCartItem(CART_ID, anySku());
            case 1 -> new ClearCart(CART_ID);
            case 2, 3 -> new ChangeCartItemQuantity(CART_ID, anySku(), quantity());
            case 4 -> new RemoveCartCoupon(CART_ID, null);
            case 5, 6, 7 -> new AddCartCoupon(CART_ID, new CouponCode("CODE" + random.nextInt(5)));
            default -> new AddCartItem(CART_ID, anySku(), quantity(), addition, null);
        };
    }

    private Placement placeOrder(PricingRules rules) {
        destination = any(DESTINATIONS);
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
            pay(PAYMENT_ID, priced.totals().total());
        }
        order.ask(new ConfirmOrder(ORDER_ID, PAYMENT_ID));
        return new Placement(priced);
    }

    /// A shopper whose coupon does not apply takes every coupon off and orders again.
    private PricedOrder price(CartContent content, PricingRules rules, Destination destination) {
        try {
            return PRICING.price(toPrice(content, rules), "parcel", destination);
        } catch (PricingRefused refused) {
            if (refused.discounts().isEmpty()) {
                throw refused;
            }
            cart.ask(new RemoveCartCoupon(CART_ID, null));
            CartContent without = cart.ask(new ReadCart(CART_ID));
            return PRICING.price(toPrice(without, rules), "parcel", destination);
        }
    }

    private record Placement(@Nullable PricedOrder order) {

        void ifPlaced(Consumer<PricedOrder> next) {
            if (order != null) {
                next.accept(order);
            }
        }
    }

    private OrderToPrice toPrice(CartContent content, PricingRules rules) {
        return toPrice(content.lines(), content.coupons(), rules);
    }

    private OrderToPrice toPrice(
            List<SkuQuantity> wanted, List<CouponCode> given, PricingRules rules) {
        var offers =
                coupons.stream()
                        .filter(offer -> offer.terms().automatic() || given.contains(offer.code()))
                        .toList();
        return new OrderToPrice(
                wanted,
                prices.stream().collect(toMap(SkuOffer::sku, entry -> entry)),
                null,
                offers,
                List.of(),
                true,
                NOON,
                rules);
    }

    /// What staff, the warehouse and the shopper do with the order, in any order.
    private void live(PricedOrder placed, PricingRules rules) {
        lines.addAll(placed.lines());
        for (var step = 0; step < random.nextInt(9); step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> edit("edit-" + step, rules);
                case 3 -> tryCredited(new CancelLines(ORDER_ID, "c" + step, pieces(), STAFF));
                case 4, 5 -> ship("shipment-" + step);
                case 6, 7 -> takeBack(step, rules);
                case 8 -> refund("refund-" + step);
                case 9 -> anyPromise(this::capture);
                case 10 -> lookAgain();
                default -> {
                    if (random.nextInt(4) == 0) {
                        cancel();
                    } else {
                        endEdit();
                    }
                }
            }
            if (random.nextInt(3) > 0) {
                endEdit();
            }
        }
        // In the end nothing is only authorised any more, and nothing waits.
        for (var paymentId : payments.keySet()) {
            while (isAuthorised(paymentId)) {
                capture(paymentId);
            }
        }
        lookAgain();
    }

    private void edit(String name, PricingRules rules) {
        ask(name, null, random.nextBoolean() ? List.of() : pieces(), List.of(), rules);
    }

    private void ask(
            String name,
            @Nullable ReturnId returnId,
            List<WantedPieces> removed,
            List<ReceivedPieces> received,
            PricingRules rules) {
        var editId = new EditId(name);
        var wanted = List.of(new SkuQuantity(anySku(), 1 + random.nextInt(3)));
        var priced = PRICING.addition(toPrice(wanted, List.of(), rules), destination);
        if (!tryOn(
                order,
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
            pay(PaymentId.of(editId), openEdit.toPay());
        }
    }

    /// As `OrderEditSaga` does, for whichever reason.
    private void endEdit() {
        if (openEdit == null) {
            return;
        }
        var editId = openEdit.editId();
        tryCredited(
                random.nextInt(4) > 0
                        ? new AcceptEdit(ORDER_ID, editId)
                        : new DropEdit(ORDER_ID, editId, EditDropReason.PAYMENT_TIMED_OUT));
        if (isMade(editId)) {
            lines.addAll(openEdit.added());
        } else {
            giveUp(PaymentId.of(editId));
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
        tryOn(order, new StartProcessing(ORDER_ID));
        if (tryOn(
                order,
                new PackShipment(
                        ORDER_ID,
                        shipmentId,
                        random.nextBoolean() ? List.of() : pieces(),
                        List.of()))) {
            tryOn(order, new DispatchShipment(ORDER_ID, shipmentId, "DHL", name, NOON));
        }
    }

    private void takeBack(int step, PricingRules rules) {
        var returnId = new ReturnId("return-" + step);
        var wanted = pieces();
        if (!tryOn(
                order, new RequestReturn(ORDER_ID, returnId, wanted, ReturnReason.OTHER, null))) {
            return;
        }
        order.ask(new ApproveReturn(ORDER_ID, returnId));
        var came =
                wanted.stream()
                        .map(part -> {
                            var scrapped = random.nextInt(part.quantity() + 1);
                            return new ReceivedPieces(
                                    part.line(), part.quantity() - scrapped, scrapped, null);
                        })
                        .toList();
        if (random.nextInt(3) == 0) {
            ask("edit-x" + step, returnId, List.of(), came, rules);
        }
        if (random.nextInt(3) > 0) {
            endEdit();
        }
        tryCredited(new ReceiveReturn(ORDER_ID, returnId, came, NOON));
    }

    /// Without goods, and sometimes more than there is.
    private void refund(String name) {
        if (payments.isEmpty()) {
            return;
        }
        var paymentId = any(List.copyOf(payments.keySet()));
        CurrentPayment before = payments.get(paymentId).ask(new ReadPayment(paymentId));
        var amount = money(1 + random.nextLong(before.captured().getAmountMinorLong() * 5 / 4 + 1));
        refund(new RequestRefund(paymentId, new RefundId(name), amount, RefundReason.GOODWILL));
        tryOn(
                order,
                new RecordOrderRefund(ORDER_ID, PAYMENT_ID, money(2_000_000_000_000_000_000L)));
    }

    private void cancel() {
        if (!tryOn(order, new CancelOrder(ORDER_ID, STAFF))) {
            return;
        }
        openEdit = null;
        List.copyOf(payments.keySet()).forEach(this::giveUp);
    }

    private void giveUp(PaymentId paymentId) {
        var payment = payments.get(paymentId);
        if (payment != null) {
            payment.ask(new CancelPayment(paymentId));
        }
    }

    /// What a command takes off the order goes back as `PartialRefundSaga` has it.
    private void tryCredited(Object command) {
        var from = events.size();
        if (!tryOn(order, command)) {
            return;
        }
        for (var event : List.copyOf(events.subList(from, events.size()))) {
            switch (event) {
                case OrderLinesCancelled cancelled ->
                        credit(
                                new Credit(
                                        cancelled.reference(),
                                        cancelled.amount(),
                                        RefundReason.LINES_CANCELLED));
                case ReturnReceived received ->
                        credit(
                                new Credit(
                                        received.returnId().value(),
                                        received.amount(),
                                        RefundReason.GOODS_RETURNED));
                case OrderCancelled _ -> List.copyOf(payments.keySet()).forEach(this::giveUp);
                default -> {
                    /* nothing is owed for it */
                }
            }
        }
    }

    private void credit(Credit credit) {
        if (credit.amount().isPositive() && !look(credit)) {
            waiting.add(credit);
        }
    }

    private void lookAgain() {
        waiting.removeIf(this::look);
    }

    /// Whether it is over: not while money of the order is only authorised.
    private boolean look(Credit credit) {
        events.add(new CreditDue(credit.reference()));
        OrderAccount account = order.ask(new ReadAccount(ORDER_ID));
        if (account.payments().stream().anyMatch(this::isAuthorised)) {
            return false;
        }
        // A step that is taken again asks for no more.
        for (var times = 0; times < 1 + random.nextInt(2); times++) {
            RefundAllocations.of(
                            credit.reference(),
                            credit.amount(),
                            account.due(),
                            credit.reason(),
                            account.payments().stream().map(this::summary).toList())
                    .forEach(this::refund);
        }
        return true;
    }

    private CurrentPayment summary(PaymentId paymentId) {
        return payments.get(paymentId).ask(new ReadPayment(paymentId));
    }

    private void refund(RequestRefund refund) {
        var payment = payments.get(refund.paymentId());
        if (tryOn(payment, refund) && random.nextInt(4) > 0) {
            payment.ask(new RecordRefund(refund.paymentId(), refund.refundId()));
            CurrentPayment after = payment.ask(new ReadPayment(refund.paymentId()));
            order.ask(new RecordOrderRefund(ORDER_ID, refund.paymentId(), after.refunded()));
        }
    }

    private void pay(PaymentId paymentId, Money amount) {
        var payment = new LiveAggregate(PAYMENT, events, MESSAGE);
        payments.put(paymentId, payment);
        payment.ask(new RequestPayment(paymentId, ORDER_ID, amount, "simulated", "tok_settle"));
        var charge = "ch_" + payments.size();
        payment.ask(
                random.nextInt(3) > 0
                        ? new RecordSettlement(paymentId, amount, charge)
                        : new RecordAuthorisation(paymentId, amount, charge, false));
    }

    private void anyPromise(Consumer<PaymentId> next) {
        var authorised = payments.keySet().stream().filter(this::isAuthorised).toList();
        if (!authorised.isEmpty()) {
            next.accept(any(authorised));
        }
    }

    private boolean isAuthorised(PaymentId paymentId) {
        return summary(paymentId).status() == PaymentState.AUTHORISED;
    }

    /// All that is left of an authorisation or a part of it, which the provider may refuse.
    private void capture(PaymentId paymentId) {
        var before = summary(paymentId);
        var left = before.amount().minus(before.captured());
        var part =
                random.nextBoolean() ? left : money(1 + random.nextLong(left.getAmountMinorLong()));
        var last = part.equals(left) || random.nextBoolean();
        var captureId = new CaptureId("capture-" + ++captures);
        var payment = payments.get(paymentId);
        payment.ask(new RequestCapture(paymentId, captureId, part, last));
        payment.ask(
                switch (random.nextInt(6)) {
                    case 0 -> new RecordCaptureRefusal(paymentId, captureId, "expired");
                    case 1 ->
                            last
                                    ? new RecordSettlement(
                                            paymentId, before.captured().plus(part), "ch_1")
                                    : new RecordCapture(paymentId, captureId, null);
                    default -> new RecordCapture(paymentId, captureId, null);
                });
    }

    /// Of one line or two, and sometimes more than there are.
    private List<WantedPieces> pieces() {
        var first = random.nextInt(lines.size());
        var wanted = new ArrayList<WantedPieces>();
        wanted.add(pieces(lines.get(first)));
        if (first + 1 < lines.size() && random.nextInt(3) == 0) {
            wanted.add(pieces(lines.get(first + 1)));
        }
        return wanted;
    }

    private WantedPieces pieces(OrderLine line) {
        return new WantedPieces(line.line(), 1 + random.nextInt(Math.min(line.quantity(), 4)));
    }

    private static boolean tryOn(LiveAggregate aggregate, Object command) {
        try {
            aggregate.ask(command);
            return true;
        } catch (CommandRejected _) {
            return false;
        }
    }

    private Sku anySku() {
        return any(prices).sku();
    }

    private int quantity() {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(999) : 1 + random.nextInt(5);
    }

    /// Often tiny, where rounding shows most, and sometimes very large.
    private long amount() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong(4);
            case 1 -> random.nextLong(1_000_000_000_000L);
            case 2, 3 -> random.nextLong(500);
            default -> random.nextLong(100_000);
        };
    }

    private Money money(long minor) {
        return Money.ofMinor(currency, minor);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /// Mostly none, which does not restrict.
    private <T> Set<T> some(List<T> values) {
        var some = new HashSet<T>();
        if (random.nextInt(4) == 0) {
            for (var count = 0; count <= random.nextInt(2); count++) {
                some.add(any(values));
            }
        }
        return some;
    }
}
