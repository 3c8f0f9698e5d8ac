package io.cartulary.command.pricing;

import static java.util.stream.Collectors.toMap;

import io.cartulary.command.CommandRejected;
import io.cartulary.command.cart.CartCommand.AddCartCoupon;
import io.cartulary.command.cart.CartCommand.AddCartItem;
import io.cartulary.command.cart.CartCommand.ChangeCartItemQuantity;
import io.cartulary.command.cart.CartCommand.CheckOutCart;
import io.cartulary.command.cart.CartCommand.ClearCart;
import io.cartulary.command.cart.CartCommand.OpenCart;
import io.cartulary.command.cart.CartCommand.ReadCart;
import io.cartulary.command.cart.CartCommand.RemoveCartCoupon;
import io.cartulary.command.cart.CartCommand.RemoveCartItem;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.cart.CartSettings;
import io.cartulary.command.order.OrderCommand.ConfirmOrder;
import io.cartulary.command.order.OrderCommand.PlaceOrder;
import io.cartulary.command.order.OrderCommand.RecordOrderRefund;
import io.cartulary.command.pricing.LiveAggregate.Handlers;
import io.cartulary.command.pricing.PricingRules.ShippingMethodOffer;
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
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.PricingEvent.ShippingMethodDefined;
import io.cartulary.events.pricing.PricingEvent.TaxRuleSet;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.events.pricing.TaxRuleId;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.deadline.DeadlineManager;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One shop, one cart, one order and its refunds, all from one seed. The shop's rules, the cart and
/// the order leave their events in one list.
final class MoneySequence {

    private static final Handlers CART = Handlers.of("io.cartulary.command.cart.Cart");
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
    private static final OrderPricing PRICING = new OrderPricing();

    /// Carts of a moment do not expire.
    private static final DeadlineManager NO_DEADLINES =
            (DeadlineManager)
                    Proxy.newProxyInstance(
                            MoneySequence.class.getClassLoader(),
                            new Class<?>[] {DeadlineManager.class},
                            (_, _, _) -> null);

    private final SplittableRandom random;
    private final CurrencyUnit currency;
    private final List<Object> events = new ArrayList<>();
    private final List<PriceListEntry> prices = new ArrayList<>();
    private final List<CouponOffer> coupons = new ArrayList<>();
    private final Map<Destination, TaxRates> taxes = new HashMap<>();
    private final LiveAggregate cart;
    private final LiveAggregate order;

    private MoneySequence(long seed) {
        random = new SplittableRandom(seed);
        currency = any(CURRENCIES);
        cart =
                new LiveAggregate(
                        CART, events, NO_DEADLINES, new CartSettings(Duration.ofDays(7)), NOON);
        order = new LiveAggregate(ORDER, events);
    }

    /// Pieces of a line that went back, which no event of the order tells yet.
    record PiecesReturned(int line, int pieces, Money amount) {}

    /// The cap on all discounts, a setting and not an event.
    record DiscountsCapped(int hundredthsOfAPercent) {}

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
        placeOrder(rules).ifPlaced(this::refund);
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
        var cap = random.nextInt(4) == 0 ? random.nextInt(10_001) : 10_000;
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
                new PriceListEntry(
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
        var byClass = new HashMap<String, Integer>();
        for (var taxClass : TAX_CLASSES) {
            if (random.nextInt(3) > 0) {
                byClass.put(taxClass, random.nextInt(10) == 0 ? 0 : random.nextInt(30_001));
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
                        some(prices.stream().map(PriceListEntry::sku).toList()),
                        some(CATEGORIES),
                        some(prices.stream().map(PriceListEntry::productId).distinct().toList()),
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
            default -> new PercentageOff(1 + random.nextInt(10_000));
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
        var destination = any(DESTINATIONS);
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
        cart.ask(new CheckOutCart(CART_ID, ORDER_ID));
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
        var offers =
                coupons.stream()
                        .filter(offer ->
                                offer.terms().automatic()
                                        || content.coupons().contains(offer.code()))
                        .toList();
        return new OrderToPrice(
                content.lines(),
                prices.stream().collect(toMap(PriceListEntry::sku, entry -> entry)),
                null,
                offers,
                List.of(),
                true,
                NOON,
                rules);
    }

    private void refund(PricedOrder placed) {
        var returned = new int[placed.lines().size()];
        var refunded = Money.zero(currency);
        var total = placed.totals().total();
        for (var step = 0; step < random.nextInt(6); step++) {
            var line = random.nextInt(returned.length);
            var left = placed.lines().get(line).quantity() - returned[line];
            Money amount;
            if (left > 0 && random.nextInt(3) > 0) {
                var pieces = 1 + random.nextInt(left);
                amount = ofPieces(placed.lines().get(line), returned[line], pieces);
                returned[line] += pieces;
                events.add(new PiecesReturned(line, pieces, amount));
            } else {
                amount = money(random.nextLong(total.getAmountMinorLong() * 5 / 4 + 2));
            }
            var after = refunded.plus(amount);
            if (tryOn(order, new RecordOrderRefund(ORDER_ID, PAYMENT_ID, amount, after))) {
                refunded = after;
            }
        }
    }

    private Money ofPieces(OrderLine line, int before, int pieces) {
        return money(
                MinorUnits.ofPieces(
                        line.total().getAmountMinorLong(), before, pieces, line.quantity()));
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
