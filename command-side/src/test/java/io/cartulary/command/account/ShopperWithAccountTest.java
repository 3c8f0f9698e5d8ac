package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What an account is good for while shopping, over HTTP.
class ShopperWithAccountTest extends ShoppingWithAccount {

    @Nested
    class A_log_in {

        @Test
        void takes_over_the_cart_from_before() {
            openAccount();
            var guest = openCart();
            put(guest, 2);
            var tokens =
                    send(
                            "POST",
                            "/auth/login",
                            "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD),
                            null,
                            Map.of("Cart-Token", guest));
            assertThat(pieces(cartOf(tokens))).isEqualTo(2);
            assertThat(pieces(send("GET", "/cart", null, null, Map.of("Cart-Token", guest))))
                    .isZero();
            // What is in the account's cart is found there by the next log-in.
            assertThat(pieces(cartOf(logIn(PASSWORD)))).isEqualTo(2);
        }

        @Test
        void gives_no_token_for_the_cart_of_an_account() {
            var opened = exchange("POST", "/cart", "", bearing(sharedTokens()));
            assertThat(opened.statusCode()).isEqualTo(201);
            assertThat(opened.headers().firstValue("Cart-Token")).isEmpty();
        }

        private static int pieces(Answer cart) {
            return cart.body().at("/lines/0/quantity").asInt(0);
        }

        private Answer cartOf(Answer tokens) {
            return get("/cart", bearer(tokens));
        }
    }

    @Nested
    class An_order {

        @Test
        void goes_to_an_address_that_the_shopper_keeps_and_reaches_them_as_their_account_does() {
            openAccount();
            var tokens = logIn(PASSWORD);
            var home = addAddress(tokens, "");
            put(tokens, "/users/me", "{\"language\": \"en\", \"phone\": \"+44 20 7946 0000\"}");
            fill(bearing(tokens));
            var placed =
                    order(bearing(tokens), "", "\"shippingAddressId\": \"%s\"".formatted(home));
            assertThat(placed.status()).as(placed.body().toString()).isEqualTo(201);
            assertThat(placedAs(placed, "customerId"))
                    .isEqualTo(accountId().replace("account-", "customer-"));
            assertThat(placedAs(placed, "country")).isEqualTo("GB");
            assertThat(cipher.open(placedAs(placed, "contact")))
                    .hasValue("{\"email\":\"%s\",\"phone\":\"+44 20 7946 0000\"}".formatted(email));
        }

        @Test
        void goes_to_no_address_that_they_do_not_keep() {
            var tokens = sharedTokens();
            fill(bearing(tokens));
            var refused = order(bearing(tokens), "\"shippingAddressId\": \"address-of-somebody\"");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("code")).isEqualTo("ADDRESS_NOT_KEPT");
            assertThat(refused.text("field")).isEqualTo("shippingAddressId");
        }

        @Test
        void of_a_guest_is_the_accounts_that_verifies_the_address_and_no_first_one_is_left() {
            var guest = openCart();
            var asGuest = Map.of("Cart-Token", guest);
            put(guest, 1);
            var first = order(asGuest, address());
            assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
            openAccountAfterOrder();
            var tokens = logIn(PASSWORD);

            fill(bearing(tokens));
            var second = order(bearing(tokens), address());
            assertThat(placedAs(second, "buyer")).isEqualTo(placedAs(first, "customerId"));

            var cancelled =
                    send(
                            "POST",
                            "/orders/%s/cancellation".formatted(first.text("orderId")),
                            "{\"all\": true}",
                            bearing(tokens),
                            Map.of());
            assertThat(cancelled.status()).isEqualTo(204);
            var customer = accountId().replace("account-", "customer-");
            assertThat(eventsOf(customer)).containsExactly("GuestsTakenOver");
            assertThat(
                            send(
                                            "POST",
                                            "/orders/%s/cancellation"
                                                    .formatted(first.text("orderId")),
                                            "{\"all\": true}",
                                            bearing(sharedTokens()),
                                            Map.of())
                                    .status())
                    .isEqualTo(404);
        }

        /// With the guests whose orders the account took over, and what it says about itself.
        @Test
        void is_of_no_one_once_the_person_was_erased() {
            var guest = openCart();
            put(guest, 1);
            var placed = order(Map.of("Cart-Token", guest), address());
            openAccountAfterOrder();
            var tokens = logIn(PASSWORD);
            put(tokens, "/users/me", "{\"firstName\": \"Ada\", \"language\": \"en\"}");
            addAddress(tokens, "");
            var customer = accountId().replace("account-", "customer-");

            var keyTable = JdbcClient.create(keys);
            keyTable.sql("select erase_person(?)").param(customer).query().listOfRows();

            assertThat(
                            keyTable.sql(
                                            "select count(*) from personal_key where key is null and subject in (?, ?)")
                                    .params(customer, placedAs(placed, "customerId"))
                                    .query(Integer.class)
                                    .single())
                    .isEqualTo(2);
            assertThat(
                            keyTable.sql(
                                            """
                                            select count(*) from buyer join account_buyer on buyer_id = buyer.customer_id
                                            where buyer_id in (?, ?)\
                                            """)
                                    .params(customer, placedAs(placed, "customerId"))
                                    .query(Integer.class)
                                    .single())
                    .isZero();
        }
    }

    /// The first mail is that of the order.
    private void openAccountAfterOrder() {
        mail(0);
        register(email);
        verify(tokenIn(mail(1)));
    }
}
