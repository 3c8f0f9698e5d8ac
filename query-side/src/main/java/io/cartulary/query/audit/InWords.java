package io.cartulary.query.audit;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.cart.CartEvent;
import io.cartulary.events.cart.CartEvent.CartCheckedOut;
import io.cartulary.events.cart.CartEvent.CartCleared;
import io.cartulary.events.cart.CartEvent.CartCouponApplied;
import io.cartulary.events.cart.CartEvent.CartCouponRemoved;
import io.cartulary.events.cart.CartEvent.CartItemAdded;
import io.cartulary.events.cart.CartEvent.CartItemQuantityChanged;
import io.cartulary.events.cart.CartEvent.CartItemRemoved;
import io.cartulary.events.cart.CartEvent.CartOpened;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.PriceChanged;
import io.cartulary.events.catalog.CatalogEvent.ProductArchived;
import io.cartulary.events.catalog.CatalogEvent.ProductCreated;
import io.cartulary.events.catalog.CatalogEvent.ProductDescribed;
import io.cartulary.events.catalog.CatalogEvent.ProductPublished;
import io.cartulary.events.catalog.CatalogEvent.SlugClaimed;
import io.cartulary.events.catalog.CatalogEvent.VariantAdded;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.coupon.CouponEvent.CouponActivated;
import io.cartulary.events.coupon.CouponEvent.CouponCreated;
import io.cartulary.events.coupon.CouponEvent.CouponDeactivated;
import io.cartulary.events.coupon.CouponEvent.CouponRedeemed;
import io.cartulary.events.coupon.CouponEvent.CouponRevised;
import io.cartulary.events.coupon.CouponEvent.CouponUseReturned;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockEvent.BackorderFilled;
import io.cartulary.events.inventory.StockEvent.BundleDefined;
import io.cartulary.events.inventory.StockEvent.LowStockEnded;
import io.cartulary.events.inventory.StockEvent.LowStockReached;
import io.cartulary.events.inventory.StockEvent.ReservationConfirmed;
import io.cartulary.events.inventory.StockEvent.ReservationExpired;
import io.cartulary.events.inventory.StockEvent.ReservationReleased;
import io.cartulary.events.inventory.StockEvent.SoldStockReturned;
import io.cartulary.events.inventory.StockEvent.StockAdjusted;
import io.cartulary.events.inventory.StockEvent.StockItemRegistered;
import io.cartulary.events.inventory.StockEvent.StockPolicyAgreed;
import io.cartulary.events.inventory.StockEvent.StockReserved;
import io.cartulary.events.inventory.StockEvent.StockTransferred;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.OrderCancelled;
import io.cartulary.events.order.OrderEvent.OrderConfirmed;
import io.cartulary.events.order.OrderEvent.OrderDelivered;
import io.cartulary.events.order.OrderEvent.OrderPlaced;
import io.cartulary.events.order.OrderEvent.OrderProcessingStarted;
import io.cartulary.events.order.OrderEvent.OrderRefunded;
import io.cartulary.events.order.OrderEvent.OrderShipped;
import io.cartulary.events.order.OrderEvent.PastOrderRecorded;
import io.cartulary.events.order.OrderEvent.PastRefundRecorded;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.PaymentCancelled;
import io.cartulary.events.payment.PaymentEvent.PaymentDeclined;
import io.cartulary.events.payment.PaymentEvent.PaymentRequested;
import io.cartulary.events.payment.PaymentEvent.PaymentSettled;
import io.cartulary.events.payment.PaymentEvent.PaymentVoided;
import io.cartulary.events.payment.PaymentEvent.RefundRequested;
import io.cartulary.events.payment.PaymentEvent.RefundSettled;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells every event in one sentence. A new event does not compile until it is told here.
final class InWords {

    private static final int BASIS_POINT_DIGITS = 2;

    private InWords() {}

    static String tell(DomainEvent event) {
        return switch (event) {
            case CartEvent cart -> tell(cart);
            case CatalogEvent catalog -> tell(catalog);
            case CouponEvent coupon -> tell(coupon);
            case OrderEvent order -> tell(order);
            case PaymentEvent payment -> tell(payment);
            case StockEvent stock -> tell(stock);
            default -> throw new IllegalArgumentException("a family without words: " + event);
        };
    }

