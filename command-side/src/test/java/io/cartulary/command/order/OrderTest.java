package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.ALREADY_SHIPPED;
import static io.cartulary.command.order.OrderRejection.EMPTY_ORDER;
import static io.cartulary.command.order.OrderRejection.REFUND_EXCEEDS_LINE;
import static io.cartulary.command.order.OrderRejection.REFUND_EXCEEDS_TOTAL;
import static io.cartulary.command.order.OrderRejection.TOTALS_DISAGREE;
import static io.cartulary.command.order.OrderRejection.UNKNOWN_LINE;
import static io.cartulary.command.order.Orders.BOWL;
import static io.cartulary.command.order.Orders.CART;
import static io.cartulary.command.order.Orders.CONFIRMED;
import static io.cartulary.command.order.Orders.CUSTOMER;
import static io.cartulary.command.order.Orders.FREE;
import static io.cartulary.command.order.Orders.LINES;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.NUMBER;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.PLACED;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.cancelled;
import static io.cartulary.command.order.Orders.euros;
import static io.cartulary.command.order.Orders.line;
import static io.cartulary.command.order.Orders.place;
import static io.cartulary.command.order.Orders.placed;
import static io.cartulary.events.order.OrderEvent.CancellationReason.CUSTOMER_REQUEST;
import static io.cartulary.events.order.OrderEvent.CancellationReason.PAYMENT_TIMED_OUT;
import static io.cartulary.events.order.OrderEvent.CancellationReason.STAFF_REQUEST;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartulary.command.StateTable;
import io.cartulary.command.order.OrderCommand.CancelOrder;
import io.cartulary.command.order.OrderCommand.ConfirmOrder;
import io.cartulary.command.order.OrderCommand.ReadOrder;
import io.cartulary.command.order.OrderCommand.RecordDelivery;
import io.cartulary.command.order.OrderCommand.RecordOrderRefund;
import io.cartulary.command.order.OrderCommand.RecordPastOrder;
import io.cartulary.command.order.OrderCommand.RecordPastRefund;
import io.cartulary.command.order.OrderCommand.ShipOrder;
import io.cartulary.command.order.OrderCommand.StartProcessing;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.OrderCancelled;
import io.cartulary.events.order.OrderEvent.OrderConfirmed;
import io.cartulary.events.order.OrderEvent.OrderDelivered;
import io.cartulary.events.order.OrderEvent.OrderPlaced;
import io.cartulary.events.order.OrderEvent.OrderProcessingStarted;
import io.cartulary.events.order.OrderEvent.OrderRefunded;
import io.cartulary.events.order.OrderEvent.OrderShipped;
import io.cartulary.events.order.OrderEvent.PastOrderRecorded;
import io.cartulary.events.order.OrderEvent.PastRefundRecorded;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderTotals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTest {

    private static final OrderProcessingStarted PROCESSING = new OrderProcessingStarted(ORDER);
    private static final OrderShipped SHIPPED = new OrderShipped(ORDER, "DHL", "T-1", NOON);
    private static final OrderDelivered DELIVERED = new OrderDelivered(ORDER, NOON);
    private static final PastOrderRecorded PAST =
            new PastOrderRecorded(ORDER, "536365", CUSTOMER, "GB", LINES, TOTALS, NOON);

    private final AggregateTestFixture<Order> order = new AggregateTestFixture<>(Order.class);

    @Nested
    class Placing {
        @Test
        void answers_what_the_order_costs_and_where_it_stands() {
            order.givenNoPriorActivity()
                    .when(place(LINES, TOTALS))
                    .expectEvents(PLACED)
                    .expectResultMessagePayload(
                            new OrderSummary(
                                    ORDER, NUMBER, TOTALS, OrderStatus.PENDING, CART, PAYMENT));
        }

        @Test
        void again_answers_the_first_placement() {
            order.given(PLACED)
                    .when(place(List.of(), FREE))
                    .expectNoEvents()
                    .expectResultMessagePayload(
                            new OrderSummary(
                                    ORDER, NUMBER, TOTALS, OrderStatus.PENDING, CART, PAYMENT));
        }

        @Test
        void needs_a_line() {
            order.givenNoPriorActivity()
                    .when(place(List.of(), FREE))
                    .expectNoEvents()
                    .expectExceptionDetails(EMPTY_ORDER);
        }

        @Test
        void is_refused_when_the_subtotal_is_not_that_of_the_lines() {
            order.givenNoPriorActivity()
                    .when(place(LINES.subList(0, 1), TOTALS))
                    .expectNoEvents()
                    .expectExceptionDetails(TOTALS_DISAGREE);
        }
    }

    @Nested
    class Cancelling {
        @Test
        void before_payment_brings_no_money_back() {
            order.given(PLACED)
                    .when(new CancelOrder(ORDER, CUSTOMER_REQUEST))
                    .expectEvents(cancelled(CUSTOMER_REQUEST, null, false));
        }

        @Test
        void after_payment_brings_it_back() {
            order.given(PLACED, CONFIRMED, PROCESSING)
                    .when(new CancelOrder(ORDER, STAFF_REQUEST))
                    .expectEvents(cancelled(STAFF_REQUEST, null, true));
        }

        @Test
        void a_confirmed_order_that_cost_nothing_brings_no_money_back() {
            order.given(placed(LINES, FREE, null), CONFIRMED)
                    .when(new CancelOrder(ORDER, CUSTOMER_REQUEST))
                    .expectEvents(cancelled(CUSTOMER_REQUEST, null, false));
        }
    }

    @Nested
    class Shipping {
        @Test
        void again_under_another_number_is_refused() {
            order.given(PLACED, CONFIRMED, PROCESSING, SHIPPED)
                    .when(new ShipOrder(ORDER, "DHL", "T-2", NOON))
                    .expectNoEvents()
                    .expectExceptionDetails(ALREADY_SHIPPED);
        }
    }

    @Nested
    class Refunding {
        @Test
        void told_twice_changes_nothing() {
            order.given(PLACED, CONFIRMED, new OrderRefunded(ORDER, euros("5"), euros("5")))
                    .when(new RecordOrderRefund(ORDER, PAYMENT, euros("5"), euros("5")))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void more_than_the_order_cost_is_refused() {
            order.given(PLACED, CONFIRMED)
                    .when(new RecordOrderRefund(ORDER, PAYMENT, euros("34.51"), euros("34.51")))
                    .expectNoEvents()
                    .expectExceptionDetails(REFUND_EXCEEDS_TOTAL);
        }
    }

    @Nested
    class RecordingPastOrders {
        @Test
        void is_refused_when_it_was_recorded_at_another_price() {
            order.given(PAST)
                    .when(
                            new RecordPastOrder(
                                    ORDER, "536365", CUSTOMER, "GB", List.of(), FREE, NOON))
                    .expectNoEvents()
                    .expectExceptionDetails(OrderRejection.PAST_ORDER_DIFFERS);
        }
    }

    @Nested
    class RefundingPastOrders {
        @Test
        void adds_up_what_came_back() {
            order.given(PAST, pastRefund("C1", refunded(1, MUG, 1, "10.80")))
                    .when(
                            new RecordPastRefund(
                                    ORDER,
                                    "C2",
                                    List.of(
                                            refunded(1, MUG, 1, "10.80"),
                                            refunded(2, BOWL, 1, "9.60")),
                                    NOON))
                    .expectEvents(
                            new PastRefundRecorded(
                                    ORDER,
                                    "C2",
                                    CUSTOMER,
                                    List.of(
                                            refunded(1, MUG, 1, "10.80"),
                                            refunded(2, BOWL, 1, "9.60")),
                                    euros("20.40"),
                                    euros("31.20"),
                                    NOON));
        }

        @Test
        void more_pieces_than_are_left_is_refused() {
            order.given(PAST, pastRefund("C1", refunded(1, MUG, 1, "1.00")))
                    .when(refund("C2", refunded(1, MUG, 2, "1.00")))
                    .expectNoEvents()
                    .expectExceptionDetails(REFUND_EXCEEDS_LINE);
        }

        @Test
        void more_pieces_than_are_left_in_two_parts_is_refused() {
            order.given(PAST)
                    .when(
                            new RecordPastRefund(
                                    ORDER,
                                    "C1",
                                    List.of(
                                            refunded(2, BOWL, 1, "1.00"),
                                            refunded(2, BOWL, 1, "1.00")),
                                    NOON))
                    .expectNoEvents()
                    .expectExceptionDetails(REFUND_EXCEEDS_LINE);
        }

        @Test
        void more_money_than_the_line_cost_is_refused() {
            order.given(PAST)
                    .when(refund("C1", refunded(1, MUG, 1, "21.61")))
                    .expectNoEvents()
                    .expectExceptionDetails(REFUND_EXCEEDS_LINE);
        }

        @Test
        void of_a_line_that_was_not_bought_is_refused() {
            order.given(PAST)
                    .when(refund("C1", refunded(1, BOWL, 1, "1.00")))
                    .expectNoEvents()
                    .expectExceptionDetails(UNKNOWN_LINE);
        }

        @Test
        void under_a_known_reference_changes_nothing() {
            order.given(PAST, pastRefund("C1", refunded(1, MUG, 1, "10.80")))
                    .when(refund("C1", refunded(1, MUG, 1, "10.80")))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void without_lines_is_nonsense() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RecordPastRefund(ORDER, "C1", List.of(), NOON));
        }

        @Test
        void may_name_one_sku_on_two_lines() {
            var twice =
                    List.of(
                            line(1, MUG, 1, "5.00", "0", "0", "5.00"),
                            line(2, MUG, 1, "4.00", "0", "0", "4.00"));
            var zero = euros("0");
            order.given(
                            new PastOrderRecorded(
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
    }

    private static final StateTable TABLE =
            new StateTable(states(), commands(), OrderTest::stateOf);

    static Stream<Arguments> everyCommandInEveryState() {
        return TABLE.everyCommandInEveryState();
    }

    @ParameterizedTest(name = "{0} + {1}")
    @MethodSource("everyCommandInEveryState")
    void does_what_the_table_says(String state, String command) {
        TABLE.check(order, "order", "Order", state, command);
    }

    private static Map<String, List<?>> states() {
        var states = new LinkedHashMap<String, List<?>>();
        states.put("missing", List.of());
        states.put("pending", List.of(PLACED));
        states.put("confirmed", List.of(PLACED, CONFIRMED));
        states.put("processing", List.of(PLACED, CONFIRMED, PROCESSING));
        states.put("shipped", List.of(PLACED, CONFIRMED, PROCESSING, SHIPPED));
        states.put("delivered", List.of(PLACED, CONFIRMED, PROCESSING, SHIPPED, DELIVERED));
        states.put("cancelled", List.of(PLACED, cancelled(CUSTOMER_REQUEST, null, false)));
        states.put("past", List.of(PAST));
        return states;
    }

    private static Map<String, Object> commands() {
        var commands = new LinkedHashMap<String, Object>();
        commands.put("PlaceOrder", place(LINES, TOTALS));
        commands.put(
                "RecordPastOrder",
                new RecordPastOrder(ORDER, "536365", CUSTOMER, "GB", LINES, TOTALS, NOON));
        commands.put("ReadOrder", new ReadOrder(ORDER));
        commands.put("ConfirmOrder", new ConfirmOrder(ORDER, PAYMENT));
        commands.put("CancelOrder", new CancelOrder(ORDER, CUSTOMER_REQUEST));
        commands.put("CancelOrderBySaga", new CancelOrder(ORDER, PAYMENT_TIMED_OUT));
        commands.put("StartProcessing", new StartProcessing(ORDER));
        commands.put("ShipOrder", new ShipOrder(ORDER, "DHL", "T-1", NOON));
        commands.put("RecordDelivery", new RecordDelivery(ORDER, NOON));
        commands.put(
                "RecordOrderRefund",
                new RecordOrderRefund(ORDER, PAYMENT, euros("5.00"), euros("5.00")));
        commands.put("RecordPastRefund", refund("C1", refunded(1, MUG, 1, "10.80")));
        return commands;
    }

    private static String stateOf(List<?> events) {
        var states = new ArrayList<String>();
        for (var event : events) {
            switch ((OrderEvent) event) {
                case OrderPlaced _ -> states.add("pending");
                case OrderConfirmed _ -> states.add("confirmed");
                case OrderProcessingStarted _ -> states.add("processing");
                case OrderShipped _ -> states.add("shipped");
                case OrderDelivered _ -> states.add("delivered");
                case OrderCancelled _ -> states.add("cancelled");
                case PastOrderRecorded _ -> states.add("past");
                case OrderRefunded _, PastRefundRecorded _ -> {}
            }
        }
        return states.getLast();
    }

    private static RefundedLine refunded(int line, Sku sku, int quantity, String amount) {
        return new RefundedLine(line, sku, quantity, euros(amount));
    }

    private static RecordPastRefund refund(String reference, RefundedLine line) {
        return new RecordPastRefund(ORDER, reference, List.of(line), NOON);
    }

    private static PastRefundRecorded pastRefund(String reference, RefundedLine line) {
        return new PastRefundRecorded(
                ORDER, reference, CUSTOMER, List.of(line), line.amount(), line.amount(), NOON);
    }
}
