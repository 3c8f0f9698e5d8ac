package io.cartulary.web.access;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// By what an anonymous shopper is known: a signed token that names their cart, sent as header
/// `Cart-Token`. The cart of an account has none: who has the token needs no password.
@Component
public class CartTokens {

    private static final String PURPOSE = "cart";

    private final Signatures signatures;

    CartTokens(Signatures signatures) {
        this.signatures = signatures;
    }

    public String issue(CartId cart) {
        return signatures.sign(PURPOSE, cart.value());
    }

    public Optional<CartId> verify(String token) {
        return signatures.verify(PURPOSE, token).map(CartId::new);
    }

    /// The customer whose cart this is, a guest or one with an account.
    public static CustomerId guestOf(CartId cart) {
        return new CustomerId(cart.value().replaceFirst("^cart-", "customer-"));
    }

    /// The one cart of a customer.
    public static CartId cartOf(CustomerId guest) {
        return new CartId(guest.value().replaceFirst("^customer-", "cart-"));
    }
}