    private static String tell(CartEvent event) {
        return switch (event) {
            case CartOpened(var cart, var customer) ->
                    "%s got the cart %s".formatted(customer, cart);
            case CartItemAdded(_, var sku, var added, var quantity, _) ->
                    "%d × %s went into the cart, which makes %d".formatted(added, sku, quantity);
            case CartItemQuantityChanged(_, var sku, var quantity) ->
                    "The cart now holds %d × %s".formatted(quantity, sku);
            case CartItemRemoved(_, var sku) -> "%s was taken out of the cart".formatted(sku);
            case CartCouponApplied(_, var code) -> "Coupon %s was put on the cart".formatted(code);
            case CartCouponRemoved(_, var code) ->
                    "Coupon %s was taken off the cart".formatted(code);
            case CartCleared _ -> "The cart was emptied";
            case CartCheckedOut(_, var order, var lines, var code) ->
                    "%d lines of the cart became order %s%s"
                            .formatted(lines.size(), order, withCoupon(code));
        };
    }

    private static String tell(CatalogEvent event) {
        return switch (event) {
            case ProductCreated(_, var slug, var description, var variants) ->
                    "Product “%s” (%s) was drafted with %d variants"
                            .formatted(description.name().in("en"), slug, variants.size());
            case ProductDescribed(_, var description) ->
                    "Product “%s” was described anew".formatted(description.name().in("en"));
            case VariantAdded(_, var variant) ->
                    "Variant %s was added at %s".formatted(variant.sku(), variant.price());
            case PriceChanged(_, var sku, var price) ->
                    "%s costs %s from now on".formatted(sku, price);
            case ProductPublished _ -> "The product was published";
            case ProductArchived _ -> "The product was archived";
            case SlugClaimed(var slug, var product) ->
                    "%s claimed the address %s".formatted(product, slug);
        };
    }

    private static String tell(CouponEvent event) {
        return switch (event) {
            case CouponCreated(_, var code, var terms) ->
                    "Coupon %s was issued: %s".formatted(code, tell(terms));
            case CouponRevised(_, var code, var terms) ->
                    "Coupon %s was revised: %s".formatted(code, tell(terms));
            case CouponActivated(_, var code) -> "Coupon %s was switched on".formatted(code);
            case CouponDeactivated(_, var code) -> "Coupon %s was switched off".formatted(code);
            case CouponRedeemed(_, var code, var order, _, var discount, var uses) ->
                    "%s used coupon %s for %s off, use number %d"
                            .formatted(order, code, discount, uses);
            case CouponUseReturned(_, var code, var order, _, var uses) ->
                    "%s gave its use of coupon %s back, which leaves %d"
                            .formatted(order, code, uses);
        };
    }

    private static String tell(CouponTerms terms) {
        return switch (terms.discount()) {
            case Discount.PercentageOff(var basisPoints) ->
                    BigDecimal.valueOf(basisPoints, BASIS_POINT_DIGITS)
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + " % off";
            case Discount.AmountOff(var amount) -> amount + " off";
            case Discount.FreeShipping _ -> "free shipping";
        };
    }

