package io.cartulary.command.order.checkout;

import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What all other tests together left in the books.
abstract class BooksOfOrders extends CheckOuts {

    @Test
    void invoices_are_numbered_in_the_order_of_confirmations_without_a_gap() {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        shop.database()
                                                .sql(
                                                        """
                                                        select count(*) from (
                                                            select aggregate_identifier as order_id,
                                                                row_number() over (order by global_index) as number
                                                            from domain_event_entry
                                                            where payload_type = 'order.OrderConfirmed') as confirmed
                                                        full join invoice using (order_id, number)
                                                        where not exists (select 1 from invoice as i
                                                            where i.order_id = confirmed.order_id
                                                                and i.number = confirmed.number)
                                                        """)
                                                .query(Integer.class)
                                                .single())
                                .isZero());
    }

    @Test
    void the_providers_ledger_equals_ours() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var ledger =
                            shop.ledger().stream()
                                    .filter(entry ->
                                            !REFUNDED_ELSEWHERE.contains(
                                                    entry.at("/reference").asString()))
                                    .toList();
                    assertThat(sums(ours("payment.PaymentSettled"), "/paymentId", "/amount/amount"))
                            .isNotEmpty()
                            .isEqualTo(sums(entries(ledger, "settled"), "/reference", "/amount"));
                    assertThat(sums(ours("payment.RefundSettled"), "/paymentId", "/amount/amount"))
                            .isNotEmpty()
                            .isEqualTo(sums(entries(ledger, "refunded"), "/reference", "/amount"));
                    assertThat(
                                    sums(
                                            ours("payment.RefundRequested"),
                                            "/paymentId",
                                            "/amount/amount"))
                            .isEqualTo(sums(entries(ledger, "refunded"), "/reference", "/amount"));
                    assertThat(shop.events("payment.PaymentVoided"))
                            .hasSameSizeAs(entries(ledger, "voided"));
                });
        assertThat(
                        shop.database()
                                .sql("select count(*) from scheduled_tasks")
                                .query(Integer.class)
                                .single())
                .as("deadlines left")
                .isZero();
    }

    private List<JsonNode> ours(String type) {
        return shop.events(type).stream()
                .filter(event -> !REFUNDED_ELSEWHERE.contains(event.at("/paymentId").asString()))
                .toList();
    }

    private static List<JsonNode> entries(List<JsonNode> ledger, String kind) {
        return ledger.stream().filter(entry -> entry.at("/entry").asString().equals(kind)).toList();
    }

    private static Map<String, Long> sums(List<JsonNode> facts, String key, String amount) {
        return facts.stream()
                .collect(
                        Collectors.groupingBy(
                                fact -> fact.at(key).asString(),
                                TreeMap::new,
                                summingLong(fact -> fact.at(amount).asLong())));
    }
}
