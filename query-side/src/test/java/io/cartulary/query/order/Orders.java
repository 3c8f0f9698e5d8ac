package io.cartulary.query.order;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Ids;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.web.access.CartTokens;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The events of one made-up order for two pieces of `TONER-200`, 31.74 GBP in all.
public record Orders(OrderId orderId, CartId cart, PaymentId paymentId, String number) {

    public static final Instant PLACED_AT = Instant.parse("2026-01-02T03:04:05.678901Z");

    public static Orders fresh() {
        var id = OrderId.next();
        return new Orders(id, CartId.next(), PaymentId.next(), "C-" + id.value().substring(24));
    }

    /// An order of the same shopper.
    public Orders another() {
        var fresh = fresh();
        return new Orders(fresh.orderId, cart, fresh.paymentId, fresh.number);
    }

    public CustomerId customer() {
        return CartTokens.guestOf(cart);
    }

    public OrderPlaced placed() {
        return placed(PLACED_AT);
    }

    public OrderPlaced placed(Instant placedAt, AppliedDiscount... discounts) {
        var subject = customer().value();
        var address =
                new PostalAddress("Ada Park", "1 High Street", null, "London", null, "N1", "GB");
        return new OrderPlaced(
                orderId,
                number,
                cart,
                customer(),
                customer(),
                List.of(
                        new OrderLine(
                                1,
                                new Sku("TONER-200"),
                                new ProductId(Ids.named("product-", "toner")),
                                "Rose toner, 200 ml",
                                2,
                                gbp(1250),
                                gbp(250),
                                gbp(450),
                                gbp(2700),
                                7)),
                new OrderTotals(gbp(2500), gbp(250), gbp(395), gbp(529), gbp(3174)),
                List.of(discounts),
                Personal.of(subject, new Contact("ada@example.org", null)),
                Personal.of(subject, address),
                Personal.of(subject, address),
                "GB",
                "standard",
                paymentId,
                "simulated",
                "tok_settle",
                placedAt);
    }

    public PaymentRequested paymentRequested() {
        return new PaymentRequested(paymentId, orderId, gbp(3174), "simulated", "tok_settle");
    }

    public PaymentSettled paymentSettled() {
        return new PaymentSettled(paymentId, orderId, gbp(3174), "ch_1");
    }

    public OrderConfirmed confirmed() {
        return new OrderConfirmed(orderId, customer(), paymentId, pieces());
    }

    public OrderCancelled cancelled() {
        return new OrderCancelled(
                orderId,
                customer(),
                customer(),
                CancellationReason.CUSTOMER_REQUEST,
                pieces(),
                List.of(),
                List.of(),
                paymentId,
                true);
    }

    /// In place of a piece for `added - toPay`.
    public OrderEditRequested editRequested(EditId edit, long toPay, long added) {
        return new OrderEditRequested(
                orderId,
                edit,
                null,
                List.of(new RefundedLine(1, new Sku("TONER-200"), 1, gbp(added - toPay))),
                List.of(),
                List.of(added(added)),
                gbp(toPay),
                "paypal",
                "checkout",
                PLACED_AT);
    }

    public OrderLinesCancelled linesCancelled(EditId edit, long removed) {
        return new OrderLinesCancelled(
                orderId,
                edit.value(),
                CancellationReason.STAFF_REQUEST,
                List.of(new RefundedLine(1, new Sku("TONER-200"), 1, gbp(removed))),
                List.of(),
                paymentId,
                gbp(0),
                gbp(3174 - removed),
                Fulfilment.UNFULFILLED);
    }

    public OrderLinesAdded linesAdded(EditId edit, PaymentId paidBy, long added, long paid) {
        return new OrderLinesAdded(
                orderId,
                edit,
                List.of(added(added)),
                paidBy,
                gbp(paid),
                new OrderTotals(gbp(2500 + added), gbp(250), gbp(395), gbp(529), gbp(3174 + added)),
                gbp(3174 + paid),
                gbp(3174 + paid),
                Fulfilment.UNFULFILLED);
    }

    private static OrderLine added(long price) {
        return new OrderLine(
                2,
                new Sku("TONER-100"),
                new ProductId(Ids.named("product-", "toner")),
                "Rose toner, 100 ml",
                1,
                gbp(price),
                gbp(0),
                gbp(0),
                gbp(price),
                7);
    }

    public RepaymentRequested repaymentRequested(PaymentId by) {
        return new RepaymentRequested(orderId, by, gbp(3174), "paypal", "redirect", PLACED_AT);
    }

    public OrderProcessingStarted processing() {
        return new OrderProcessingStarted(orderId);
    }

    public OrderShipped shipped() {
        return new OrderShipped(orderId, "Royal Mail", "RM123", PLACED_AT.plusSeconds(3600));
    }

    public OrderDelivered delivered() {
        return new OrderDelivered(orderId, PLACED_AT.plusSeconds(7200));
    }

    public OrderRefunded refunded(long minor, long sum) {
        return new OrderRefunded(orderId, paymentId, gbp(minor), gbp(sum));
    }

    /// The same, as an order that another system took.
    public OrderImported past() {
        var placed = placed();
        return new OrderImported(
                orderId,
                number,
                customer(),
                "GB",
                placed.lines(),
                placed.totals(),
                placed.placedAt());
    }

    /// One piece of it that the other system paid back.
    public ImportedRefundRecorded pastRefund(String reference, long sum) {
        var amount = gbp(1250);
        return new ImportedRefundRecorded(
                orderId,
                reference,
                customer(),
                List.of(new RefundedLine(1, new Sku("TONER-200"), 1, amount)),
                amount,
                gbp(sum),
                PLACED_AT.plusSeconds(sum));
    }

    /// Everything up to the confirmation.
    public DomainEvent[] untilConfirmed() {
        return new DomainEvent[] {placed(), paymentRequested(), paymentSettled(), confirmed()};
    }

    public static Money gbp(long minor) {
        return Money.ofMinor(CurrencyUnit.GBP, minor);
    }

    private static List<SkuQuantity> pieces() {
        return List.of(new SkuQuantity(new Sku("TONER-200"), 2));
    }
}