    private static String tell(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed ->
                    "%s placed order %s with %d lines for %s%s"
                            .formatted(
                                    placed.customerId(),
                                    placed.number(),
                                    placed.lines().size(),
                                    placed.totals().total(),
                                    withCoupon(placed.couponCode()));
            case OrderConfirmed(_, _, var payment, var sold) ->
                    "The order was confirmed: %d SKUs sold, paid by %s"
                            .formatted(sold.size(), payment);
            case OrderCancelled cancelled ->
                    "The order was cancelled (%s)%s"
                            .formatted(
                                    tell(cancelled.reason()),
                                    cancelled.paid() ? "; money is to go back" : "");
            case OrderProcessingStarted _ -> "The warehouse began to pick";
            case OrderShipped(_, var carrier, var trackingNumber, _) ->
                    "The goods left with %s, tracking number %s".formatted(carrier, trackingNumber);
            case OrderDelivered _ -> "The goods arrived";
            case OrderRefunded(_, var amount, var refunded) ->
                    "%s went back to the customer, %s in all".formatted(amount, refunded);
            case PastOrderRecorded past ->
                    "Order %s of another system with %d lines for %s was taken in"
                            .formatted(past.number(), past.lines().size(), past.totals().total());
            case PastRefundRecorded refund ->
                    "Refund %s of another system over %s was taken in, %s in all"
                            .formatted(refund.reference(), refund.amount(), refund.refunded());
        };
    }

    private static String tell(PaymentEvent event) {
        return switch (event) {
            case PaymentRequested(_, var order, var amount, var provider, _) ->
                    "%s was asked for %s for %s".formatted(provider, amount, order);
            case PaymentSettled(_, var order, var amount, var reference) ->
                    "%s was paid with %s (%s)".formatted(order, amount, reference);
            case PaymentDeclined(_, var order, var reference) ->
                    "The payment of %s was declined (%s)".formatted(order, reference);
            case PaymentCancelled(_, var order) ->
                    "The payment of %s is no longer wanted".formatted(order);
            case PaymentVoided(_, var order) ->
                    "The provider will not take the money for %s".formatted(order);
            case RefundRequested(_, var order, _, var amount, _, var reason) ->
                    "%s is to go back for %s (%s)".formatted(amount, order, tell(reason));
            case RefundSettled(_, var order, _, var amount, var refunded) ->
                    "%s went back for %s, %s in all".formatted(amount, order, refunded);
        };
    }

    private static String tell(StockEvent event) {
        return switch (event) {
            case StockItemRegistered(_, var sku, var product) ->
                    "%s of %s was taken into stock-keeping".formatted(sku, product);
            case StockAdjusted adjusted ->
                    "Stock of %s was adjusted by %+d (%s, %s) to %d"
                            .formatted(
                                    adjusted.sku(),
                                    adjusted.delta(),
                                    tell(adjusted.reason()),
                                    adjusted.reference(),
                                    adjusted.onHand());
            case StockTransferred e ->
                    "%d × %s went from %s to %s (%s)"
                            .formatted(
                                    e.quantity(),
                                    e.sku(),
                                    e.pieces().getFirst().warehouse(),
                                    e.pieces().getLast().warehouse(),
                                    e.reference());
            case StockReserved e ->
                    "%d × %s were promised to %s%s%s"
                            .formatted(
                                    e.quantity(),
                                    e.sku(),
                                    e.orderId(),
                                    partOf(e.bundle()),
                                    yetToCome(e.backordered()));
            case ReservationConfirmed e ->
                    "%d × %s were sold to %s%s%s, which leaves %d"
                            .formatted(
                                    e.quantity(),
                                    e.sku(),
                                    e.orderId(),
                                    partOf(e.bundle()),
                                    yetToCome(e.backordered()),
                                    e.onHand());
            case ReservationReleased e ->
                    "%d × %s are no longer promised to %s%s"
                            .formatted(e.quantity(), e.sku(), e.orderId(), partOf(e.bundle()));
            case ReservationExpired e ->
                    "%d × %s were promised to %s%s for too long and are free again"
                            .formatted(e.quantity(), e.sku(), e.orderId(), partOf(e.bundle()));
            case BackorderFilled e ->
                    "%d × %s that %s waited for are there%s"
                            .formatted(e.quantity(), e.sku(), e.orderId(), partOf(e.bundle()));
            case SoldStockReturned e ->
                    "%d × %s came back from %s%s, which makes %d"
                            .formatted(
                                    e.quantity(),
                                    e.sku(),
                                    e.orderId(),
                                    partOf(e.bundle()),
                                    e.onHand());
            case StockPolicyAgreed e ->
                    "Of %s, %s are few, and %d may be sold that are yet to come"
                            .formatted(
                                    e.sku(),
                                    e.lowStockThreshold() == null
                                            ? "no number"
                                            : e.lowStockThreshold(),
                                    e.backorderLimit());
            case LowStockReached(_, var sku, var available, var threshold) ->
                    "Only %d × %s can be sold, %d or fewer are few"
                            .formatted(available, sku, threshold);
            case LowStockEnded(_, var sku, var available, _) ->
                    "%d × %s can be sold, which are no longer few".formatted(available, sku);
            case BundleDefined(_, var sku, var parts) ->
                    "%s is a bundle of %s"
                            .formatted(
                                    sku,
                                    parts.stream()
                                            .map(part -> part.quantity() + " × " + part.sku())
                                            .collect(Collectors.joining(", ")));
        };
    }

    private static String partOf(@Nullable Object bundle) {
        return bundle == null ? "" : " as part of " + bundle;
    }

    private static String yetToCome(int backordered) {
        return backordered == 0 ? "" : ", %d of them yet to come".formatted(backordered);
    }

    private static String withCoupon(@Nullable Object code) {
        return code == null ? "" : " with coupon " + code;
    }

    /// `OUT_OF_STOCK` is told as `out of stock`.
    private static String tell(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
