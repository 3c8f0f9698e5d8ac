package io.cartulary.query.audit;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.account.AccountEvent;
import io.cartulary.events.account.AccountEvent.*;
import io.cartulary.events.cart.CartEvent;
import io.cartulary.events.cart.CartEvent.*;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.credit.CreditEvent;
import io.cartulary.events.credit.CreditEvent.*;
import io.cartulary.events.customer.CustomerEvent;
import io.cartulary.events.customer.CustomerEvent.*;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.pricing.PricingEvent;
import io.cartulary.events.pricing.PricingEvent.*;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Describes every event in one sentence. A new event does not compile until it is described here.
final class EventDescriptions {

    private EventDescriptions() {}

    static String describe(DomainEvent event) {
        return switch (event) {
            case AccountEvent account -> describe(account);
            case CartEvent cart -> describe(cart);
            case CatalogEvent catalog -> describe(catalog);
            case CouponEvent coupon -> describe(coupon);
            case CreditEvent credit -> describe(credit);
            case CustomerEvent customer -> describe(customer);
            case ImportedOrderEvent imported -> describe(imported);
            case OrderEvent order -> describe(order);
            case PaymentEvent payment -> describe(payment);
            case PricingEvent pricing -> describe(pricing);
            case StockEvent stock -> describe(stock);
            default -> throw new IllegalArgumentException("a family without words: " + event);
        };
    }

    private static String describe(AccountEvent event) {
        return switch (event) {
            case AccountRegistered(_, var customer, _, _) ->
                    "An account was registered for %s".formatted(customer);
            case VerificationRequested _ -> "The mail that verifies the address was asked for";
            case EmailVerified _ -> "The e-mail address was verified";
            case EmailClaimed(_, var account) -> "%s claimed an e-mail address".formatted(account);
            case LoggedIn(_, _, var session) -> "Its owner logged in as %s".formatted(session);
            case LogInFailed _ -> "A wrong password was given";
            case SessionEnded(_, _, var session, var reason) ->
                    "%s ended: %s".formatted(session, describe(reason));
            case EmailReleased(_, var account) ->
                    "%s gave an e-mail address back".formatted(account);
            case PasswordResetRequested _ -> "A mail to set another password was asked for";
            case PasswordChanged(_, _, var reason) ->
                    switch (reason) {
                        case CHANGED -> "The password was changed";
                        case RESET -> "The password was reset by mail";
                    };
            case EmailChangeRequested _ -> "A move to another e-mail address was asked for";
            case EmailChanged _ -> "The e-mail address was changed";
            case DeviceAdded _ -> "Its owner logged in from a device that was not known";
            case LogInLocked _ -> "Too many wrong passwords came from one place, which has to wait";
            case LogInUnlocked _ -> "Every place may try to log in again";
            case AccountDeactivated _ -> "The account was deactivated";
            case AccountActivated _ -> "The account was activated again";
            case SecondFactorAdded _ -> "A log-in needs a code of an app, too";
            case SecondFactorRemoved _ -> "The password is enough for a log-in again";
            case AccountDeleted _ -> "The account was deleted";
            case StaffInvited(_, _, _, var role, _) ->
                    "Its owner was invited to work for the shop as %s".formatted(role);
            case InvitationWithdrawn _ -> "The invitation was withdrawn";
            case StaffAppointed(_, _, var role) ->
                    "Its owner accepted to work for the shop as %s".formatted(role);
            case StaffRoleChanged(_, _, var role) -> "Its owner's role became %s".formatted(role);
            case StaffRemoved _ -> "Its owner no longer works for the shop";
            case ApiKeyIssued(_, _, var key) -> "Its owner made %s for a machine".formatted(key);
            case ApiKeyRevoked(_, _, var key) -> "Its owner revoked %s".formatted(key);
        };
    }

