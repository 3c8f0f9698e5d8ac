package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Wishlists of guests and of customers with an account, over HTTP.
class WishlistsOfShoppersTest extends ShoppingWithAccount {

    @Test
    void of_a_guest_are_taken_over_by_a_log_in() {
        openAccount();
        var guest = openCart();
        var asGuest = Map.of("Cart-Token", guest);
        assertThat(ask("PUT", wish("/wishlist"), null, asGuest).status()).isEqualTo(204);
        assertThat(ask("PUT", wish("/wishlist"), null, asGuest).status()).isEqualTo(204);
        var gifts = open(asGuest);
        ask("PUT", wish(gifts), null, asGuest);
        assertThat(products(asGuest)).isEqualTo(1);

        var tokens =
                send(
                        "POST",
                        "/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD),
                        null,
                        asGuest);
        assertThat(products(bearing(tokens))).isEqualTo(1);
        assertThat(ask("GET", gifts, null, bearing(tokens)).text("name")).isEqualTo("Gifts");
        assertThat(ask("GET", "/wishlists", null, asGuest).body().path("total").asInt()).isZero();
    }

    @Test
    void show_what_a_product_costs_now_and_move_it_to_the_cart() {
        var ada = customerWithCart();
        ask("PUT", wish("/wishlist"), null, ada);
        var wished = ask("GET", "/wishlist", null, ada).body();
        assertThat(wished.at("/products/0/priceWhenAdded/amount").asInt()).isEqualTo(1250);
        assertThat(wished.at("/products/0/lowestPrice/amount").asInt()).isEqualTo(1250);
        assertThat(wished.at("/products/0/priceDropped").asBoolean()).isFalse();
        assertThat(wished.at("/products/0/inStock").asBoolean()).isTrue();
        assertThat(wished.at("/products/0/backInStock").asBoolean()).isFalse();

        var list = "/wishlists/" + wished.path("wishlistId").asString();
        var moved = ask("POST", wish(list) + "/cart", "{\"sku\": \"%s\"}".formatted(sku()), ada);
        assertThat(moved.status()).as(moved.body().toString()).isEqualTo(204);
        assertThat(products(ada)).isZero();
        assertThat(ask("GET", "/cart", null, ada).body().at("/lines/0/quantity").asInt()).isOne();
    }

    @Test
    void are_seen_by_who_has_the_link_until_it_is_revoked() {
        var ada = customerWithCart();
        var gifts = open(ada);
        var link = "/shared-wishlists/" + ask("POST", gifts + "/share", "", ada).text("token");
        assertThat(ask("GET", link, null, null).text("name")).isEqualTo("Gifts");
        assertThat(ask("GET", link + "x", null, null).status()).isEqualTo(404);
        assertThat(ask("DELETE", gifts + "/share", null, ada).status()).isEqualTo(204);
        assertThat(ask("GET", link, null, null).status()).isEqualTo(404);
        var another = "/shared-wishlists/" + ask("POST", gifts + "/share", "", ada).text("token");
        assertThat(another).isNotEqualTo(link);
        assertThat(ask("GET", link, null, null).status()).isEqualTo(404);
    }

    @Test
    void are_no_one_elses() {
        var ada = customerWithCart();
        var gifts = open(ada);
        var other = customerWithCart();
        assertThat(ask("GET", gifts, null, other).text("code")).isEqualTo("WISHLIST_UNKNOWN");
        assertThat(ask("PUT", wish(gifts), null, other).text("code")).isEqualTo("WISHLIST_UNKNOWN");
        assertThat(ask("GET", gifts, null, null).status()).isEqualTo(401);
    }

    @Test
    void are_gone_with_the_account() {
        openAccount();
        var tokens = logIn(PASSWORD);
        open(bearing(tokens));
        var lists =
                "/admin/customers/%s/wishlist"
                        .formatted(accountId().replace("account-", "customer-"));
        assertThat(ask("GET", lists, null, staff()).body().path("total").asInt()).isOne();
        var password = "{\"currentPassword\": \"%s\"}".formatted(PASSWORD);
        assertThat(ask("DELETE", "/users/me", password, bearing(tokens)).status()).isEqualTo(204);
        assertThat(ask("GET", lists, null, staff()).body().path("total").asInt()).isZero();
    }

    private Map<String, String> customerWithCart() {
        var customer = customer();
        exchange("POST", "/cart", "", customer);
        return customer;
    }

    private String open(Map<String, String> shopper) {
        var made = ask("POST", "/wishlists", "{\"name\": \"Gifts\"}", shopper);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return "/wishlists/" + made.text("wishlistId");
    }

    private int products(Map<String, String> shopper) {
        return ask("GET", "/wishlist", null, shopper).body().path("products").size();
    }

    private String wish(String list) {
        return list + "/items/" + productId();
    }

    private Answer ask(
            String method,
            String path,
            @Nullable String body,
            @Nullable Map<String, String> shopper) {
        return send(method, path, body, shopper, Map.of());
    }
}
