package io.cartulary.command.importing.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What the rows of one invoice become.
class InvoiceTest {

    private static final Sku HEART = new Sku("85123A");
    private static final Sku LANTERN = new Sku("71053");

    private final List<OrderRow> rows = new ArrayList<>();
    private LocalDateTime time = LocalDateTime.of(2011, 7, 1, 9, 30);

    private InvoiceTest row(String code, int quantity, String price) {
        return row(code, quantity, price, "A THING");
    }

    private InvoiceTest row(String code, int quantity, String price, String description) {
        rows.add(
                new OrderRow(
                        rows.size() + 1,
                        "540001",
                        code,
                        new Sku(code),
                        description,
                        quantity,
                        time,
                        ZoneId.of("Europe/London"),
                        new BigDecimal(price),
                        "17850",
                        "EIRE"));
        return this;
    }

    private static Article article(Sku sku, String name) {
        return new Article(1, sku, name, BigDecimal.ONE, 0, LocalDateTime.MIN, null, null);
    }

    private Invoice invoice() {
        return invoice(0);
    }

    private Invoice invoice(int earlier) {
        var articles =
                Map.of(HEART, article(HEART, "HEART HOLDER"), LANTERN, article(LANTERN, "LANTERN"));
        return new Invoice("540001", rows, articles, earlier);
    }

    private static Money pounds(String amount) {
        return Money.parse("GBP " + amount);
    }

    private static ImportedPurchase bought(String invoice, int line, String price, int remaining) {
        return new ImportedPurchase(
                Invoice.orderId(invoice), line, HEART, pounds(price), remaining);
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
            assertThat(order.orderId()).isEqualTo(Invoice.orderId("540001"));
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
                                            bought("1", 2, "2.55", 9)));

            assertThat(refund.unmatched()).isEmpty();
            assertThat(refund.commands()).hasSize(2);
            assertThat(refund.commands().getFirst().orderId()).isEqualTo(Invoice.orderId("2"));
            assertThat(refund.commands().getFirst().lines())
                    .containsExactly(new RefundedLine(4, HEART, 3, pounds("7.65")));
            assertThat(refund.commands().getLast().lines())
                    .containsExactly(new RefundedLine(2, HEART, 2, pounds("5.10")));
            assertThat(refund.commands().getFirst().reference()).isEqualTo("540001");
        }

        @Test
        void takes_whole_rows_only() {
            row("85123A", -5, "2.55").row("85123A", -2, "2.55");

            var refund = invoice().refund(List.of(bought("1", 1, "2.55", 4)));

            assertThat(refund.unmatched()).containsExactly(rows.getFirst());
            assertThat(refund.commands().getFirst().lines())
                    .containsExactly(new RefundedLine(1, HEART, 2, pounds("5.10")));
        }

        @Test
        void never_gives_one_piece_back_twice() {
            row("85123A", -3, "2.55").row("85123A", -3, "2.55");

            var refund = invoice().refund(List.of(bought("1", 1, "2.55", 5)));

            assertThat(refund.unmatched()).containsExactly(rows.getLast());
        }

        @Test
        void has_a_reference_of_its_own_when_earlier_files_brought_rows() {
            row("85123A", -1, "2.55");

            var refund = invoice(1).refund(List.of(bought("1", 1, "2.55", 5)));

            assertThat(refund.commands().getFirst().reference()).isEqualTo("540001/2");
        }
    }

    @Nested
    class A_correction_of_stock {

        @Test
        void has_a_reason_by_its_sign_and_what_it_says() {
            row("85123A", -3, "0", "wet damaged").row("85123A", -1, "0", "check");
            row("85123A", 7, "0", "");

            assertThat(invoice().adjustments())
                    .extracting(AdjustStock::delta, AdjustStock::reason, AdjustStock::reference)
                    .containsExactly(
                            tuple(-3, AdjustmentReason.DAMAGE, "540001/1"),
                            tuple(-1, AdjustmentReason.LOSS, "540001/2"),
                            tuple(7, AdjustmentReason.COUNT_CORRECTION, "540001/3"));
        }

        @Test
        void is_numbered_after_those_that_earlier_files_brought() {
            row("85123A", -1, "0");

            assertThat(invoice(2).adjustments())
                    .extracting(AdjustStock::reference)
                    .containsExactly("540001/3");
        }
    }

    @Nested
    class Rows {

        @Test
        void are_known_again_by_what_they_say_and_each_of_two_equal_ones_counts() {
            row("85123A", 6, "2.55", "HEART").row("85123A", 6, "2.550", "hearts");
            row("85123A", 5, "2.55", "HEART");

            var keys = RowKeys.of(rows);

            assertThat(keys).doesNotHaveDuplicates();
            assertThat(RowKeys.of(List.of(rows.get(2), rows.get(0))))
                    .containsExactly(keys.get(2), keys.get(0));
            assertThat(RowKeys.of(List.of(rows.get(1)))).containsExactly(keys.get(0));
        }

        @Test
        void that_add_up_to_more_than_the_shop_holds_are_no_order() {
            row("85123A", 10_000_000, "0.01").row("85123A", 1, "0.01");
            assertThatExceptionOfType(RowFault.class).isThrownBy(() -> invoice().order());

            rows.clear();
            row("85123A", 1, "9999999999.99").row("71053", 1, "9999999999.99");
            assertThatExceptionOfType(RowFault.class)
                    .isThrownBy(() -> invoice().order())
                    .withMessageContaining("total must be at most GBP 10000000000.00");
        }

        @Test
        void that_come_later_are_an_order_beside_the_first() {
            row("85123A", 6, "2.55");

            assertThat(invoice(3).order().number()).isEqualTo("540001/4");
            assertThat(invoice(3).order().orderId()).isNotEqualTo(invoice().order().orderId());
        }
    }

    @Nested
    class Articles {

        @Test
        void have_different_slugs() {
            assertThat(article(new Sku("B-X"), "").slug()).isEqualTo("legacy-b-x");
            assertThat(article(new Sku("B.X"), "").slug()).matches("legacy-b-x-[0-9a-f]{16}");
            assertThat(article(new Sku("B_X"), "").slug())
                    .matches("legacy-b-x-[0-9a-f]{16}")
                    .isNotEqualTo(article(new Sku("B.X"), "").slug());
            assertThat(article(new Sku("X" + ".".repeat(63)), "").slug())
                    .matches("[a-z0-9]+(-[a-z0-9]+)*")
                    .hasSizeLessThanOrEqualTo(80);
        }
    }
}