    private static String describe(CustomerEvent event) {
        return switch (event) {
            case ProfileChanged _ -> "The profile was changed";
            case AddressAdded(_, var address, _) -> "%s was added".formatted(address);
            case AddressChanged(_, var address, _) -> "%s was changed".formatted(address);
            case AddressRemoved(_, var address) -> "%s was removed".formatted(address);
            case DefaultAddressesChosen(_, var shipping, var billing) ->
                    shipping == null
                            ? "There is no default address any more"
                            : "Goods go to %s and invoices to %s by default"
                                    .formatted(shipping, billing);
            case GuestsTakenOver(_, var guests) ->
                    "The orders of %d guests were taken over".formatted(guests.size());
            case CustomerTagged(_, var tags) ->
                    "The tags are now: %s".formatted(String.join(", ", tags));
            case CustomerNoteAdded(_, var note, _) -> "%s was written".formatted(note);
        };
    }

    private static String describe(SessionEndReason reason) {
        return switch (reason) {
            case LOGGED_OUT -> "logged out";
            case IDLE -> "not used for too long";
            case EXPIRED -> "as old as a session may become";
            case TOKEN_REUSED -> "a refresh token was used twice";
            case REVOKED -> "revoked by its owner";
            case PASSWORD_CHANGED -> "the password was changed";
            case ACCOUNT_DEACTIVATED -> "staff deactivated the account";
            case ROLE_CHANGED -> "its owner has another role";
            case ACCOUNT_DELETED -> "the account was deleted";
        };
    }

    private static String describe(CartEvent event) {
        return switch (event) {
            case CartOpened(var cart, var customer) ->
                    "%s got the cart %s".formatted(customer, cart);
            case CartItemAdded(_, var sku, var added, var quantity, _, _) ->
                    "%d × %s went into the cart, which makes %d".formatted(added, sku, quantity);
            case CartItemQuantityChanged(_, var sku, var quantity) ->
                    "The cart now holds %d × %s".formatted(quantity, sku);
            case CartItemRemoved(_, var sku) -> "%s was taken out of the cart".formatted(sku);
            case CartCouponApplied(_, var code) -> "Coupon %s was put on the cart".formatted(code);
            case CartCouponRemoved(_, var code) ->
                    "Coupon %s was taken off the cart".formatted(code);
            case CartCurrencyChosen(_, var currency) ->
                    "The shopper wants to pay in %s".formatted(currency);
            case CartCleared _ -> "The cart was emptied";
            case CartHandedOver(_, var into, _, var lines, _) ->
                    "%d lines of the cart went into %s".formatted(lines.size(), into);
            case CartTakenOver(_, var from, _, var lines, _) ->
                    "%d lines changed by what %s held".formatted(lines.size(), from);
            case CartExpired(_, var lines) ->
                    "The cart expired with %d lines in it".formatted(lines.size());
            case CartCheckedOut(_, var order, var lines, var coupons) ->
                    "%d lines of the cart became order %s%s"
                            .formatted(lines.size(), order, with(coupons));
        };
    }

