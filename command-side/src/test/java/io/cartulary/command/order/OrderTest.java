package io.cartulary.command.order;

import static io.cartulary.command.order.EditBuilder.EDIT;
import static io.cartulary.command.order.OrderRejection.*;
import static io.cartulary.command.order.OrderSteps.ARRIVED;
import static io.cartulary.command.order.OrderSteps.DELIVERED;
import static io.cartulary.command.order.OrderSteps.DISPATCHED_ONE;
import static io.cartulary.command.order.OrderSteps.HELD;
import static io.cartulary.command.order.OrderSteps.LOST;
import static io.cartulary.command.order.OrderSteps.ONE_MUG;
import static io.cartulary.command.order.OrderSteps.ON_ITS_WAY;
import static io.cartulary.command.order.OrderSteps.OTHER_PARCEL;
import static io.cartulary.command.order.OrderSteps.PACKED;
import static io.cartulary.command.order.OrderSteps.PACKED_ONE;
import static io.cartulary.command.order.OrderSteps.PARCEL;
import static io.cartulary.command.order.OrderSteps.PROCESSING;
import static io.cartulary.command.order.OrderSteps.REPAYMENT;
import static io.cartulary.command.order.OrderSteps.cancelLines;
import static io.cartulary.command.order.OrderSteps.held;
import static io.cartulary.command.order.OrderSteps.insteadOfMugs;
import static io.cartulary.command.order.OrderSteps.repay;
import static io.cartulary.command.order.OrderSteps.requestReturn;
import static io.cartulary.command.order.OrderSteps.summary;
import static io.cartulary.command.order.OrderSteps.with;
import static io.cartulary.command.order.Orders.BOWL;
import static io.cartulary.command.order.Orders.CONFIRMED;
import static io.cartulary.command.order.Orders.CUSTOMER;
import static io.cartulary.command.order.Orders.FREE;
import static io.cartulary.command.order.Orders.LINES;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.PLACED;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.cancelled;
import static io.cartulary.command.order.Orders.euros;
import static io.cartulary.command.order.Orders.place;
import static io.cartulary.command.order.Orders.placed;
import static io.cartulary.command.refusal.GeneralRejection.NOT_FOUND;
import static io.cartulary.events.order.OrderEvent.CancellationReason.CUSTOMER_REQUEST;
import static io.cartulary.events.order.OrderEvent.CancellationReason.PAYMENT_TIMED_OUT;
import static io.cartulary.events.order.OrderEvent.CancellationReason.STAFF_REQUEST;

