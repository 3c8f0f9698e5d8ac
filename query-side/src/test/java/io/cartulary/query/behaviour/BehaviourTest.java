package io.cartulary.query.behaviour;

import static io.cartulary.query.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.query.Http;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import io.cartulary.query.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

@QuerySideTest
@Import(RecordedEvents.class)
class BehaviourTest {

    @Autowired
    @Qualifier("readModels")
    JdbcClient database;

    @Autowired KafkaTemplate<String, byte[]> messages;
    @LocalServerPort int port;

    @Nested
    class Reporting {
        @Test
        void keeps_every_kind_under_a_pseudonym() {
            var answer =
                    report(
                            """
                            [{"type": "PRODUCT_VIEW", "visitor": "ada@example.org", "productId": "product-told", "source": "search"},
                             {"type": "USER_EVENT", "visitor": "ada@example.org", "action": "signed_in"},
                             {"type": "CART_EVENT", "visitor": "ada@example.org", "action": "ADDED", "sku": "told-1", "quantity": 2},
                             {"type": "SEARCH_EVENT", "visitor": "ada@example.org", "query": "toner", "results": 3},
                             {"type": "PURCHASE_EVENT", "visitor": "ada@example.org", "orderId": "order-told", "products": ["product-told"]}]
                            """);

            assertThat(answer.getStatusCode().value()).isEqualTo(202);
            assertThat(Http.<Integer>read(answer, "$.accepted")).isEqualTo(5);
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            count(
                                            """
                                            visitor = (select visitor from behaviour_event where product_id = 'product-told')
                                            """)
                                    == 5);
            assertThat(count("body::text like '%example.org%' or visitor like '%@%'")).isZero();
        }

        @Test
        void counts_a_repeated_event_once() {
            var event =
                    """
                    {"type": "PRODUCT_VIEW", "eventId": "%s", "visitor": "visitor-77", "productId": "product-twice"}
                    """
                            .formatted(UUID.randomUUID());
            report(event);
            report(event);
            report(
                    """
                    {"type": "PRODUCT_VIEW", "visitor": "visitor-77", "productId": "product-twice"}
                    """);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> count("product_id = 'product-twice'") == 2);
            assertThat(
                            database.sql("select views from product_view where product_id = ?")
                                    .param("product-twice")
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(2);
        }

        @Test
        void takes_all_or_nothing_and_names_the_part_at_fault() {
            var answer =
                    report(
                            """
                            [{"type": "PRODUCT_VIEW", "visitor": "visitor-78", "productId": "product-never"},
                             {"type": "SEARCH_EVENT", "visitor": "visitor-78", "query": "", "results": 0}]
                            """);

            assertThat(answer.getStatusCode().value()).isEqualTo(400);
            assertThat(Http.<String>read(answer, "$.field")).isEqualTo("[1].query");
        }

        @Test
        void refuses_fields_and_kinds_that_no_one_knows() {
            assertThat(
                            report(
                                            """
                                            {"type": "PRODUCT_VIEW", "visitor": "visitor-79", "productId": "product-1", "email": "a@b.c"}
                                            """)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(400);
            assertThat(
                            report("{\"type\": \"mood\", \"visitor\": \"visitor-79\"}")
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(400);
            assertThat(report("[]").getStatusCode().value()).isEqualTo(400);
        }
    }

    @Test
    void shows_staff_what_was_sought_and_found_and_chosen() {
        report(
                """
                [{"type": "SEARCH_EVENT", "visitor": "visitor-81", "query": "Garden  Gnome", "results": 4},
                 {"type": "SEARCH_EVENT", "visitor": "visitor-82", "query": "garden gnome", "results": 4},
                 {"type": "SEARCH_EVENT", "visitor": "visitor-82", "query": "garden gnome", "results": 4, "clicked": "product-gnome"},
                 {"type": "SEARCH_EVENT", "visitor": "visitor-81", "query": "flamingo", "results": 0},
                 {"type": "SEARCH_EVENT", "visitor": "visitor-82", "query": "flamingo", "results": 0},
                 {"type": "SEARCH_EVENT", "visitor": "visitor-82", "query": "ada lovelace", "results": 0}]
                """);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("body ->> 'query' = 'ada lovelace'") == 1);

        var answer =
                new Http(port)
                        .getAsStaff(
                                "/api/v1/admin/search/analytics?from=2020-01-01&to=2100-01-01&limit=100",
                                Map.of());

        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        assertThat(
                        Http.<List<Integer>>read(
                                answer, "$.queries[?(@.query=='garden gnome')].searches"))
                .containsExactly(2);
        assertThat(Http.<List<Integer>>read(answer, "$.queries[?(@.query=='garden gnome')].clicks"))
                .containsExactly(1);
        assertThat(
                        Http.<List<String>>read(
                                answer, "$.queries[?(@.query=='garden gnome')].mostClicked"))
                .containsExactly("product-gnome");
        assertThat(
                        Http.<List<Integer>>read(
                                answer, "$.queriesWithoutHits[?(@.query=='flamingo')].withoutHits"))
                .containsExactly(2);
        assertThat(answer.getBody()).doesNotContain("ada lovelace");
        assertThat(Http.<Integer>read(answer, "$.withoutHits")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void a_bad_message_goes_to_the_dead_letters_and_holds_nothing_up() {
        var bad = "{\"type\": \"CART_EVENT\", \"visitor\": \"short\"}";
        messages.send("product-views", "bad", bad.getBytes(StandardCharsets.UTF_8)).join();
        report(
                """
                {"type": "PRODUCT_VIEW", "visitor": "visitor-80", "productId": "product-after-bad"}
                """);

        var letters =
                TopicReader.read("product-views.dlt", 1, record -> record.value().equals(bad));

        assertThat(letters).hasSize(1);
        assertThat(header(letters.getFirst(), "reason")).isNotBlank();
        assertThat(header(letters.getFirst(), "original-topic")).isEqualTo("product-views");
        assertThat(header(letters.getFirst(), "original-offset")).containsOnlyDigits();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("product_id = 'product-after-bad'") == 1);
    }

    private ResponseEntity<String> report(String json) {
        return new Http(port).post("/api/v1/behaviour", json);
    }

    private long count(String condition) {
        return database.sql("select count(*) from behaviour_event where " + condition)
                .query(Long.class)
                .single();
    }
}
