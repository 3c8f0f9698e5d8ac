package io.cartulary.command.order.checkout;

import io.cartulary.command.order.checkout.CommandNode.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// One guest with a cart of their own.
final class Guest {

    private final CommandNode shop;
    private final String cartId;
    private final String cartToken;

    Guest(CommandNode shop) {
        this.shop = shop;
        var opened = shop.post("/cart", "", List.of()).expect(201);
        cartId = opened.text("/cartId");
        cartToken = opened.response().headers().firstValue("Cart-Token").orElseThrow();
    }

    String cartId() {
        return cartId;
    }

    Guest put(String sku, int quantity) {
        post("/cart/items", "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity))
                .expect(204);
        return this;
    }

    Guest use(String coupon) {
        post("/cart/coupons", "{\"code\": \"%s\"}".formatted(coupon)).expect(204);
        return this;
    }

    Answer order(String token) {
        return order(token, UUID.randomUUID().toString());
    }

    Answer order(String token, String key) {
        return order("simulated", token, key, "");
    }

    /// With another e-mail address than the others give.
    Answer orderAs(String email) {
        return order("simulated", "tok_settle", UUID.randomUUID().toString(), "", email, List.of());
    }

    /// With the total that the shopper agreed to, in pence.
    Answer orderFor(int expectedTotal) {
        return order(
                "simulated",
                "tok_settle",
                UUID.randomUUID().toString(),
                ", \"expectedTotal\": {\"amount\": %d, \"currency\": \"GBP\"}"
                        .formatted(expectedTotal));
    }

    Answer delete(String path) {
        return shop.send("DELETE", path, "", List.of("Cart-Token", cartToken)).expect(204);
    }

    Answer orderAt(String provider, String token, String key) {
        return order(provider, token, key, "");
    }

    /// With no postal code.
    Answer orderTo(String country) {
        return shop.post(
                "/orders",
                """
                {"contact": {"email": "ada@example.org"},
                 "shippingAddress": {"name": "Ada Park", "line1": "1 High Street", "city": "Central",
                                     "country": "%s"},
                 "shippingMethod": "standard",
                 "payment": {"provider": "simulated", "token": "tok_settle"}}\
                """
                        .formatted(country),
                List.of("Cart-Token", cartToken, "Idempotency-Key", UUID.randomUUID().toString()));
    }

    Answer order(String token, List<String> headers) {
        return order("simulated", token, UUID.randomUUID().toString(), "", headers);
    }

    private Answer order(String provider, String token, String key, String more) {
        return order(provider, token, key, more, List.of());
    }

    private Answer order(
            String provider, String token, String key, String more, List<String> headers) {
        return order(provider, token, key, more, "ada@example.org", headers);
    }

    private Answer order(
            String provider,
            String token,
            String key,
            String more,
            String email,
            List<String> headers) {
        var all = new ArrayList<>(headers);
        all.addAll(List.of("Cart-Token", cartToken, "Idempotency-Key", key));
        return shop.post(
                "/orders",
                """
                {"contact": {"email": "%s"},
                 "shippingAddress": {"name": "Ada Park", "line1": "1 High Street", "city": "London",
                                     "postalCode": "N1 1AA", "country": "GB"},
                 "shippingMethod": "standard",
                 "payment": {"provider": "%s", "token": "%s"}%s}\
                """
                        .formatted(email, provider, token, more),
                all);
    }

    Answer post(String path, String body) {
        return shop.post(path, body, List.of("Cart-Token", cartToken));
    }
}
