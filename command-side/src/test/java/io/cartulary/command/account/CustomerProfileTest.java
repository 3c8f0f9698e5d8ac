package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.account.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What a customer says of themselves, and how long it is kept, over HTTP.
class CustomerProfileTest extends ShoppingWithAccount {

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
    class Staff_say_of_a_customer {

        @Test
        void what_they_like_once_the_shop_knows_them() {
            openAccount();
            var customer = accountId().replace("account-", "customer-");
            assertThat(tag(customer).status()).isEqualTo(204);
            assertThat(note(customer).status()).isEqualTo(201);
            assertThat(eventsOf(customer)).contains("CustomerTagged", "CustomerNoteAdded");
        }

        @Test
        void nothing_when_there_is_no_such_customer() {
            var noOne = "customer-" + UUID.randomUUID();
            assertThat(List.of(tag(noOne), note(noOne)))
                    .allSatisfy(refused -> {
                        assertThat(refused.status()).isEqualTo(404);
                        assertThat(refused.text("code")).isEqualTo("NOT_FOUND");
                    });
            assertThat(eventsOf(noOne)).isEmpty();
        }

        private Answer tag(String customer) {
            return send(
                    "PUT",
                    "/admin/customers/%s/tags".formatted(customer),
                    "{\"tags\": [\"vip\"]}",
                    staff(),
                    Map.of());
        }

        private Answer note(String customer) {
            return send(
                    "POST",
                    "/admin/customers/%s/notes".formatted(customer),
                    "{\"text\": \"Prefers calls in the morning\"}",
                    staff(),
                    Map.of());
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

    private Answer delete(Answer tokens, String path) {
        return send("DELETE", path, null, bearing(tokens), Map.of());
    }
}
