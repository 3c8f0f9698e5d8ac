package io.cartulary.query;

import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
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

/// Events of orders with few words.
public final class SampleOrders {

    private SampleOrders() {}

    /// An order of one piece, placed by the person with that address.
    public static OrderPlaced placed(
            String number, String email, String sku, String name, Instant at) {
        var id = OrderId.named(number);
        var customer = CustomerId.named(email);
        var subject = customer.value();
        var price = Money.ofMinor(CurrencyUnit.EUR, 1250);
        var nothing = Money.zero(CurrencyUnit.EUR);
        var address =
                new PostalAddress("Ada Byron", "1 Mill Lane", null, "Hull", null, "HU1", "GB");
        return new OrderPlaced(
                id,
                number,
                CartId.named(number),
                customer,
                customer,
                List.of(
                        new OrderLine(
                                1,
                                new Sku(sku),
                                ProductId.named(sku),
                                name,
                                1,
                                price,
                                nothing,
                                nothing,
                                price,
                                1)),
                new OrderTotals(price, nothing, nothing, nothing, price),
                List.of(),
                Personal.of(subject, new Contact(email, null)),
                Personal.of(subject, address),
                Personal.of(subject, address),
                "GB",
                "standard",
                PaymentId.named(number),
                "simulated",
                "tok_settle",
                at);
    }

    public static OrderConfirmed confirmed(OrderPlaced order) {
        return new OrderConfirmed(
                order.orderId(),
                order.customerId(),
                order.paymentId(),
                order.lines().stream()
                        .map(line -> new SkuQuantity(line.sku(), line.quantity()))
                        .toList());
    }
}
