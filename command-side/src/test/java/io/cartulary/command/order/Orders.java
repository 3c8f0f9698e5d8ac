package io.cartulary.command.order;

import io.cartulary.command.order.OrderCommand.PlaceOrder;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.payment.PaymentId;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One order as the tests of this context use it: two mugs and a bowl for 34.50, tax and shipping
/// included.
public final class Orders {

    public static final OrderId ORDER = new OrderId("order-1");
    public static final String NUMBER = "C-100001";
    public static final CartId CART = new CartId("cart-1");
    public static final CustomerId CUSTOMER = new CustomerId("customer-1");
    public static final PaymentId PAYMENT = new PaymentId("payment-1");
    public static final CouponCode COUPON = new CouponCode("WELCOME");
    public static final Sku MUG = new Sku("MUG");
    public static final Sku BOWL = new Sku("BOWL");
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final Money ZERO = euros("0");

    public static final List<OrderLine> LINES =
            List.of(
                    line(1, MUG, 2, "10.00", "2.00", "3.60", "21.60"),
                    line(2, BOWL, 1, "8.00", "0", "1.60", "9.60"));
    public static final OrderTotals TOTALS =
            new OrderTotals(
                    euros("28.00"), euros("2.00"), euros("3.30"), euros("5.20"), euros("34.50"));
    public static final OrderTotals FREE = new OrderTotals(ZERO, ZERO, ZERO, ZERO, ZERO);
    public static final List<SkuQuantity> PIECES =
            List.of(new SkuQuantity(BOWL, 1), new SkuQuantity(MUG, 2));

    public static final OrderPlaced PLACED = placed(LINES, TOTALS, null);
    public static final OrderConfirmed CONFIRMED =
            new OrderConfirmed(ORDER, CUSTOMER, PAYMENT, PIECES);

    private Orders() {}

    public static PlaceOrder place(List<OrderLine> lines, OrderTotals totals) {
        return new PlaceOrder(
                ORDER,
                NUMBER,
                CART,
                CUSTOMER,
                CUSTOMER,
                lines,
                totals,
                List.of(),
                contact(),
                address(),
                address(),
                "DE",
                "standard",
                PAYMENT,
                "simulated",
                "tok_settle",
                NOON);
    }

    public static OrderPlaced placed(
            List<OrderLine> lines, OrderTotals totals, @Nullable CouponCode coupon) {
        return new OrderPlaced(
                ORDER,
                NUMBER,
                CART,
                CUSTOMER,
                CUSTOMER,
                lines,
                totals,
                coupon == null
                        ? List.of()
                        : List.of(new AppliedDiscount(coupon, totals.discount(), false)),
                contact(),
                address(),
                address(),
                "DE",
                "standard",
                PAYMENT,
                "simulated",
                "tok_settle",
                NOON);
    }

    public static OrderCancelled cancelled(
            CancellationReason reason, @Nullable CouponCode coupon, boolean paid) {
        return new OrderCancelled(
                ORDER,
                CUSTOMER,
                CUSTOMER,
                reason,
                PIECES,
                List.of(),
                coupon == null ? List.of() : List.of(coupon),
                PAYMENT,
                paid);
    }

    public static OrderLine line(
            int number,
            Sku sku,
            int quantity,
            String unitPrice,
            String discount,
            String tax,
            String total) {
        return new OrderLine(
                number,
                sku,
                new ProductId("product-1"),
                sku.value(),
                quantity,
                euros(unitPrice),
                euros(discount),
                euros(tax),
                euros(total),
                7);
    }

    public static Money euros(String amount) {
        return Money.of(CurrencyUnit.EUR, new java.math.BigDecimal(amount));
    }

    private static Personal<Contact> contact() {
        return Personal.of(CUSTOMER.value(), new Contact("anna@example.org", null));
    }

    private static Personal<PostalAddress> address() {
        return Personal.of(
                CUSTOMER.value(),
                new PostalAddress("Anna", "Hauptstraße 1", null, "Weimar", null, "99423", "DE"));
    }
}
