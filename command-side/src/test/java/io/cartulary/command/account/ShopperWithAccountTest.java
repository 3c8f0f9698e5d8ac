package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.account.Role;
import io.cartulary.tests.access.OperatorAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What an account is good for while shopping, over HTTP.
class ShopperWithAccountTest extends AccountsOverHttp {

    private static final String HOME =
            """
            {"firstName": "Ada", "lastName": "Park", "line1": "1 High Street", "city": "London",
             "postalCode": "N1 1AA", "country": "GB"%s}\
            """;
    private static @Nullable String sku;

    @Autowired
    @Qualifier("personalKeys")
    DataSource keys;

    @Nested
    class A_profile {

        @Test
        void is_changed_as_a_whole_by_its_owner() {
            openAccount();
            var tokens = logIn(PASSWORD);
            assertThat(put(tokens, "/users/me", profile("Ada", "1990-04-30")).status())
                    .isEqualTo(204);
            var me = me(tokens);
            assertThat(me.body().at("/profile/firstName").asString()).isEqualTo("Ada");
            assertThat(me.body().at("/profile/birthDate").asString()).isEqualTo("1990-04-30");
            assertThat(me.body().at("/profile/language").asString()).isEqualTo("km");
            assertThat(get("/users/" + me.text("customerId"), bearer(tokens))).isEqualTo(me);
            assertThat(languageOfMails()).isEqualTo("km");

            put(tokens, "/users/me", "{\"language\": \"en\"}");
            assertThat(me(tokens).body().at("/profile/firstName").isMissingNode()).isTrue();
        }

        @Test
        void is_no_one_elses() {
            var tokens = sharedTokens();
            for (var other : List.of("customer-1", "account-1", "you")) {
                assertThat(get("/users/" + other, bearer(tokens)).text("code"))
                        .isEqualTo("NOT_FOUND");
                assertThat(put(tokens, "/users/" + other, profile("Eve", "1990-04-30")).status())
                        .isEqualTo(404);
            }
        }

        @Test
        void has_no_birth_date_in_the_future() {
            var refused = put(sharedTokens(), "/users/me", profile("Ada", "2990-01-01"));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("code")).isEqualTo("BIRTH_DATE_IN_FUTURE");
            assertThat(refused.text("field")).isEqualTo("birthDate");
        }

        @Test
        void that_was_changed_since_it_was_read_is_not_overwritten() {
            openAccount();
            var tokens = logIn(PASSWORD);
            put(tokens, "/users/me", profile("Ada", "1990-04-30"));
            var read = exchange("GET", "/users/me", null, bearing(tokens)).headers();
            var asRead = Map.of("If-Match", read.firstValue("ETag").orElseThrow());
            var change = profile("Augusta", "1990-04-30");
            assertThat(send("PUT", "/users/me", change, bearing(tokens), asRead).status())
                    .isEqualTo(204);
            assertThat(send("PUT", "/users/me", change, bearing(tokens), asRead).text("code"))
                    .isEqualTo("PRECONDITION_FAILED");
        }

        private String languageOfMails() {
            return database.sql("select language from account.credential where account_id = ?")
                    .param(accountId())
                    .query(String.class)
                    .single();
        }