    private static String describe(CatalogEvent event) {
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

    private static String describe(CouponEvent event) {
        return switch (event) {
            case CouponCreated(_, var code, var terms) ->
                    "Coupon %s was issued: %s".formatted(code, describe(terms));
            case CouponRevised(_, var code, var terms) ->
                    "Coupon %s was revised: %s".formatted(code, describe(terms));
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

    private static String describe(CreditEvent event) {
        return switch (event) {
            case CreditAccountOpened opened ->
                    switch (opened.kind()) {
                        case GIFT_CARD ->
                                "A gift card …%s in %s was issued"
                                        .formatted(opened.lastCharacters(), opened.currency());
                        case STORE_CREDIT ->
                                "%s got store credit in %s"
                                        .formatted(opened.customerId(), opened.currency());
                    };
            case CreditGranted(_, _, var reason, var amount, var balance) ->
                    "%s came on it (%s), %s in all".formatted(amount, describe(reason), balance);
            case CreditReserved(_, var purchase, var amount, var available, _) ->
                    "%s of it is kept for %s, %s left".formatted(amount, purchase, available);
            case CreditSpent(_, var purchase, var amount, var balance) ->
                    "%s of it paid %s, %s left".formatted(amount, purchase, balance);
            case CreditReleased(_, var purchase, var amount, _) ->
                    "%s of it is no longer kept for %s".formatted(amount, purchase);
            case CreditBlocked(_, var reason) -> "It was blocked: " + reason;
            case CreditUnblocked _ -> "It can be spent again";
        };
    }

    private static String describe(CouponTerms terms) {
        return switch (terms.discount()) {
            case Discount.PercentageOff(var percent) -> percent + " % off";
            case Discount.AmountOff(var amount) -> amount + " off";
            case Discount.FreeShipping _ -> "free shipping";
        };
    }

    private static String describe(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed ->
                    "%s placed order %s with %d lines for %s%s"
                            .formatted(
                                    placed.customerId(),
                                    placed.number(),
                                    placed.lines().size(),
                                    placed.totals().total(),
                                    with(
                                            placed.discounts().stream()
                                                    .map(AppliedDiscount::code)
                                                    .toList()));
            case OrderConfirmed(_, _, var payment, var sold) ->
                    "The order was confirmed: %d SKUs sold, paid by %s"
                            .formatted(sold.size(), payment);
            case OrderCancelled cancelled ->
                    "The order was cancelled (%s)%s"
                            .formatted(
                                    describe(cancelled.reason()),
                                    cancelled.paid() ? "; money is to go back" : "");
            case OrderProcessingStarted _ -> "The warehouse began to pick";
            case ShipmentPacked(_, var parcel, var pieces, _) ->
                    "Parcel %s was packed with pieces of %d lines".formatted(parcel, pieces.size());
            case ShipmentUnpacked(_, var parcel, _) -> "Parcel %s was unpacked".formatted(parcel);
            case ShipmentDispatched(_, var parcel, var carrier, var trackingNumber, _, _) ->
                    "Parcel %s left with %s, tracking number %s"
                            .formatted(parcel, carrier, trackingNumber);
            case ShipmentTrackingCorrected(_, var parcel, var carrier, var trackingNumber) ->
                    "Parcel %s goes with %s under tracking number %s"
                            .formatted(parcel, carrier, trackingNumber);
            case ShipmentDelivered(_, var parcel, _, _) -> "Parcel %s arrived".formatted(parcel);
            case OrderLinesCancelled cancelled ->
                    "Pieces of %d lines for %s were cancelled (%s)"
                            .formatted(
                                    cancelled.lines().size(),
                                    cancelled.amount(),
                                    describe(cancelled.reason()));
            case OrderPaymentLost(_, var payment) ->
                    "The money that %s authorised will not come; nothing leaves".formatted(payment);
            case UnpaidShipmentAllowed _ -> "Staff let it leave although money is missing";
            case OrderPutOnHold(_, var reason) ->
                    "The order was put on hold (%s)".formatted(describe(reason));
            case OrderTakenOffHold _ -> "The order was taken off hold";
            case RepaymentRequested asked ->
                    "%s that is missing is to be paid (%s)"
                            .formatted(asked.amount(), asked.paymentId());
            case RepaymentReceived(_, var payment, var amount) ->
                    "%s that was missing is paid (%s)".formatted(amount, payment);
            case RepaymentDropped(_, var payment, var reason) ->
                    "What is missing is not paid by %s (%s)".formatted(payment, describe(reason));
            case OrderEditRequested edit ->
                    "%d lines are to be added%s%s (%s)"
                            .formatted(
                                    edit.added().size(),
                                    edit.returnId() == null
                                            ? ""
                                            : " in exchange for " + edit.returnId(),
                                    edit.toPay().isZero()
                                            ? ""
                                            : " for %s more".formatted(edit.toPay()),
                                    edit.editId());
            case OrderLinesAdded added ->
                    "%d lines were added; the order costs %s now (%s)"
                            .formatted(added.lines().size(), added.due(), added.editId());
            case OrderEditDropped(_, var edit, var reason, _) ->
                    "%s was not made (%s)".formatted(edit, describe(reason));
            case OrderNoteAdded(_, var note, var audience, _) ->
                    switch (audience) {
                        case CUSTOMER -> "%s was written for the customer".formatted(note);
                        case INTERNAL -> "%s was written for staff".formatted(note);
                    };
            case InterventionRequested(_, var reference, var reason, var pieces, var refusal) ->
                    "Staff are needed for %s%s: %s (%s)"
                            .formatted(
                                    pieces == null
                                            ? ""
                                            : "%d × %s, "
                                                    .formatted(pieces.quantity(), pieces.sku()),
                                    describe(reason),
                                    refusal,
                                    reference);
            case ReturnRequested(_, var returnId, var pieces, var reason, _) ->
                    "The customer wants to return pieces of %d lines as %s (%s)"
                            .formatted(pieces.size(), returnId, describe(reason));
            case ReturnApproved(_, var returnId) -> "%s was approved".formatted(returnId);
            case ReturnRefused(_, var returnId, _) -> "%s was refused".formatted(returnId);
            case ReturnReceived received ->
                    "%s came back; %s is to go back"
                            .formatted(received.returnId(), received.amount());
            case OrderShipped(_, var carrier, var trackingNumber, _) ->
                    "The last goods left with %s, tracking number %s"
                            .formatted(carrier, trackingNumber);
            case OrderDelivered _ -> "The last goods arrived";
            case OrderRefunded(_, _, var amount, var refunded) ->
                    "%s went back to the customer, %s in all".formatted(amount, refunded);
        };
    }

    private static String describe(ImportedOrderEvent event) {
        return switch (event) {
            case OrderImported imported ->
                    "Order %s of another system with %d lines for %s was taken in"
                            .formatted(
                                    imported.number(),
                                    imported.lines().size(),
                                    imported.totals().total());
            case ImportedRefundRecorded refund ->
                    "Refund %s of another system over %s was taken in, %s in all"
                            .formatted(refund.reference(), refund.amount(), refund.refunded());
        };
    }

    private static String describe(PaymentEvent event) {
        return switch (event) {
            case PaymentRequested(_, var order, var amount, var provider, _) ->
                    "%s was asked for %s for %s".formatted(provider, amount, order);
            case PaymentSettled(_, var order, var amount, var reference, _, var replaced) ->
                    "%s was paid with %s%s (%s)"
                            .formatted(
                                    order,
                                    amount,
                                    replaced ? ", which another payment took the place of" : "",
                                    reference);
            case PaymentDeclined(_, var order, var reference) ->
                    "The payment of %s was declined (%s)".formatted(order, reference);
            case PaymentStarted(_, var order, var reference, _) ->
                    "The provider took the payment of %s in (%s)".formatted(order, reference);
            case PaymentApproved(_, var order, var provider) ->
                    "The shopper agreed at %s to pay %s".formatted(provider, order);
            case PaymentAuthorised(_, var order, var amount, var reference, _) ->
                    "%s were authorised for %s (%s)".formatted(amount, order, reference);
            case CaptureRequested(_, var order, _, var amount, _, var provider) ->
                    "%s was asked to take %s for %s".formatted(provider, amount, order);
            case PaymentCaptured(_, var order, _, var amount, var captured, _) ->
                    "%s were taken for %s, %s in all".formatted(amount, order, captured);
            case CaptureRefused(_, var order, _, var amount, var reason) ->
                    "The provider would not take %s for %s (%s)".formatted(amount, order, reason);
            case ReceiptRecorded(_, var order, var receipt) ->
                    "The receipt for %s is %s".formatted(order, receipt);
            case PaymentCancelled(_, var order, _) ->
                    "The payment of %s is no longer wanted".formatted(order);
            case PaymentReplaced(_, var order, var replacement, _, var provider, _) ->
                    "%s is to be paid with %s instead (%s)".formatted(order, provider, replacement);
            case PaymentVoided(_, var order, _) ->
                    "The provider will not take the money for %s".formatted(order);
            case RefundRequested(_, var order, _, var amount, _, var reason, _) ->
                    "%s is to go back for %s (%s)".formatted(amount, order, describe(reason));
            case RefundSettled(_, var order, _, var amount, var refunded) ->
                    "%s went back for %s, %s in all".formatted(amount, order, refunded);
            case RefundRefused(_, var order, _, var amount, var reason) ->
                    "The provider would not give %s back for %s (%s)"
                            .formatted(amount, order, reason);
            case RefundAbandoned(_, var order, _, var amount, _) ->
                    "The refund of %s for %s was given up".formatted(amount, order);
            case PaymentDisputed(_, var order, var reference, var amount, var reason) ->
                    "The payer's bank asks for %s of %s (%s, %s)"
                            .formatted(amount, order, reason, reference);
            case DisputeWon(_, var order, var reference) ->
                    "The bank left the money for %s with us (%s)".formatted(order, reference);
            case DisputeLost(_, var order, var reference, var amount, _) ->
                    "The bank took %s back for %s (%s)".formatted(amount, order, reference);
        };
    }

    private static String describe(PricingEvent event) {
        return switch (event) {
            case TaxRuleSet(_, var destination, var rates) ->
                    "Goods to %s are taxed by %d rates, %s prices"
                            .formatted(
                                    destination,
                                    rates.byClass().size(),
                                    rates.includedInPrices() ? "included in" : "on top of");
            case TaxRuleRemoved(_, var destination) ->
                    "%s has no tax rule of its own any more".formatted(destination);
            case ShippingMethodDefined(var method, var name, var rates) ->
                    "Shipping method “%s” (%s) is offered at %d rates"
                            .formatted(name, method.code(), rates.size());
            case ShippingMethodWithdrawn(var method) ->
                    "Shipping method %s is no longer offered".formatted(method.code());
            case PriceListOpened(var list, var currency, var destinations) ->
                    "Price list %s holds in %s%s"
                            .formatted(
                                    list.code(),
                                    currency,
                                    destinations.isEmpty()
                                            ? " everywhere"
                                            : " for " + destinations.size() + " destinations");
            case ListPricesSet(var list, var prices) ->
                    "%d prices were set on price list %s".formatted(prices.size(), list.code());
            case ListPricesRemoved(var list, var skus) ->
                    "%d SKUs were taken off price list %s".formatted(skus.size(), list.code());
            case PriceListClosed(var list) ->
                    "Price list %s is not used any more".formatted(list.code());
        };
    }

    private static String describe(StockEvent event) {
        return switch (event) {
            case StockItemRegistered(_, var sku, var product) ->
                    "%s of %s was taken into stock-keeping".formatted(sku, product);
            case StockAdjusted adjusted ->
                    "Stock of %s was adjusted by %+d (%s, %s) to %d"
                            .formatted(
                                    adjusted.sku(),
                                    adjusted.delta(),
                                    describe(adjusted.reason()),
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
            case SoldPiecesReturned e ->
                    "%s needs %d × %s%s less, of which %d came back, which makes %d"
                            .formatted(
                                    e.orderId(),
                                    e.quantity() + e.withdrawn(),
                                    e.sku(),
                                    partOf(e.bundle()),
                                    e.quantity(),
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

    private static String with(List<CouponCode> coupons) {
        return coupons.isEmpty()
                ? ""
                : coupons.stream()
                        .map(CouponCode::value)
                        .collect(Collectors.joining(", ", " with ", ""));
    }

    /// `OUT_OF_STOCK` is told as `out of stock`.
    private static String describe(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
