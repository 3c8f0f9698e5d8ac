package io.cartulary.command.order;

import static io.cartulary.command.order.EditBuilder.ADDED;
import static io.cartulary.command.order.EditBuilder.EDIT;
import static io.cartulary.command.order.EditBuilder.edit;
import static io.cartulary.command.order.OrderRejection.*;
import static io.cartulary.command.order.OrderSteps.APPROVED;
import static io.cartulary.command.order.OrderSteps.ARRIVED;
import static io.cartulary.command.order.OrderSteps.ASKED;
import static io.cartulary.command.order.OrderSteps.BERLIN;
import static io.cartulary.command.order.OrderSteps.DELIVERED;
import static io.cartulary.command.order.OrderSteps.DISPATCHED_ONE;
import static io.cartulary.command.order.OrderSteps.EDIT_ASKED;
import static io.cartulary.command.order.OrderSteps.EDIT_MADE;
import static io.cartulary.command.order.OrderSteps.MORE;
import static io.cartulary.command.order.OrderSteps.MUGS;
import static io.cartulary.command.order.OrderSteps.ON_ITS_WAY;
import static io.cartulary.command.order.OrderSteps.OTHER_PARCEL;
import static io.cartulary.command.order.OrderSteps.PACKED;
import static io.cartulary.command.order.OrderSteps.PARCEL;
import static io.cartulary.command.order.OrderSteps.PROCESSING;
import static io.cartulary.command.order.OrderSteps.RECEIVED;
import static io.cartulary.command.order.OrderSteps.RETURN;
import static io.cartulary.command.order.OrderSteps.SHIPPED;
import static io.cartulary.command.order.OrderSteps.cancelLines;
import static io.cartulary.command.order.OrderSteps.held;
import static io.cartulary.command.order.OrderSteps.insteadOfMugs;
import static io.cartulary.command.order.OrderSteps.linesCancelled;
import static io.cartulary.command.order.OrderSteps.refunded;
import static io.cartulary.command.order.OrderSteps.summary;
import static io.cartulary.command.order.OrderSteps.with;
import static io.cartulary.command.order.Orders.BOWL;
import static io.cartulary.command.order.Orders.CONFIRMED;
import static io.cartulary.command.order.Orders.CUSTOMER;
import static io.cartulary.command.order.Orders.LINES;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.PLACED;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.ZERO;
import static io.cartulary.command.order.Orders.euros;
import static io.cartulary.command.order.Orders.line;
import static io.cartulary.command.order.Orders.placed;
import static io.cartulary.events.order.OrderEvent.CancellationReason.CUSTOMER_REQUEST;
import static io.cartulary.events.order.OrderEvent.CancellationReason.STAFF_REQUEST;

