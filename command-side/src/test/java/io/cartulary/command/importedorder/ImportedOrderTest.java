package io.cartulary.command.importedorder;

import static io.cartulary.command.importedorder.ImportedOrderRejection.*;
import static io.cartulary.command.order.OrderRejection.UNKNOWN_LINE;
import static io.cartulary.command.order.Orders.*;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartulary.command.StateTable;
import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderTotals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ImportedOrderTest {

    private static final OrderImported IMPORTED =
            new OrderImported(ORDER, "536365", CUSTOMER, "GB", LINES, TOTALS, NOON);

    private static final StateTable TABLE =
            new StateTable(
                    Map.of("missing", List.of(), "imported", List.of(IMPORTED)),
                    Map.of(
                            "ImportOrder",
                            new ImportOrder(ORDER, "536365", CUSTOMER, "GB", LINES, TOTALS, NOON),
                            "RecordImportedRefund",
                            refund("C1", refunded(1, MUG, 1, "10.80"))),
                    events -> events.isEmpty() ? "missing" : "imported");

    private final AggregateTestFixture<ImportedOrder> order =
            new AggregateTestFixture<>(ImportedOrder.class);

    @Test
    void does_what_the_table_says() {
        StateTable.checkComplete(ImportedOrderCommand.class, Set.of(), TABLE);
        TABLE.check(
                () -> new AggregateTestFixture<>(ImportedOrder.class), "imported-order", "State");
    }

    @Test
    void is_refused_when_it_was_recorded_at_another_price() {
        order.given(IMPORTED)
                .when(new ImportOrder(ORDER, "536365", CUSTOMER, "GB", List.of(), FREE, NOON))
                .expectNoEvents()
                .expectExceptionDetails(IMPORTED_ORDER_DIFFERS);
    }

    @Test
    void adds_up_what_came_back() {
        order.given(IMPORTED, recorded("C1", refunded(1, MUG, 1, "10.80")))
                .when(
                        new RecordImportedRefund(
                                ORDER,
                                "C2",
                                List.of(refunded(1, MUG, 1, "10.80"), refunded(2, BOWL, 1, "9.60")),
                                NOON))
                .expectEvents(
                        new ImportedRefundRecorded(
                                ORDER,
                                "C2",
                                CUSTOMER,
                                List.of(refunded(1, MUG, 1, "10.80"), refunded(2, BOWL, 1, "9.60")),
                                euros("20.40"),
                                euros("31.20"),
                                NOON));
    }

    @Test
    void more_pieces_than_are_left_is_refused() {
        order.given(IMPORTED, recorded("C1", refunded(1, MUG, 1, "1.00")))
                .when(refund("C2", refunded(1, MUG, 2, "1.00")))
                .expectNoEvents()
                .expectExceptionDetails(REFUND_EXCEEDS_LINE);
    }

    @Test
    void more_pieces_than_are_left_in_two_parts_is_refused() {
        order.given(IMPORTED)
                .when(
                        new RecordImportedRefund(
                                ORDER,
                                "C1",
                                List.of(refunded(2, BOWL, 1, "1.00"), refunded(2, BOWL, 1, "1.00")),
                                NOON))
                .expectNoEvents()
                .expectExceptionDetails(REFUND_EXCEEDS_LINE);
    }

    @Test
    void more_money_than_the_line_cost_is_refused() {
        order.given(IMPORTED)
                .when(refund("C1", refunded(1, MUG, 1, "21.61")))
                .expectNoEvents()
                .expectExceptionDetails(REFUND_EXCEEDS_LINE);
    }

    @Test
    void of_a_line_that_was_not_bought_is_refused() {
        order.given(IMPORTED)
                .when(refund("C1", refunded(1, BOWL, 1, "1.00")))
                .expectNoEvents()
                .expectExceptionDetails(UNKNOWN_LINE);
    }

    @Test
    void under_a_known_reference_changes_nothing() {
        order.given(IMPORTED, recorded("C1", refunded(1, MUG, 1, "10.80")))
                .when(refund("C1", refunded(1, MUG, 1, "10.80")))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void without_lines_is_nonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordImportedRefund(ORDER, "C1", List.of(), NOON));
    }

    @Test
    void may_name_one_sku_on_two_lines() {
        var twice =
                List.of(
                        line(1, MUG, 1, "5.00", "0", "0", "5.00"),
                        line(2, MUG, 1, "4.00", "0", "0", "4.00"));
        var zero = euros("0");
        order.given(
                        new OrderImported(
                                ORDER,
                                "536366",
                                null,
                                "GB",
                                twice,
                                new OrderTotals(euros("9.00"), zero, zero, zero, euros("9.00")),
                                NOON))
                .when(refund("C1", refunded(2, MUG, 1, "4.01")))
                .expectNoEvents()
                .expectExceptionDetails(REFUND_EXCEEDS_LINE);
    }

    private static RecordImportedRefund refund(String reference, RefundedLine line) {
        return new RecordImportedRefund(ORDER, reference, List.of(line), NOON);
    }

    private static ImportedRefundRecorded recorded(String reference, RefundedLine line) {
        return new ImportedRefundRecorded(
                ORDER, reference, CUSTOMER, List.of(line), line.amount(), line.amount(), NOON);
    }

    private static RefundedLine refunded(int line, Sku sku, int quantity, String amount) {
        return new RefundedLine(line, sku, quantity, euros(amount));
    }
}
