package io.cartulary.query.search.order;

import static io.cartulary.query.SampleOrders.confirmed;
import static io.cartulary.query.SampleOrders.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.query.Http;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import io.cartulary.query.order.Orders;
import io.cartulary.web.ApiHeaders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderSearchTest {

    private static final OrderPlaced FIRST =
            placed("S-1001", "Ada@Example.org", "KETTLE-1", "Copper kettle", day(1));
    private static final OrderPlaced SECOND =
            placed("S-1002", "bob@example.org", "KETTLE-2", "Steel kettle", day(2));

    @Autowired RecordedEvents events;
    @Autowired ErasedEmails erased;

    @Autowired
    @Qualifier("personalKeys")
    DataSource keys;

    @LocalServerPort int port;

    @Value("${cartulary.search.url}")
    String elasticsearch;

    private String position;

    @BeforeAll
    void placeOrders() {
        events.record(FIRST, SECOND);
        position =
                events.record(
                        confirmed(FIRST),
                        new OrderShipped(FIRST.orderId(), "DHL", "TRACK-77", day(3)));
    }

    @Test
    void finds_by_number_sku_name_tracking_number_and_identifier() {
        assertThat(numbers("q=s-1001")).containsExactly("S-1001");
        assertThat(numbers("q=S-100")).containsExactly("S-1002", "S-1001");
        assertThat(numbers("q=kettle-2")).containsExactly("S-1002");
        assertThat(numbers("q=coper kettles")).containsExactly("S-1001");
        assertThat(numbers("q=track-77")).containsExactly("S-1001");
        assertThat(numbers("q=" + SECOND.orderId())).containsExactly("S-1002");
    }

    @Test
    void finds_by_each_number_of_what_another_system_paid_back() {
        var past = Orders.fresh();
        var refund = "R" + past.number();
        position = events.record(past.past(), past.pastRefund(refund, 1250));
        assertThat(numbers("q=" + refund)).containsExactly(past.number());
        position = events.record(past.pastRefund("R2" + past.number(), 2500));
        assertThat(numbers("q=" + refund.toLowerCase(Locale.ROOT))).containsExactly(past.number());
        assertThat(numbers("q=R2" + past.number())).containsExactly(past.number());
    }

    @Test
    void finds_by_the_whole_email_address_that_is_nowhere_in_the_index() throws Exception {
        assertThat(numbers("q= ada@example.ORG")).containsExactly("S-1001");
        assertThat(numbers("q=ada@")).isEmpty();
        try (var client = HttpClient.newHttpClient()) {
            var everything =
                    client.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            elasticsearch
                                                                    + "/query-orders-g1/_search?size=100"))
                                            .header("Authorization", credentials())
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
            assertThat(everything)
                    .contains("S-1001", "emailHash")
                    .doesNotContainIgnoringCase("ada@example.org")
                    .doesNotContain("Byron");
        }
    }

    /// Their key is in another database, and the hash of their address needs none.
    @Test
    void finds_no_one_by_their_address_once_they_were_erased() {
        var order = placed("E-2001", "carol@example.org", "PAN-1", "Iron pan", day(3));
        position = events.record(order);
        assertThat(numbers("q=carol@example.org")).containsExactly("E-2001");
        JdbcClient.create(keys)
                .sql("select erase_person(?)")
                .param(order.customerId().value())
                .query()
                .listOfRows();
        erased.clear();
        assertThat(numbers("q=carol@example.org")).isEmpty();
        assertThat(numbers("q=E-2001")).containsExactly("E-2001");
    }

    @Test
    void narrows_by_status_and_day() {
        assertThat(numbers("q=kettle&status=shipped")).containsExactly("S-1001");
        assertThat(numbers("q=kettle&from=" + day(2))).containsExactly("S-1002");
        assertThat(numbers("q=kettle&to=" + day(2))).containsExactly("S-1001");
    }

    @Test
    void knows_an_order_that_was_paid_back_as_refunded_whatever_came_before_and_after() {
        var order = Orders.fresh();
        position = events.record(order.untilConfirmed());
        position = events.record(order.shipped(), order.refunded(1000, 1000));
        assertThat(numbers("q=%s&status=shipped".formatted(order.number())))
                .containsExactly(order.number());

        position = events.record(order.refunded(2174, 3174));
        assertThat(numbers("q=%s&status=refunded".formatted(order.number())))
                .containsExactly(order.number());
        assertThat(numbers("q=%s&status=shipped".formatted(order.number()))).isEmpty();
        assertThat(Http.<String>read(call("q=" + order.number()), "$.items[0].status"))
                .isEqualTo("REFUNDED");
    }

    @Test
    void continues_on_the_next_page() {
        var first = call("q=kettle&limit=1");
        var second = call("q=kettle&limit=1&cursor=" + Http.<String>read(first, "$.next"));

        assertThat(Http.<String>read(first, "$.items[0].number")).isEqualTo("S-1002");
        assertThat(Http.<String>read(second, "$.items[0].number")).isEqualTo("S-1001");
        assertThat(second.getBody()).doesNotContain("\"next\"");
        assertThat(Http.<Integer>read(second, "$.items[0].total.amount")).isEqualTo(1250);
    }

    @Test
    void is_for_staff_only() {
        var answer = new Http(port).get("/api/v1/admin/orders/search?q=kettle", Map.of());

        assertThat(answer.getStatusCode().value()).isEqualTo(401);
    }

    private List<String> numbers(String question) {
        return Http.read(call(question), "$.items[*].number");
    }

    private ResponseEntity<String> call(String question) {
        var answer =
                new Http(port)
                        .getAsStaff(
                                "/api/v1/admin/orders/search?" + question,
                                Map.of(ApiHeaders.POSITION, position));
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return answer;
    }

    private static Instant day(int day) {
        return Instant.parse("2026-02-0%dT12:00:00Z".formatted(day));
    }

    /// User and password stand in the address.
    private String credentials() {
        var user = URI.create(elasticsearch).getUserInfo();
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }
}
