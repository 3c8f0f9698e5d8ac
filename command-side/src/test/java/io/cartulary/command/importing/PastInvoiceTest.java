package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What the rows of one invoice become.
class PastInvoiceTest {

    private static final Sku HEART = new Sku("85123A");
    private static final Sku LANTERN = new Sku("71053");

    private final List<OrderRow> rows = new ArrayList<>();
    private LocalDateTime time = LocalDateTime.of(2011, 7, 1, 9, 30);

    private PastInvoiceTest row(String code, int quantity, String price) {
        return row(code, quantity, price, "A THING");
    }

    private PastInvoiceTest row(String code, int quantity, String price, String description) {
        rows.add(
                new OrderRow(
                        rows.size() + 1,
                        "540001",
                        code,
                        SkuText.sku(code),
                        description,
                        quantity,
                        time,
                        new BigDecimal(price),
                        "17850",
                        "EIRE"));
        return this;
    }

    private PastInvoice invoice() {
        return new PastInvoice("540001", rows, Map.of(HEART, "HEART HOLDER"));
    }

    private static Money pounds(String amount) {
        return Money.parse("GBP " + amount);
    }

    private static PastPurchase bought(String invoice, int line, String price, int remaining) {
        return new PastPurchase(
                PastInvoice.orderId(invoice), line, HEART, pounds(price), remaining);
    }

    @Nested
    class An_order {

        @Test
        void merges_rows_of_one_sku_at_one_price_and_keeps_others_apart() {
            row("85123A", 6, "2.55").row("71053", 1, "3.39").row("85123a", 4, "2.550");
            row("85123A", 1, "2.95");

            assertThat(invoice().order().lines())
                    .extracting(
                            OrderLine::line, OrderLine::sku, OrderLine::quantity, OrderLine::total)
                    .containsExactly(
                            tuple(1, HEART, 10, pounds("25.50")),
                            tuple(2, LANTERN, 1, pounds("3.39")),
                            tuple(3, HEART, 1, pounds("2.95")));
            assertThat(invoice().order().totals().total()).isEqualTo(pounds("31.84"));
        }

        @Test
        void was_placed_at_the_first_rows_local_time() {
            row("85123A", 6, "2.55");
            time = time.plusMinutes(1);
            row("71053", 6, "2.55");

            var order = invoice().order();
            assertThat(order.placedAt()).isEqualTo(Instant.parse("2011-07-01T08:30:00Z"));
            assertThat(order.number()).isEqualTo("540001");
            assertThat(order.orderId()).isEqualTo(PastInvoice.orderId("540001"));
            assertThat(order.customerId()).hasToString("customer-legacy-17850");
            assertThat(order.country()).isEqualTo("IE");
        }

        @Test
        void calls_a_row_without_description_by_the_articles_name() {
            row("85123A", 6, "0.0", " ");

            assertThat(invoice().order().lines().getFirst().name()).isEqualTo("HEART HOLDER");
        }
    }

    @Nested
    class A_refund {

        @Test
        void is_taken_from_the_latest_purchases_and_may_reach_over_several() {
            row("85123A", -5, "2.55");

            var refund =
                    invoice()
                            .refund(
                                    List.of(
                                            bought("3", 1, "2.10", 9),
                                            bought("2", 4, "2.95", 3),
                                            bought("1", 2, "2.55", 9)),
                                    Set.of());

            assertThat(refund.unmatched()).isEmpty();
            assertThat(refund.commands()).hasSize(2);
            assertThat(refund.commands().getFirst().orderId()).isEqualTo(PastInvoice.orderId("2"));
            assertThat(refund.commands().getFirst().lines())
                    .containsExactly(new RefundedLine(4, HEART, 3, pounds("7.65")));
            assertThat(refund.commands().getLast().lines())
                    .containsExactly(new RefundedLine(2, HEART, 2, pounds("5.10")));
            assertThat(refund.commands().getFirst().reference()).isEqualTo("540001");
        }

        @Test
        void takes_whole_rows_only() {
            row("85123A", -5, "2.55").row("85123A", -2, "2.55");

            var refund = invoice().refund(List.of(bought("1", 1, "2.55", 4)), Set.of());

            assertThat(refund.unmatched()).containsExactly(rows.getFirst());
            assertThat(refund.takenPlaces()).containsExactly(1);
            assertThat(refund.commands().getFirst().lines())
                    .containsExactly(new RefundedLine(1, HEART, 2, pounds("5.10")));
        }

        @Test
        void never_gives_one_piece_back_twice() {
            row("85123A", -3, "2.55").row("85123A", -3, "2.55");

            var refund = invoice().refund(List.of(bought("1", 1, "2.55", 5)), Set.of());

            assertThat(refund.unmatched()).containsExactly(rows.getLast());
        }

        @Test
        void leaves_out_rows_that_were_refunded_before() {
            row("85123A", -3, "2.55").row("85123A", -1, "2.55");

            var refund = invoice().refund(List.of(bought("1", 1, "2.55", 5)), Set.of(0));

            assertThat(refund.takenPlaces()).containsExactly(1);
            assertThat(refund.commands().getFirst().reference()).isEqualTo("540001/1");
        }
    }

    @Nested
    class A_correction_of_stock {

        @Test
        void has_a_reason_by_its_sign_and_what_it_says() {
            row("85123A", -3, "0", "wet damaged").row("85123A", -1, "0", "check");
            row("85123A", 7, "0", "");

            assertThat(invoice().adjustments(Set.of()))
                    .extracting(AdjustStock::delta, AdjustStock::reason, AdjustStock::reference)
                    .containsExactly(
                            tuple(-3, AdjustmentReason.DAMAGE, "540001/1"),
                            tuple(-1, AdjustmentReason.LOSS, "540001/2"),
                            tuple(7, AdjustmentReason.COUNT_CORRECTION, "540001/3"));
        }

        @Test
        void is_made_once() {
            row("85123A", -3, "0").row("85123A", -1, "0");

            assertThat(invoice().adjustments(Set.of(0)))
                    .extracting(AdjustStock::delta)
                    .containsExactly(-1);
        }
    }
}
