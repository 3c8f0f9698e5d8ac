package io.cartulary.query.customer;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.Personal;
import io.cartulary.events.account.AccountEvent.*;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.customer.CustomerEvent.*;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.ReturnId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.QueryNode.Answer;
import io.cartulary.query.order.Orders;
import io.cartulary.web.consistency.Position;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Customers as staff see them, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class CustomersTest {

    private static final String CUSTOMERS = "/api/v1/admin/customers";

    private final QueryNode node = QueryNode.shared();
    private final String unique = "u" + UUID.randomUUID().toString().replace("-", "");
    private final AccountId account = new AccountId("account-" + UUID.randomUUID());
    private final CustomerId customer = account.customer();
    private final String email = UUID.randomUUID() + "@example.org";

    @Test
    void have_sums_of_their_orders() {
        var first = Orders.fresh();
        var second = first.another();
        var third = first.another();
        node.publish(
                first.placed(),
                second.placed(Orders.PLACED_AT.plus(Duration.ofDays(10))),
                third.placed(Orders.PLACED_AT.plus(Duration.ofDays(20))));
        var position = node.publish(second.refunded(1000, 1000), third.cancelled());

        var shown = node.staff("GET", CUSTOMERS + "/" + first.customer(), at(position));
        assertThat(shown.text("/status")).isEqualTo("GUEST");
        assertThat(shown.text("/name")).isEqualTo("Ada Park");
        assertThat(shown.text("/email")).isEqualTo("ada@example.org");
        assertThat(shown.text("/orders")).isEqualTo("2");
        assertThat(shown.text("/totals/0/total/amount")).isEqualTo("6348");
        assertThat(shown.text("/totals/0/refunded/amount")).isEqualTo("1000");
        assertThat(shown.text("/totals/0/average/amount")).isEqualTo("2674");
        assertThat(shown.text("/firstOrderAt")).isEqualTo(Orders.PLACED_AT.toString());

        var insights =
                node.staff("GET", CUSTOMERS + "/" + first.customer() + "/insights", at(position));
        assertThat(insights.text("/orders")).isEqualTo("2");
        assertThat(insights.text("/daysBetweenOrders")).isEqualTo("20.0");
        assertThat(insights.json().at("/daysSinceLastOrder").asLong()).isNotNegative();
    }

    @Test
    void with_an_account_are_listed_once_its_address_is_verified() {
        var position = node.publish(registered());
        assertThat(one(position).status()).isEqualTo(404);
        position =
                node.publish(
                        new EmailVerified(account),
                        new ProfileChanged(customer, Personal.of(customer.value(), profile())));
        var shown = one(position);
        assertThat(shown.text("/status")).isEqualTo("ACTIVE");
        assertThat(shown.text("/profile/skinType")).isEqualTo("DRY");
        assertThat(shown.header("ETag")).startsWith("\"" + customer + "@0.");

        position = node.publish(new AccountDeactivated(account, "act-1"));
        assertThat(one(position).text("/status")).isEqualTo("DEACTIVATED");
        position = node.publish(new AccountDeleted(account, "act-2"));
        assertThat(one(position).text("/status")).isEqualTo("CLOSED");
    }

    @Test
    void are_found_by_name_address_phone_and_number_of_an_order() {
        var order = Orders.fresh();
        var position =
                node.publish(
                        registered(),
                        new EmailVerified(account),
                        new ProfileChanged(customer, Personal.of(customer.value(), profile())));
        var guest = node.publish(order.placed());
        for (var text :
                List.of(
                        unique,
                        "aug " + unique,
                        unique.substring(0, 8).toUpperCase(Locale.ROOT),
                        email.toUpperCase(Locale.ROOT),
                        phone())) {
            assertThat(found(text, position)).as(text).contains(customer.value());
        }
        assertThat(found("Eve " + unique, position)).isEmpty();
        assertThat(found("a", position)).isEmpty();
        assertThat(found(order.number(), guest)).containsExactly(order.customer().value());
    }

    @Test
    void take_guests_over_with_their_orders() {
        var order = Orders.fresh();
        node.publish(order.placed(), registered(), new EmailVerified(account));
        var position = node.publish(new GuestsTakenOver(customer, List.of(order.customer())));
        assertThat(one(position).text("/orders")).isEqualTo("1");
        assertThat(node.staff("GET", CUSTOMERS + "/" + order.customer(), at(position)).status())
                .isEqualTo(404);
        assertThat(
                        node.staff("GET", CUSTOMERS + "/" + customer + "/orders", at(position))
                                .text("/items/0/orderId"))
                .isEqualTo(order.orderId().value());
        assertThat(found(order.number(), position)).containsExactly(customer.value());

        // What the guest orders later with their old cart is the account's as well.
        position = node.publish(order.another().placed());
        assertThat(one(position).text("/orders")).isEqualTo("2");
    }

    @Test
    void have_tags_and_notes_and_open_returns() {
        var order = Orders.fresh();
        var who = order.customer();
        var back = new ReturnId("return-" + UUID.randomUUID());
        node.publish(order.placed());
        var position =
                node.publish(
                        new CustomerTagged(who, List.of("press", unique)),
                        new CustomerNoteAdded(
                                who,
                                new NoteId("note-1"),
                                Personal.of(who.value(), "Prefers calls in the morning")),
                        new ReturnRequested(
                                order.orderId(), back, List.of(), ReturnReason.DAMAGED, null));
        var shown = node.staff("GET", CUSTOMERS + "/" + who, at(position));
        assertThat(shown.text("/openReturns")).isEqualTo("1");
        assertThat(shown.text("/tags/0")).isEqualTo("press");
        assertThat(shown.text("/notes/0/text")).isEqualTo("Prefers calls in the morning");
        assertThat(ids(node.staff("GET", CUSTOMERS + "?tag=" + unique, at(position))))
                .containsExactly(who.value());
        position = node.publish(new ReturnRefused(order.orderId(), back, null));
        assertThat(node.staff("GET", CUSTOMERS + "/" + who, at(position)).text("/openReturns"))
                .isEqualTo("0");
    }

    @Test
    void are_shown_page_by_page_in_any_order() {
        for (var number = 0; number < 5; number++) {
            var order = Orders.fresh();
            node.publish(
                    order.placed(Orders.PLACED_AT.plus(Duration.ofDays(number % 3))),
                    new CustomerTagged(order.customer(), List.of(unique)));
        }
        var position = node.publish(Orders.fresh().placed());
        for (var sort : List.of("since", "-since", "-lastOrderAt", "orders", "-spent")) {
            var list = CUSTOMERS + "?tag=%s&sort=%s".formatted(unique, sort);
            var whole = ids(node.staff("GET", list, at(position)));
            assertThat(whole).hasSize(5).doesNotHaveDuplicates();
            assertThat(pages(list + "&limit=2", position)).as(sort).isEqualTo(whole);
        }
    }

    private List<String> pages(String list, Position position) {
        var all = new ArrayList<String>();
        var page = node.staff("GET", list, at(position));
        all.addAll(ids(page));
        while (!page.text("/next").isEmpty()) {
            page = node.staff("GET", list + "&cursor=" + page.text("/next"), at(position));
            all.addAll(ids(page));
        }
        return all;
    }

    private AccountRegistered registered() {
        return new AccountRegistered(account, customer, Personal.of(customer.value(), email), "en");
    }

    private Profile profile() {
        return new Profile(
                "Augusta", unique, phone(), null, null, "en", Profile.SkinType.DRY, null);
    }

    private String phone() {
        return "+44 20 " + Math.abs(account.hashCode() % 9_000_000 + 1_000_000);
    }

    private Answer one(Position position) {
        return node.staff("GET", CUSTOMERS + "/" + customer, at(position));
    }

    private List<String> found(String text, Position position) {
        var asked = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return ids(node.staff("GET", CUSTOMERS + "?q=" + asked, at(position)));
    }

    private static List<String> ids(Answer list) {
        assertThat(list.status()).as(list.toString()).isEqualTo(200);
        return list.json()
                .path("items")
                .valueStream()
                .map(customer -> customer.path("customerId").asString())
                .toList();
    }
}
