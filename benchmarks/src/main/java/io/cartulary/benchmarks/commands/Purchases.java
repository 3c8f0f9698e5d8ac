package io.cartulary.benchmarks.commands;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.payment.PaymentId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Makes up what a customer of a pool buys: a cart of two products, and the order it becomes.
public final class Purchases {

    private static final int CUSTOMERS = 5_000;
    private static final int SKUS = 1_000;
    private static final int LINES = 2;
    private static final CurrencyUnit EURO = CurrencyUnit.EUR;
    private static final CouponCode COUPON = new CouponCode("BENCH5");

    private final Random random;
    private final InstantSource clock;

    public Purchases(long seed, InstantSource clock) {
        this.random = new Random(seed);
        this.clock = clock;
    }

    public CustomerId customer() {
        return CustomerId.named("bench-" + random.nextInt(CUSTOMERS));
    }

    /// One cart from its opening to its check-out: one creation and four more commands.
    List<Object> cart(CustomerId customer, OrderId order) {
        var cart = CartId.next();
        var number = random.nextInt(SKUS);
        var first = new SkuQuantity(sku(number), 1 + random.nextInt(3));
        var second = new SkuQuantity(sku((number + 1) % SKUS), 1 + random.nextInt(3));
        return List.of(
                new OpenCart(cart, customer),
                new AddCartItem(cart, first.sku(), first.quantity(), order + "-1", null),
                new AddCartItem(cart, second.sku(), second.quantity(), order + "-2", null),
                new AddCartCoupon(cart, COUPON),
                new CheckOutCart(
                        cart,
                        order,
                        new CartContent(
                                customer,
                                List.of(first, second),
                                List.of(COUPON),
                                null,
                                Map.of())));
    }

    /// One order from its placement to its delivery: one creation and four more commands.
    List<Object> order(CustomerId customer, OrderId order) {
        return List.of(
                place(customer, order),
                new ConfirmOrder(order, PaymentId.next()),
                new StartProcessing(order),
                new ShipOrder(
                        order,
                        "Example Parcel",
                        "EP" + random.nextInt(1 << 30),
                        List.of(),
                        clock.instant()),
                new RecordDelivery(order, clock.instant()));
    }

    public PlaceOrder place(CustomerId customer, OrderId order) {
        var lines = IntStream.rangeClosed(1, LINES).mapToObj(this::line).toList();
        var subtotal =
                sum(
                        lines.stream()
                                .map(line -> line.unitPrice().multipliedBy(line.quantity()))
                                .toList());
        var tax = sum(lines.stream().map(OrderLine::tax).toList());
        var shipping = Money.ofMinor(EURO, 495);
        var totals =
                new OrderTotals(
                        subtotal,
                        Money.zero(EURO),
                        shipping,
                        tax,
                        subtotal.plus(shipping).plus(tax));
        var number = random.nextInt(1_000_000);
        var address =
                new PostalAddress(
                        "Customer " + number,
                        number % 300 + " Example Street",
                        null,
                        "Sampletown",
                        null,
                        "12345",
                        "DE");
        return new PlaceOrder(
                order,
                "C-" + number,
                CartId.next(),
                customer,
                customer,
                lines,
                totals,
                List.of(new AppliedDiscount(COUPON, Money.zero(EURO), false)),
                Personal.of(
                        customer.value(), new Contact("customer" + number + "@example.org", null)),
                Personal.of(customer.value(), address),
                Personal.of(customer.value(), address),
                "DE",
                "standard",
                PaymentId.next(),
                "simulated",
                "tok_settle",
                clock.instant());
    }

    private OrderLine line(int number) {
        var price = Money.ofMinor(EURO, 500 + random.nextInt(5_000));
        var quantity = 1 + random.nextInt(3);
        var net = price.multipliedBy(quantity);
        var tax = Money.ofMinor(EURO, net.getAmountMinorLong() * 19 / 100);
        var sku = sku();
        return new OrderLine(
                number,
                sku,
                ProductId.named(sku.value()),
                "A product of ours, " + sku,
                quantity,
                price,
                Money.zero(EURO),
                tax,
                net.plus(tax),
                1);
    }

    private Sku sku() {
        return sku(random.nextInt(SKUS));
    }

    private static Sku sku(int number) {
        return new Sku("BENCH-%04d".formatted(number));
    }

    private static Money sum(List<Money> amounts) {
        return Money.total(amounts);
    }
}