import io.cartulary.command.StateTable;
import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderTest {

    private final AggregateTestFixture<Order> order = new AggregateTestFixture<>(Order.class);

    @Nested
    class Placing {
        @Test
        void answers_what_the_order_costs_and_where_it_stands() {
            order.givenNoPriorActivity()
                    .when(place(LINES, TOTALS))
                    .expectEvents(PLACED)
                    .expectResultMessagePayload(summary(OrderState.PENDING));
        }

        @Test
        void again_answers_the_first_placement() {
            order.given(PLACED)
                    .when(place(List.of(), FREE))
                    .expectNoEvents()
                    .expectResultMessagePayload(summary(OrderState.PENDING));
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
    class That_waits_for_stock {
        private static final List<HeldPieces> ONE_MUG = held(MUG, 1);

        @Test
        void says_what_is_open_and_who_holds_it() {
            order.given(PLACED, CONFIRMED, PROCESSING)
                    .when(new ReadOpenPieces(ORDER))
                    .expectResultMessagePayload(
                            new OpenPieces(
                                    List.of(
                                            new HeldPieces(
                                                    ORDER,
                                                    List.of(
                                                            new SkuQuantity(BOWL, 1),
                                                            new SkuQuantity(MUG, 2))))));
        }

        @Test
        void is_packed_with_what_is_there() {
            order.given(PLACED, CONFIRMED, PROCESSING)
                    .when(new PackShipment(ORDER, PARCEL, List.of(), ONE_MUG))
                    .expectEvents(
                            new ShipmentPacked(
                                    ORDER,
                                    PARCEL,
                                    List.of(new LinePieces(1, MUG, 1), new LinePieces(2, BOWL, 1)),
                                    Fulfilment.PARTIAL));
        }

        @Test
        void is_not_packed_with_what_is_yet_to_come() {
            order.given(PLACED, CONFIRMED, PROCESSING)
                    .when(new PackShipment(ORDER, PARCEL, List.of(new WantedPieces(1, 2)), ONE_MUG))
                    .expectNoEvents()
                    .expectExceptionDetails(AWAITING_STOCK);
        }

        @Test
        void is_not_packed_when_nothing_is_there() {
            order.given(PLACED, CONFIRMED, PROCESSING)
                    .andGivenCommands(cancelLines("a", 2, 1))
                    .when(new PackShipment(ORDER, PARCEL, List.of(), held(MUG, 2)))
                    .expectNoEvents()
                    .expectExceptionDetails(AWAITING_STOCK);
        }

        @Test
        void does_not_leave_as_a_whole() {
            order.given(PLACED, CONFIRMED, PROCESSING)
                    .when(new ShipOrder(ORDER, "DHL", "T-1", ONE_MUG, NOON))
                    .expectNoEvents()
                    .expectExceptionDetails(AWAITING_STOCK);
        }
    }

    @Nested
    class Of_another_system {
        private static final OrderImported IMPORTED =
                new OrderImported(ORDER, "536365", CUSTOMER, "GB", LINES, TOTALS, NOON);

        @Test
        void is_only_kept() {
            order.given(IMPORTED)
                    .when(new CancelOrder(ORDER, CancellationReason.STAFF_REQUEST))
                    .expectNoEvents()
                    .expectExceptionDetails(IMPORTED_ORDER);
        }

        @Test
        void is_not_placed_on_top() {
            order.given(IMPORTED)
                    .when(place(LINES, TOTALS))
                    .expectNoEvents()
                    .expectExceptionDetails(IMPORTED_ORDER);
        }

        @Test
        void is_no_order_of_a_shopper() {
            order.given(IMPORTED)
                    .when(new ReadOrder(ORDER))
                    .expectNoEvents()
                    .expectExceptionDetails(NOT_FOUND);
        }
    }

    @Nested
    class Refunding {
        @Test
        void told_twice_changes_nothing() {
            order.given(
                            PLACED,
                            CONFIRMED,
                            new OrderRefunded(ORDER, PAYMENT, euros("5"), euros("5")))
                    .when(new RecordOrderRefund(ORDER, PAYMENT, euros("5")))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        /// Another payment may still take its place.
        @Test
        void of_a_payment_that_has_not_confirmed_the_order_changes_nothing() {
            order.given(PLACED)
                    .when(new RecordOrderRefund(ORDER, PAYMENT, euros("34.50")))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void of_a_replaced_payment_does_not_count_for_the_one_that_paid() {
            var replacement = new PaymentId("payment-2");
            var confirmed = new OrderConfirmed(ORDER, CUSTOMER, replacement, Orders.PIECES);
            order.given(PLACED, confirmed)
                    .when(new RecordOrderRefund(ORDER, PAYMENT, euros("34.50")))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            order.given(PLACED, confirmed)
                    .when(new RecordOrderRefund(ORDER, replacement, euros("5")))
                    .expectEvents(new OrderRefunded(ORDER, replacement, euros("5"), euros("5")));
        }

        @Test
        void of_what_came_after_the_end_is_recorded() {
            var replacement = new PaymentId("payment-2");
            order.given(PLACED, cancelled(CancellationReason.PAYMENT_TIMED_OUT, null, false))
                    .when(new RecordOrderRefund(ORDER, replacement, euros("34.50")))
                    .expectEvents(
                            new OrderRefunded(ORDER, replacement, euros("34.50"), euros("34.50")));
        }

        @Test
        void more_than_the_order_cost_is_refused() {
            order.given(PLACED, CONFIRMED)
                    .when(new RecordOrderRefund(ORDER, PAYMENT, euros("34.51")))
                    .expectNoEvents()
                    .expectExceptionDetails(REFUND_EXCEEDS_TOTAL);
        }
    }

    private static final StateTable TABLE =
            new StateTable(states(), commands(), OrderTest::stateOf);

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(
                OrderCommand.class,
                Set.of(CheckOut.class, RefundOrder.class),
                TABLE,
                OrderEditTest.EDITS,
                OrderReturnTest.RETURNS);
    }

    @Test
    void does_what_the_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(Order.class), "order", "Order");
    }

    private static Map<String, List<?>> states() {
        var states = new LinkedHashMap<String, List<?>>();
        states.put("missing", List.of());
        states.put("pending", List.of(PLACED));
        states.put("confirmed", List.of(PLACED, CONFIRMED));
        states.put("processing", List.of(PLACED, CONFIRMED, PROCESSING));
        states.put("packed", List.of(PLACED, CONFIRMED, PROCESSING, PACKED));
        states.put("unpaid", List.of(PLACED, CONFIRMED, PROCESSING, PACKED, LOST));
        states.put("on hold", List.of(PLACED, CONFIRMED, PROCESSING, PACKED, HELD));
        states.put(
                "partly shipped",
                List.of(PLACED, CONFIRMED, PROCESSING, PACKED_ONE, DISPATCHED_ONE));
        states.put("shipped", ON_ITS_WAY);
        states.put("delivered", with(ON_ITS_WAY, ARRIVED, DELIVERED));
        states.put("cancelled", List.of(PLACED, cancelled(CUSTOMER_REQUEST, null, false)));
        return states;
    }

    private static Map<String, Object> commands() {
        var commands = new LinkedHashMap<String, Object>();
        commands.put("PlaceOrder", place(LINES, TOTALS));
        commands.put("ReadOrder", new ReadOrder(ORDER));
        commands.put("ReadAccount", new ReadAccount(ORDER));
        commands.put("RequestEdit", insteadOfMugs(1));
        commands.put("AcceptEdit", new AcceptEdit(ORDER, EDIT));
        commands.put("DropEdit", new DropEdit(ORDER, EDIT, EditDropReason.OUT_OF_STOCK));
        commands.put("ConfirmOrder", new ConfirmOrder(ORDER, PAYMENT));
        commands.put("CancelOrder", new CancelOrder(ORDER, CUSTOMER_REQUEST));
        commands.put("CancelOrderBySaga", new CancelOrder(ORDER, PAYMENT_TIMED_OUT));
        commands.put("StartProcessing", new StartProcessing(ORDER));
        commands.put("ReadOpenPieces", new ReadOpenPieces(ORDER));
        commands.put("PackShipment", new PackShipment(ORDER, OTHER_PARCEL, List.of(), List.of()));
        commands.put("UnpackShipment", new UnpackShipment(ORDER, PARCEL));
        commands.put("DispatchShipment", new DispatchShipment(ORDER, PARCEL, "DHL", "T-1", NOON));
        commands.put("CorrectTracking", new CorrectTracking(ORDER, PARCEL, "DHL", "T-9"));
        commands.put("RecordShipmentDelivery", new RecordShipmentDelivery(ORDER, PARCEL, NOON));
        commands.put("CancelLines", cancelLines("a", 2, 1));
        commands.put("RequestReturn", requestReturn(1));
        commands.put(
                "AddOrderNote",
                new AddOrderNote(ORDER, new NoteId("note-1"), NoteAudience.INTERNAL, "Fragile."));
        commands.put(
                "RequestIntervention",
                new RequestIntervention(
                        ORDER, "a", InterventionReason.STEP_REFUSED, null, "NOT_FOUND"));
        commands.put("RecordLostPayment", new RecordLostPayment(ORDER, PAYMENT));
        commands.put("PutOrderOnHold", new PutOrderOnHold(ORDER, HoldReason.SUSPECTED_FRAUD));
        commands.put("TakeOrderOffHold", new TakeOrderOffHold(ORDER));
        commands.put("RequestRepayment", repay(REPAYMENT));
        commands.put("RecordRepayment", new RecordRepayment(ORDER, REPAYMENT));
        commands.put(
                "DropRepayment",
                new DropRepayment(ORDER, REPAYMENT, RepaymentDropReason.PAYMENT_DECLINED));
        commands.put("AllowUnpaidShipment", new AllowUnpaidShipment(ORDER));
        commands.put("ShipOrder", new ShipOrder(ORDER, "DHL", "T-1", List.of(), NOON));
        commands.put("RecordDelivery", new RecordDelivery(ORDER, NOON));
        commands.put("RecordOrderRefund", new RecordOrderRefund(ORDER, PAYMENT, euros("5.00")));
        return commands;
    }

    private static String stateOf(List<?> events) {
        var states = new ArrayList<String>();
        var unpaid = false;
        var held = false;
        for (var event : events) {
            switch ((OrderEvent) event) {
                case OrderPlaced _ -> states.add("pending");
                case OrderConfirmed _ -> states.add("confirmed");
                case OrderProcessingStarted _ -> states.add("processing");
                case OrderShipped _ -> states.add("shipped");
                case OrderDelivered _ -> states.add("delivered");
                case OrderCancelled _ -> states.add("cancelled");
                case ShipmentPacked _ -> {
                    if (!states.contains("partly shipped")) {
                        states.add("packed");
                    }
                }
                case ShipmentUnpacked _ -> states.add("processing");
                case ShipmentDispatched _ -> states.add("partly shipped");
                case OrderPaymentLost _ -> unpaid = true;
                case UnpaidShipmentAllowed _ -> unpaid = false;
                case OrderPutOnHold _ -> held = true;
                case OrderTakenOffHold _ -> held = false;
                case OrderRefunded _,
                        ShipmentTrackingCorrected _,
                        ShipmentDelivered _,
                        OrderLinesCancelled _,
                        OrderNoteAdded _,
                        InterventionRequested _,
                        OrderEditRequested _,
                        OrderLinesAdded _,
                        OrderEditDropped _,
                        RepaymentRequested _,
                        RepaymentReceived _,
                        RepaymentDropped _,
                        ReturnRequested _,
                        ReturnApproved _,
                        ReturnRefused _,
                        ReturnReceived _ -> {}
            }
        }
        if (states.getLast().equals("cancelled")) {
            return "cancelled";
        }
        return held ? "on hold" : unpaid ? "unpaid" : states.getLast();
    }
}