import io.cartulary.command.StateTable;
import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.pricing.Destination;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderEditTest {

    private final AggregateTestFixture<Order> order = new AggregateTestFixture<>(Order.class);

    @Nested
    class CancellingLines {
        @Test
        void takes_their_price_off() {
            order.given(PLACED, CONFIRMED)
                    .when(cancelLines("a", 1, 1))
                    .expectEvents(linesCancelled("a", 1, MUG, "10.80", "23.70"));
        }

        @Test
        void told_twice_changes_nothing() {
            order.given(PLACED, CONFIRMED, linesCancelled("a", 1, MUG, "10.80", "23.70"))
                    .when(cancelLines("a", 1, 1))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void of_all_that_is_left_cancels_the_order_and_gives_its_coupon_back() {
            order.given(
                            placed(LINES, TOTALS, Orders.COUPON),
                            CONFIRMED,
                            linesCancelled("a", 1, MUG, "10.80", "23.70"))
                    .when(
                            new CancelLines(
                                    ORDER,
                                    "b",
                                    List.of(new WantedPieces(1, 1), new WantedPieces(2, 1)),
                                    STAFF_REQUEST))
                    .expectEvents(
                            new OrderCancelled(
                                    ORDER,
                                    CUSTOMER,
                                    CUSTOMER,
                                    STAFF_REQUEST,
                                    List.of(new SkuQuantity(BOWL, 1), new SkuQuantity(MUG, 1)),
                                    List.of(),
                                    List.of(Orders.COUPON),
                                    PAYMENT,
                                    true));
        }

        @Test
        void of_all_that_had_not_left_ships_the_order() {
            order.given(
                            PLACED,
                            CONFIRMED,
                            PROCESSING,
                            new ShipmentPacked(ORDER, PARCEL, List.of(MUGS), Fulfilment.PARTIAL),
                            DISPATCHED_ONE)
                    .when(cancelLines("a", 2, 1))
                    .expectEvents(
                            new OrderLinesCancelled(
                                    ORDER,
                                    "a",
                                    STAFF_REQUEST,
                                    List.of(refunded(2, BOWL, 1, "9.60")),
                                    held(BOWL, 1),
                                    PAYMENT,
                                    euros("9.60"),
                                    euros("24.90"),
                                    Fulfilment.SHIPPED),
                            SHIPPED);
        }
    }

    @Nested
    class Changing {
        @Test
        void asks_for_the_difference() {
            order.given(PLACED, CONFIRMED)
                    .when(insteadOfMugs(1))
                    .expectEvents(EDIT_ASKED)
                    .expectResultMessagePayload(
                            new EditSummary(EDIT, euros("1.20"), ZERO, PaymentId.of(EDIT)));
        }

        @Test
        void asks_for_nothing_when_the_order_costs_less() {
            order.given(PLACED, CONFIRMED)
                    .when(insteadOfMugs(2))
                    .expectResultMessagePayload(new EditSummary(EDIT, ZERO, euros("9.60"), null));
        }

        @Test
        void without_a_payment_is_refused_when_the_order_costs_more() {
            order.given(PLACED, CONFIRMED)
                    .when(edit().withoutPayment().request())
                    .expectNoEvents()
                    .expectExceptionDetails(OrderRejection.PAYMENT_MISSING);
        }

        @Test
        void with_prices_that_contain_the_tax_is_refused_for_an_order_without() {
            order.given(PLACED, CONFIRMED)
                    .when(edit().taxIncluded().request())
                    .expectNoEvents()
                    .expectExceptionDetails(OrderRejection.TAXED_OTHERWISE);
        }

        @Test
        void takes_the_pieces_out_and_puts_the_others_in() {
            order.given(PLACED, CONFIRMED, EDIT_ASKED)
                    .when(new AcceptEdit(ORDER, EDIT))
                    .expectEvents(
                            new OrderLinesCancelled(
                                    ORDER,
                                    "edit-1",
                                    STAFF_REQUEST,
                                    List.of(refunded(1, MUG, 1, "10.80")),
                                    held(MUG, 1),
                                    PAYMENT,
                                    ZERO,
                                    euros("23.70"),
                                    Fulfilment.UNFULFILLED),
                            EDIT_MADE);
        }

        @Test
        void keeps_what_it_added_apart_from_what_was_ordered() {
            order.given(PLACED, CONFIRMED, EDIT_ASKED, EDIT_MADE)
                    .when(new CancelOrder(ORDER, STAFF_REQUEST))
                    .expectEvents(
                            new OrderCancelled(
                                    ORDER,
                                    CUSTOMER,
                                    CUSTOMER,
                                    STAFF_REQUEST,
                                    Orders.PIECES,
                                    List.of(
                                            new HeldPieces(
                                                    EDIT.holder(),
                                                    List.of(new SkuQuantity(BOWL, 1)))),
                                    List.of(),
                                    PAYMENT,
                                    true));
        }

        @Test
        void is_dropped_when_the_pieces_were_packed_meanwhile() {
            order.given(PLACED, CONFIRMED, EDIT_ASKED, PROCESSING, PACKED)
                    .when(new AcceptEdit(ORDER, EDIT))
                    .expectEvents(
                            new OrderEditDropped(
                                    ORDER,
                                    EDIT,
                                    EditDropReason.OVERTAKEN,
                                    List.of(new SkuQuantity(BOWL, 1))));
        }

        @Test
        void is_dropped_when_a_piece_of_the_line_was_cancelled_for_another_price_meanwhile() {
            var three = List.of(line(1, MUG, 3, "3.34", "0.02", "0", "10.00"));
            var totals = new OrderTotals(euros("10.02"), euros("0.02"), ZERO, ZERO, euros("10.00"));
            order.given(
                            placed(three, totals, null),
                            CONFIRMED,
                            edit().insteadOfMugs(1, "3.33").requested(),
                            linesCancelled("a", 1, MUG, "3.33", "6.67"))
                    .when(new AcceptEdit(ORDER, EDIT))
                    .expectEvents(
                            new OrderEditDropped(
                                    ORDER,
                                    EDIT,
                                    EditDropReason.OVERTAKEN,
                                    List.of(new SkuQuantity(BOWL, 1))));
        }

        @Test
        void counts_refunds_of_every_payment() {
            order.given(
                            PLACED,
                            CONFIRMED,
                            EDIT_ASKED,
                            EDIT_MADE,
                            new OrderRefunded(ORDER, PAYMENT, euros("34.50"), euros("34.50")))
                    .when(new RecordOrderRefund(ORDER, PaymentId.of(EDIT), euros("1.20")))
                    .expectEvents(
                            new OrderRefunded(
                                    ORDER, PaymentId.of(EDIT), euros("1.20"), euros("35.70")));
        }

        @Test
        void of_more_than_was_ever_paid_is_refused() {
            order.given(
                            PLACED,
                            CONFIRMED,
                            EDIT_ASKED,
                            EDIT_MADE,
                            new OrderRefunded(ORDER, PAYMENT, euros("34.50"), euros("34.50")))
                    .when(new RecordOrderRefund(ORDER, PaymentId.of(EDIT), euros("1.21")))
                    .expectNoEvents()
                    .expectExceptionDetails(REFUND_EXCEEDS_TOTAL);
        }

        @Test
        void tells_by_which_payment_an_open_change_is_to_be_paid() {
            order.given(PLACED, CONFIRMED, EDIT_ASKED)
                    .when(new ReadOrder(ORDER))
                    .expectResultMessagePayload(
                            summary(OrderState.CONFIRMED, PaymentId.of(EDIT), null, false));
        }

        @Test
        void keeps_the_attempt_that_paid_a_change() {
            var second = new PaymentId("payment-change-2");
            order.given(PLACED, CONFIRMED, EDIT_ASKED)
                    .andGivenCommands(new AcceptEdit(ORDER, EDIT, second))
                    .when(new ReadAccount(ORDER))
                    .expectResultMessagePayload(
                            new OrderAccount(
                                    CUSTOMER,
                                    new Destination("DE"),
                                    List.of(PAYMENT, second),
                                    euros("35.70"),
                                    ZERO));
        }

        @Test
        void tells_every_payment_and_what_is_due() {
            order.given(PLACED, CONFIRMED, EDIT_ASKED, EDIT_MADE)
                    .when(new ReadAccount(ORDER))
                    .expectResultMessagePayload(
                            new OrderAccount(
                                    CUSTOMER,
                                    new Destination("DE"),
                                    List.of(PAYMENT, PaymentId.of(EDIT)),
                                    euros("35.70"),
                                    ZERO));
        }
    }

    @Nested
    class Exchanging {
        private static final EditBuilder EXCHANGE =
                edit().inExchange(RETURN, 1, 1, "21.60").withoutPayment();
        private static final OrderEditRequested ASKED_FOR = EXCHANGE.requested();
        private static final OrderLinesAdded EXCHANGED =
                new OrderLinesAdded(
                        ORDER,
                        EDIT,
                        List.of(ADDED),
                        null,
                        ZERO,
                        MORE,
                        euros("24.90"),
                        TOTALS.total(),
                        Fulfilment.PARTIAL);

        @Test
        void of_goods_that_cost_less_asks_for_nothing() {
            order.given(with(ON_ITS_WAY, ARRIVED, DELIVERED, ASKED, APPROVED))
                    .when(EXCHANGE.request())
                    .expectEvents(ASKED_FOR)
                    .expectResultMessagePayload(new EditSummary(EDIT, ZERO, euros("9.60"), null));
        }

        @Test
        void of_a_return_that_is_not_approved_is_refused() {
            order.given(with(ON_ITS_WAY, ASKED))
                    .when(EXCHANGE.request())
                    .expectNoEvents()
                    .expectExceptionDetails(OrderRejection.RETURN_NOT_APPROVED);
        }

        @Test
        void pays_back_the_difference_and_opens_the_order_again() {
            order.given(with(ON_ITS_WAY, ARRIVED, DELIVERED, ASKED, APPROVED, ASKED_FOR))
                    .when(new AcceptEdit(ORDER, EDIT))
                    .expectEvents(
                            new ReturnReceived(
                                    ORDER,
                                    RETURN,
                                    List.of(new ReceivedLine(1, MUG, 1, 1, euros("21.60"), BERLIN)),
                                    PAYMENT,
                                    euros("9.60"),
                                    euros("12.90"),
                                    NOON),
                            EXCHANGED);
        }

        @Test
        void is_dropped_when_the_goods_were_received_meanwhile() {
            order.given(with(ON_ITS_WAY, ASKED, APPROVED, ASKED_FOR, RECEIVED))
                    .when(new AcceptEdit(ORDER, EDIT))
                    .expectEvents(
                            new OrderEditDropped(
                                    ORDER,
                                    EDIT,
                                    EditDropReason.OVERTAKEN,
                                    List.of(new SkuQuantity(BOWL, 1))));
        }

        @Test
        void lets_the_new_pieces_be_packed_and_shipped() {
            order.given(
                            with(
                                    ON_ITS_WAY,
                                    ARRIVED,
                                    DELIVERED,
                                    ASKED,
                                    APPROVED,
                                    ASKED_FOR,
                                    RECEIVED,
                                    EXCHANGED))
                    .when(new PackShipment(ORDER, OTHER_PARCEL, List.of(), List.of()))
                    .expectEvents(
                            new ShipmentPacked(
                                    ORDER,
                                    OTHER_PARCEL,
                                    List.of(new LinePieces(3, BOWL, 1)),
                                    Fulfilment.FULFILLED));
        }
    }

    static final StateTable EDITS =
            new StateTable(editStates(), editCommands(), OrderEditTest::editStateOf);

    @Test
    void does_with_a_change_what_the_table_says() {
        EDITS.check(() -> new AggregateTestFixture<>(Order.class), "order", "Edit");
    }

    private static Map<String, List<?>> editStates() {
        var states = new LinkedHashMap<String, List<?>>();
        states.put("not asked for", List.of(PLACED, CONFIRMED));
        states.put("open", List.of(PLACED, CONFIRMED, EDIT_ASKED));
        states.put("made", List.of(PLACED, CONFIRMED, EDIT_ASKED, EDIT_MADE));
        states.put(
                "dropped",
                List.of(
                        PLACED,
                        CONFIRMED,
                        EDIT_ASKED,
                        new OrderEditDropped(ORDER, EDIT, EditDropReason.OUT_OF_STOCK, List.of())));
        return states;
    }

    private static Map<String, Object> editCommands() {
        var commands = new LinkedHashMap<String, Object>();
        commands.put("RequestEdit", insteadOfMugs(1));
        commands.put("AnotherEdit", edit().named("edit-2").insteadOfMugs(1, "10.80").request());
        commands.put("AcceptEdit", new AcceptEdit(ORDER, EDIT));
        commands.put("DropEdit", new DropEdit(ORDER, EDIT, EditDropReason.OUT_OF_STOCK));
        commands.put("CancelOrder", new CancelOrder(ORDER, CUSTOMER_REQUEST));
        return commands;
    }

    private static String editStateOf(List<?> events) {
        var state = "not asked for";
        for (var event : events) {
            switch ((OrderEvent) event) {
                case OrderEditRequested _ -> state = "open";
                case OrderLinesAdded _ -> state = "made";
                case OrderEditDropped _ -> state = "dropped";
                default -> {
                    /* of the order */
                }
            }
        }
        return state;
    }
}