        private static String profile(String firstName, String birthDate) {
            return """
            {"firstName": "%s", "lastName": "Park", "phone": "+44 20 7946 0000", "birthDate": "%s",
             "gender": "FEMALE", "language": "km", "skinType": "DRY", "avatar": "ada.jpg"}\
            """
                    .formatted(firstName, birthDate);
        }
    }

    @Nested
    class Addresses {

        @Test
        void have_exactly_one_default_for_goods_and_one_for_invoices() {
            openAccount();
            var tokens = logIn(PASSWORD);
            var home = addAddress(tokens, "");
            var work = addAddress(tokens, ", \"defaultBilling\": true");
            assertThat(defaults(tokens)).isEqualTo(new Defaults(List.of(home, work), home, work));

            put(
                    tokens,
                    "/users/me/addresses/" + work,
                    HOME.formatted(", \"company\": \"Park & Co\", \"defaultShipping\": true"));
            assertThat(defaults(tokens)).isEqualTo(new Defaults(List.of(home, work), work, work));

            assertThat(delete(tokens, "/users/me/addresses/" + work).status()).isEqualTo(204);
            assertThat(delete(tokens, "/users/me/addresses/" + work).status()).isEqualTo(204);
            assertThat(defaults(tokens)).isEqualTo(new Defaults(List.of(home), home, home));
            assertThat(put(tokens, "/users/me/addresses/" + work, HOME.formatted("")).text("code"))
                    .isEqualTo("ADDRESS_UNKNOWN");
        }

        private record Defaults(List<String> all, String shipping, String billing) {}

        private Defaults defaults(Answer tokens) {
            var kept = get("/users/me/addresses", bearer(tokens)).body().path("items");
            return new Defaults(
                    kept.valueStream().map(ShopperWithAccountTest::idOf).toList(),
                    only(kept, "defaultShipping"),
                    only(kept, "defaultBilling"));
        }

        private static String only(JsonNode kept, String flag) {
            var chosen =
                    kept.valueStream().filter(address -> address.path(flag).asBoolean()).toList();
            assertThat(chosen).hasSize(1);
            return idOf(chosen.getFirst());
        }
    }

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
        void goes_to_an_address_that_the_shopper_keeps() {
            openAccount();
            var tokens = logIn(PASSWORD);
            var home = addAddress(tokens, "");
            fill(bearing(tokens));
            var placed = order(bearing(tokens), "\"shippingAddressId\": \"%s\"".formatted(home));
            assertThat(placed.status()).as(placed.body().toString()).isEqualTo(201);
            assertThat(placedAs(placed, "customerId"))
                    .isEqualTo(accountId().replace("account-", "customer-"));
            assertThat(placedAs(placed, "country")).isEqualTo("GB");
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

    @Nested
    class A_person_who_was_erased {

        /// Their key is gone, and no other is made.
        @Test
        void cannot_be_written_about() {
            var account = "account-" + UUID.randomUUID();
            JdbcClient.create(keys)
                    .sql("insert into personal_key (subject, key) values (?, null)")
                    .param(account.replace("account-", "customer-"))
                    .update();
            var refused =
                    send(
                            "PUT",
                            "/users/me",
                            "{\"firstName\": \"Ada\", \"language\": \"en\"}",
                            bearer(account, Role.CUSTOMER));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("code")).isEqualTo("PERSON_ERASED");
        }
    }

    @Nested
    class An_account_that_staff_deactivate {

        @Test
        void ends_its_sessions_and_lets_no_one_log_in_until_it_is_activated() {
            openAccount();
            var tokens = logIn(PASSWORD);
            var customer = accountId().replace("account-", "customer-");
            assertThat(access(customer, "deactivation").status()).isEqualTo(204);
            assertThat(access(customer, "deactivation").status()).isEqualTo(204);

            assertThat(post("/auth/refresh", refreshOf(tokens)).text("code"))
                    .isEqualTo("SESSION_ENDED");
            await().atMost(SOON).until(() -> me(tokens).status() == 401);
            var refused = logIn(PASSWORD);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("code")).isEqualTo("ACCOUNT_DEACTIVATED");
            assertThat(logIn("not the password at all").text("code")).isEqualTo("WRONG_PASSWORD");

            assertThat(access(customer, "activation").status()).isEqualTo(204);
            assertThat(logIn(PASSWORD).status()).isEqualTo(200);
            assertThat(eventsOf(accountId()))
                    .containsOnlyOnce("AccountDeactivated", "AccountActivated");
        }

        @Test
        void is_not_a_guests() {
            assertThat(access("customer-" + UUID.randomUUID(), "deactivation").text("code"))
                    .isEqualTo("NOT_FOUND");
        }

        private Answer access(String customer, String verb) {
            return send(
                    "POST",
                    "/admin/customers/%s/%s".formatted(customer, verb),
                    null,
                    staff(),
                    Map.of());
        }
    }

    /// The first mail is that of the order.
    private void openAccountAfterOrder() {
        mail(0);
        register(email);
        verify(tokenIn(mail(1)));
    }

    private static String idOf(JsonNode address) {
        return address.path("addressId").asString();
    }

    private String addAddress(Answer tokens, String more) {
        var added =
                send(
                        "POST",
                        "/users/me/addresses",
                        HOME.formatted(more),
                        bearing(tokens),
                        Map.of());
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        return idOf(added.body());
    }

    private Answer put(Answer tokens, String path, String body) {
        return send("PUT", path, body, bearing(tokens), Map.of());
    }

    private Answer delete(Answer tokens, String path) {
        return send("DELETE", path, null, bearing(tokens), Map.of());
    }

    private String openCart() {
        return exchange("POST", "/cart", "", Map.of())
                .headers()
                .firstValue("Cart-Token")
                .orElseThrow();
    }

    private void put(String cartToken, int quantity) {
        fill(Map.of("Cart-Token", cartToken), quantity);
    }

    private void fill(Map<String, String> shopper) {
        fill(shopper, 1);
    }

    private void fill(Map<String, String> shopper, int quantity) {
        var added =
                send(
                        "POST",
                        "/cart/items",
                        "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku(), quantity),
                        shopper,
                        Map.of());
        assertThat(added.status()).as(added.body().toString()).isEqualTo(204);
    }

    private Answer order(Map<String, String> shopper, String to) {
        return send(
                "POST",
                "/orders",
                """
                {"contact": {"email": "%s"}, %s, "shippingMethod": "standard",
                 "payment": {"provider": "cash-on-delivery", "token": "cash"}}\
                """
                        .formatted(email, to),
                shopper,
                Map.of());
    }

    private static String address() {
        return """
        "shippingAddress": {"name": "Ada Park", "line1": "1 High Street", "city": "London", "postalCode": "N1 1AA",
                            "country": "GB"}\
        """;
    }

    private String placedAs(Answer placed, String member) {
        return database.sql(
                        "select convert_from(payload, 'UTF8')::jsonb ->> ? from domain_event_entry"
                                + " where aggregate_identifier = ? and payload_type = 'order.OrderPlaced'")
                .params(member, placed.text("orderId"))
                .query(String.class)
                .single();
    }

    /// Of which there is enough for all tests.
    private String sku() {
        if (sku == null) {
            var made =
                    "ACCOUNT-"
                            + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
            var created =
                    send(
                            "POST",
                            "/admin/products",
                            """
                            {"slug": "%s", "description": {"name": {"en": "Toner"}, "categories": ["Gifts"]},
                             "variants": [{"sku": "%s", "price": {"amount": 1250, "currency": "GBP"},
                                           "taxClass": "standard", "weightGrams": 200}],
                             "publish": true}\
                            """
                                    .formatted(made.toLowerCase(Locale.ROOT), made),
                            staff(),
                            Map.of());
            assertThat(created.status()).isEqualTo(201);
            send(
                    "POST",
                    "/admin/stock/%s/adjustments".formatted(made),
                    "{\"delta\": 1000, \"reason\": \"DELIVERY\", \"reference\": \"delivery-1\"}",
                    staff(),
                    Map.of());
            await().atMost(SOON)
                    .until(() ->
                            database.sql(
                                                    "select count(*) from sku_availability where sku = ? and available > 0")
                                            .param(made)
                                            .query(Integer.class)
                                            .single()
                                    == 1);
            await().atMost(SOON)
                    .until(() ->
                            database.sql(
                                                    "select count(*) from catalogue_price"
                                                            + " join sellable_product using (product_id)"
                                                            + " where sku = ? and for_sale")
                                            .param(made)
                                            .query(Integer.class)
                                            .single()
                                    == 1);
            sku = made;
        }
        return sku;
    }

    private Map<String, String> staff() {
        return Map.of("Authorization", OperatorAccess.bearer(port));
    }

    private static Map<String, String> bearing(Answer tokens) {
        return Map.of("Authorization", bearer(tokens));
    }

    private Answer send(
            String method,
            String path,
            @Nullable String body,
            @Nullable Map<String, String> caller,
            Map<String, String> headers) {
        var all = new HashMap<>(headers);
        if (caller != null) {
            all.putAll(caller);
        }
        var answer = exchange(method, path, body, all);
        return new Answer(
                answer.statusCode(),
                answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body()));
    }

    private HttpResponse<String> exchange(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:%d/api/v1%s".formatted(port, path)))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null && !body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
