package io.cartulary.events.description;

import io.cartulary.events.cart.CartEvent;
import io.cartulary.events.cart.CartEvent.*;

/// Says what happened to carts.
final class CartDescriptions {

    private CartDescriptions() {}

    static String describe(CartEvent event) {
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
                            .formatted(lines.size(), order, Words.with(coupons));
        };
    }
}
