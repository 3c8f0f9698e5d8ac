package io.cartulary.command.order;

import static io.cartulary.command.GeneralRejection.NOT_FOUND;
import static io.cartulary.command.order.EditBuilder.ADDED;
import static io.cartulary.command.order.EditBuilder.EDIT;
import static io.cartulary.command.order.EditBuilder.edit;
import static io.cartulary.command.order.OrderRejection.*;
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
import static io.cartulary.command.order.Orders.ZERO;
import static io.cartulary.command.order.Orders.cancelled;
import static io.cartulary.command.order.Orders.euros;
import static io.cartulary.command.order.Orders.line;
import static io.cartulary.command.order.Orders.place;
import static io.cartulary.command.order.Orders.placed;
import static io.cartulary.events.order.OrderEvent.CancellationReason.CUSTOMER_REQUEST;
import static io.cartulary.events.order.OrderEvent.CancellationReason.PAYMENT_TIMED_OUT;
import static io.cartulary.events.order.OrderEvent.CancellationReason.STAFF_REQUEST;

import io.cartulary.command.StateTable;
import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.pricing.Destination;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final WarehouseCode BERLIN = new WarehouseCode("BERLIN");

    private static final OrderProcessingStarted PROCESSING = new OrderProcessingStarted(ORDER);
    private static final ShipmentId PARCEL = ShipmentId.named(ORDER + "/T-1");
    private static final ShipmentId OTHER_PARCEL = new ShipmentId("shipment-2");
    private static final LinePieces MUGS = new LinePieces(1, MUG, 2);
    private static final LinePieces ONE_MUG = new LinePieces(1, MUG, 1);
    private static final LinePieces ONE_BOWL = new LinePieces(2, BOWL, 1);
    private static final ShipmentPacked PACKED =
            new ShipmentPacked(ORDER, PARCEL, List.of(MUGS, ONE_BOWL), Fulfilment.FULFILLED);
    private static final ShipmentDispatched DISPATCHED =
            new ShipmentDispatched(ORDER, PARCEL, "DHL", "T-1", NOON, Fulfilment.SHIPPED);
    private static final OrderShipped SHIPPED = new OrderShipped(ORDER, "DHL", "T-1", NOON);
    private static final ShipmentPacked PACKED_ONE =
            new ShipmentPacked(ORDER, PARCEL, List.of(ONE_MUG), Fulfilment.PARTIAL);
    private static final ShipmentDispatched DISPATCHED_ONE =
            new ShipmentDispatched(ORDER, PARCEL, "DHL", "T-1", NOON, Fulfilment.PARTIAL);
    private static final ShipmentDelivered ARRIVED =
            new ShipmentDelivered(ORDER, PARCEL, NOON, Fulfilment.DELIVERED);
    private static final List<?> ON_ITS_WAY =
            List.of(PLACED, CONFIRMED, PROCESSING, PACKED, DISPATCHED, SHIPPED);
    private static final PaymentId REPAYMENT = new PaymentId("payment-missing-1");
    private static final OrderPutOnHold HELD =
            new OrderPutOnHold(ORDER, HoldReason.SUSPECTED_FRAUD);
    private static final OrderPaymentLost LOST = new OrderPaymentLost(ORDER, PAYMENT);
    private static final OrderTotals MORE =
            new OrderTotals(
                    euros("38.00"), euros("2.00"), euros("3.30"), euros("7.20"), euros("46.50"));
    private static final OrderEditRequested EDIT_ASKED =
            edit().insteadOfMugs(1, "10.80").requested();
    private static final OrderLinesAdded EDIT_MADE =
            new OrderLinesAdded(
                    ORDER,
                    EDIT,
                    List.of(ADDED),
                    PaymentId.of(EDIT),
                    euros("1.20"),
                    MORE,
                    euros("35.70"),
                    euros("35.70"),
                    Fulfilment.UNFULFILLED);
    private static final ReturnId RETURN = new ReturnId("return-1");
    private static final ReturnRequested ASKED =
            new ReturnRequested(ORDER, RETURN, List.of(MUGS), ReturnReason.DAMAGED, null);
    private static final ReturnApproved APPROVED = new ReturnApproved(ORDER, RETURN);
    private static final ReturnReceived RECEIVED =
            new ReturnReceived(
                    ORDER,
                    RETURN,
                    List.of(new ReceivedLine(1, MUG, 1, 0, euros("10.80"), BERLIN)),
                    PAYMENT,
                    euros("10.80"),
                    euros("23.70"),
                    NOON);
    private static final OrderDelivered DELIVERED = new OrderDelivered(ORDER, NOON);

    private final AggregateTestFixture<Order> order = new AggregateTestFixture<>(Order.class);

    @Nested
    class Placing {
        @Test
        void answers_what_the_order_costs_and_where_it_stands() {
            order.givenNoPriorActivity()
                    .when(place(LINES, TOTALS))
                    .expectEvents(PLACED)
                    .expectResultMessagePayload(summary(OrderStatus.PENDING));
        }

        @Test
        void again_answers_the_first_placement() {
            order.given(PLACED)
                    .when(place(List.of(), FREE))
                    .expectNoEvents()
                    .expectResultMessagePayload(summary(OrderStatus.PENDING));
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
            order.given(ON_ITS_WAY)
                    .when(new ShipOrder(ORDER, "DHL", "T-2", List.of(), NOON))
                    .expectNoEvents()
                    .expectExceptionDetails(ALREADY_SHIPPED);
        }
    }

    @Nested
    class ShippingInParts {
        @Test
        void ships_the_order_with_the_last_parcel() {
            order.given(
                            PLACED,
                            CONFIRMED,
                            PROCESSING,
                            PACKED_ONE,
                            DISPATCHED_ONE,
                            new ShipmentPacked(
                                    ORDER,
                                    OTHER_PARCEL,
                                    List.of(ONE_MUG, ONE_BOWL),
                                    Fulfilment.FULFILLED))
                    .when(new DispatchShipment(ORDER, OTHER_PARCEL, "UPS", "U-1", NOON))
                    .expectEvents(
                            new ShipmentDispatched(
                                    ORDER, OTHER_PARCEL, "UPS", "U-1", NOON, Fulfilment.SHIPPED),
                            new OrderShipped(ORDER, "UPS", "U-1", NOON));
        }

        @Test
        void packs_what_is_left_when_nothing_is_named() {
            order.given(PLACED, CONFIRMED, PROCESSING, PACKED_ONE)
                    .when(new PackShipment(ORDER, OTHER_PARCEL, List.of(), List.of()))
                    .expectEvents(
                            new ShipmentPacked(
                                    ORDER,
                                    OTHER_PARCEL,
                                    List.of(ONE_MUG, ONE_BOWL),
                                    Fulfilment.FULFILLED));
        }

        @Test
        void packs_no_piece_twice() {
            order.given(PLACED, CONFIRMED, PROCESSING, PACKED_ONE)
                    .when(
                            new PackShipment(
                                    ORDER,
                                    OTHER_PARCEL,
                                    List.of(new WantedPieces(1, 2)),
                                    List.of()))
                    .expectNoEvents()
                    .expectExceptionDetails(OrderRejection.TOO_MANY_PIECES);
        }

        @Test
        void is_refused_as_a_whole_while_a_parcel_waits() {
            order.given(PLACED, CONFIRMED, PROCESSING, PACKED_ONE)
                    .when(new ShipOrder(ORDER, "DHL", "T-2", List.of(), NOON))
                    .expectNoEvents()
                    .expectExceptionDetails(OrderRejection.PARCELS_WAITING);
        }

        @Test
        void delivers_the_order_with_the_last_parcel() {
            order.given(ON_ITS_WAY)
                    .when(new RecordShipmentDelivery(ORDER, PARCEL, NOON))
                    .expectEvents(ARRIVED, DELIVERED);
        }
    }

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
    class Returning {
        @Test
        void pays_back_every_piece_to_the_cent_whatever_the_steps() {
            var three = List.of(line(1, MUG, 3, "3.34", "0.02", "0", "10.00"));
            var zero = euros("0");
            var totals = new OrderTotals(euros("10.02"), euros("0.02"), zero, zero, euros("10.00"));
            var packed =
                    new ShipmentPacked(
                            ORDER,
                            PARCEL,
                            List.of(new LinePieces(1, MUG, 2)),
                            Fulfilment.FULFILLED);
            order.given(
                            placed(three, totals, null),
                            CONFIRMED,
                            linesCancelled("a", 1, MUG, "3.33", "6.67"),
                            PROCESSING,
                            packed,
                            DISPATCHED,
                            SHIPPED,
                            ASKED,
                            APPROVED)
                    .when(receive(2, 0))
                    .expectEvents(
                            new ReturnReceived(
                                    ORDER,
                                    RETURN,
                                    List.of(new ReceivedLine(1, MUG, 2, 0, euros("6.67"), BERLIN)),
                                    PAYMENT,
                                    euros("6.67"),
                                    zero,
                                    NOON));
        }

        @Test
        void of_a_piece_that_is_in_another_return_is_refused() {
            order.given(with(ON_ITS_WAY, ASKED))
                    .when(
                            new RequestReturn(
                                    ORDER,
                                    new ReturnId("return-2"),
                                    List.of(new WantedPieces(1, 1)),
                                    ReturnReason.OTHER,
                                    null))
                    .expectNoEvents()
                    .expectExceptionDetails(OrderRejection.TOO_MANY_PIECES);
        }

        @Test
        void of_what_a_refused_return_named_is_possible() {
            order.given(with(ON_ITS_WAY, ASKED, new ReturnRefused(ORDER, RETURN, null)))
                    .when(
                            new RequestReturn(
                                    ORDER,
                                    new ReturnId("return-2"),
                                    List.of(new WantedPieces(1, 2)),
                                    ReturnReason.OTHER,
                                    null))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void of_more_than_was_asked_for_is_refused() {
            order.given(with(ON_ITS_WAY, ASKED, APPROVED))
                    .when(receive(2, 1))
                    .expectNoEvents()
                    .expectExceptionDetails(OrderRejection.TOO_MANY_PIECES);
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
                            summary(OrderStatus.CONFIRMED, PaymentId.of(EDIT), null, false));
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

    private static final StateTable EDITS =
            new StateTable(editStates(), editCommands(), OrderTest::editStateOf);

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

    private static RequestEdit insteadOfMugs(int mugs) {
        return edit().insteadOfMugs(mugs, mugs == 1 ? "10.80" : "21.60").request();
    }

    private static final StateTable RETURNS =
            new StateTable(returnStates(), returnCommands(), OrderTest::returnStateOf);

    @Test
    void does_with_a_return_what_the_table_says() {
        RETURNS.check(() -> new AggregateTestFixture<>(Order.class), "order", "Return");
    }

    private static Map<String, List<?>> returnStates() {
        var states = new LinkedHashMap<String, List<?>>();
        states.put("not asked for", ON_ITS_WAY);
        states.put("requested", with(ON_ITS_WAY, ASKED));
        states.put("approved", with(ON_ITS_WAY, ASKED, APPROVED));
        states.put("turned down", with(ON_ITS_WAY, ASKED, new ReturnRefused(ORDER, RETURN, null)));
        states.put("received", with(ON_ITS_WAY, ASKED, APPROVED, RECEIVED));
        return states;
    }

    private static Map<String, Object> returnCommands() {
        var commands = new LinkedHashMap<String, Object>();
        commands.put("RequestReturn", requestReturn(2));
        commands.put("ApproveReturn", new ApproveReturn(ORDER, RETURN));
        commands.put("RefuseReturn", new RefuseReturn(ORDER, RETURN, null));
        commands.put("ReceiveReturn", receive(1, 0));
        return commands;
    }

    private static String returnStateOf(List<?> events) {
        return switch ((OrderEvent) events.getLast()) {
            case ReturnRequested _ -> "requested";
            case ReturnApproved _ -> "approved";
            case ReturnRefused _ -> "turned down";
            case ReturnReceived _ -> "received";
            default -> "not asked for";
        };
    }

    private static RequestReturn requestReturn(int mugs) {
        return new RequestReturn(
                ORDER, RETURN, List.of(new WantedPieces(1, mugs)), ReturnReason.DAMAGED, null);
    }

    private static ReceiveReturn receive(int restocked, int scrapped) {
        return new ReceiveReturn(
                ORDER, RETURN, List.of(new ReceivedPieces(1, restocked, scrapped, BERLIN)), NOON);
    }

    private static OrderSummary summary(OrderStatus status) {
        return summary(status, null, null, false);
    }

    private static OrderSummary summary(
            OrderStatus status,
            @Nullable PaymentId ofEdit,
            @Nullable PaymentId repayment,
            boolean unpaid) {
        return new OrderSummary(
                ORDER, NUMBER, TOTALS, status, CART, PAYMENT, ofEdit, repayment, unpaid);
    }

    private static List<?> with(List<?> events, Object... more) {
        return Stream.concat(events.stream(), Stream.of(more)).toList();
    }

    private static CancelLines cancelLines(String reference, int line, int quantity) {
        return new CancelLines(
                ORDER, reference, List.of(new WantedPieces(line, quantity)), STAFF_REQUEST);
    }

    private static List<HeldPieces> held(Sku sku, int quantity) {
        return List.of(new HeldPieces(ORDER, List.of(new SkuQuantity(sku, quantity))));
    }

    private static OrderLinesCancelled linesCancelled(
            String reference, int line, Sku sku, String amount, String due) {
        return new OrderLinesCancelled(
                ORDER,
                reference,
                STAFF_REQUEST,
                List.of(refunded(line, sku, 1, amount)),
                held(sku, 1),
                PAYMENT,
                euros(amount),
                euros(due),
                Fulfilment.UNFULFILLED);
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
    class On_hold {
        @Test
        void says_why() {
            order.given(PLACED, CONFIRMED)
                    .when(new PutOrderOnHold(ORDER, HoldReason.SUSPECTED_FRAUD))
                    .expectEvents(HELD);
        }

        @Test
        void for_another_reason_says_that_one() {
            order.given(PLACED, CONFIRMED, HELD)
                    .when(new PutOrderOnHold(ORDER, HoldReason.CUSTOMER_REQUEST))
                    .expectEvents(new OrderPutOnHold(ORDER, HoldReason.CUSTOMER_REQUEST));
        }

        @Test
        void twice_for_one_reason_changes_nothing() {
            order.given(PLACED, CONFIRMED, HELD)
                    .when(new PutOrderOnHold(ORDER, HoldReason.SUSPECTED_FRAUD))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_not_packed() {
            order.given(PLACED, CONFIRMED, PROCESSING, HELD)
                    .when(new PackShipment(ORDER, PARCEL, List.of(), List.of()))
                    .expectNoEvents()
                    .expectExceptionDetails(ON_HOLD);
        }

        @Test
        void does_not_leave() {
            order.given(PLACED, CONFIRMED, PROCESSING, PACKED, HELD)
                    .when(new DispatchShipment(ORDER, PARCEL, "DHL", "T-1", NOON))
                    .expectNoEvents()
                    .expectExceptionDetails(ON_HOLD);
        }

        @Test
        void does_not_leave_in_one_parcel() {
            order.given(PLACED, CONFIRMED, PROCESSING, HELD)
                    .when(new ShipOrder(ORDER, "DHL", "T-1", List.of(), NOON))
                    .expectNoEvents()
                    .expectExceptionDetails(ON_HOLD);
        }

        @Test
        void leaves_once_it_is_taken_off() {
            order.given(PLACED, CONFIRMED, PROCESSING, PACKED, HELD, new OrderTakenOffHold(ORDER))
                    .when(new DispatchShipment(ORDER, PARCEL, "DHL", "T-1", NOON))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void is_taken_off_once() {
            order.given(PLACED, CONFIRMED, HELD)
                    .when(new TakeOrderOffHold(ORDER))
                    .expectEvents(new OrderTakenOffHold(ORDER));
        }

        @Test
        void is_cancelled_all_the_same() {
            order.given(PLACED, CONFIRMED, HELD)
                    .when(new CancelOrder(ORDER, STAFF_REQUEST))
                    .expectEvents(cancelled(STAFF_REQUEST, null, true));
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

    @Nested
    class Whose_promised_money_will_not_come {
        private static final InterventionRequested CALLED =
                new InterventionRequested(
                        ORDER,
                        "lost/" + PAYMENT,
                        InterventionReason.MONEY_NOT_COMING,
                        null,
                        "NOT_PAID");
        private static final RepaymentReceived RECEIVED =
                new RepaymentReceived(ORDER, REPAYMENT, TOTALS.total());

        @Test
        void calls_staff() {
            order.given(PLACED, CONFIRMED)
                    .when(new RecordLostPayment(ORDER, PAYMENT))
                    .expectEvents(LOST, CALLED);
        }

        @Test
        void is_none_of_it_when_another_payment_was_to_pay_it() {
            order.given(PLACED, CONFIRMED)
                    .when(new RecordLostPayment(ORDER, new PaymentId("payment-2")))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void does_not_leave() {
            order.given(PLACED, CONFIRMED, PROCESSING, PACKED, LOST)
                    .when(new DispatchShipment(ORDER, PARCEL, "DHL", "T-1", NOON))
                    .expectNoEvents()
                    .expectExceptionDetails(NOT_PAID);
        }

        @Test
        void leaves_when_staff_released_it() {
            order.given(
                            PLACED,
                            CONFIRMED,
                            PROCESSING,
                            PACKED,
                            LOST,
                            new UnpaidShipmentAllowed(ORDER))
                    .when(new DispatchShipment(ORDER, PARCEL, "DHL", "T-1", NOON))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void is_paid_again_by_a_payment_of_its_own() {
            order.given(PLACED, CONFIRMED, LOST)
                    .when(repay(REPAYMENT))
                    .expectEvents(asked(REPAYMENT));
        }

        @Test
        void is_paid_when_that_payment_came() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(new RecordRepayment(ORDER, REPAYMENT))
                    .expectEvents(RECEIVED);
        }

        @Test
        void leaves_when_it_is_paid_anew() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT), RECEIVED, PROCESSING, PACKED)
                    .when(new DispatchShipment(ORDER, PARCEL, "DHL", "T-1", NOON))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void stays_delivered_when_it_is_paid_at_last() {
            order.given(with(ON_ITS_WAY, ARRIVED, DELIVERED, LOST, asked(REPAYMENT), RECEIVED))
                    .when(new ReadOrder(ORDER))
                    .expectResultMessagePayload(summary(OrderStatus.DELIVERED));
        }

        @Test
        void says_by_which_payment_it_is_being_paid() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(new ReadOrder(ORDER))
                    .expectResultMessagePayload(
                            summary(OrderStatus.CONFIRMED, null, REPAYMENT, true));
        }

        @Test
        void is_paid_once() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT), RECEIVED)
                    .when(new RecordRepayment(ORDER, REPAYMENT))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_still_missing_when_that_payment_is_declined() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(new DropRepayment(ORDER, REPAYMENT, RepaymentDropReason.PAYMENT_DECLINED))
                    .expectEvents(
                            new RepaymentDropped(
                                    ORDER, REPAYMENT, RepaymentDropReason.PAYMENT_DECLINED));
        }

        @Test
        void stays_paid_when_the_decline_comes_too_late() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT), RECEIVED)
                    .when(
                            new DropRepayment(
                                    ORDER, REPAYMENT, RepaymentDropReason.PAYMENT_TIMED_OUT))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void gets_its_payment_back_when_it_is_cancelled() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(new CancelOrder(ORDER, STAFF_REQUEST))
                    .expectEvents(dropped(REPAYMENT), cancelled(STAFF_REQUEST, null, true));
        }

        @Test
        void is_not_changed_while_it_is_being_paid() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(insteadOfMugs(1))
                    .expectNoEvents()
                    .expectExceptionDetails(EDIT_OPEN);
        }

        @Test
        void may_be_paid_in_yet_another_way() {
            var other = new PaymentId("payment-missing-2");
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(repay(other))
                    .expectEvents(dropped(REPAYMENT), asked(other));
        }

        @Test
        void is_not_paid_for_what_it_cost_before() {
            order.given(PLACED, CONFIRMED, LOST)
                    .andGivenCommands(cancelLines("a", 2, 1))
                    .when(repay(REPAYMENT))
                    .expectNoEvents()
                    .expectExceptionDetails(ORDER_CHANGED);
        }

        @Test
        void gets_its_payment_back_when_more_is_missing_by_then() {
            var further = PaymentId.of(EDIT);
            order.given(PLACED, CONFIRMED, EDIT_ASKED, EDIT_MADE, LOST, asked(REPAYMENT))
                    .when(new RecordLostPayment(ORDER, further))
                    .expectEvents(
                            dropped(REPAYMENT),
                            new OrderPaymentLost(ORDER, further),
                            new InterventionRequested(
                                    ORDER,
                                    "lost/" + further,
                                    InterventionReason.MONEY_NOT_COMING,
                                    null,
                                    "NOT_PAID"));
        }

        @Test
        void gets_its_payment_back_when_it_costs_less_by_then() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .andGivenCommands(cancelLines("a", 2, 1))
                    .when(new RecordRepayment(ORDER, REPAYMENT))
                    .expectEvents(dropped(REPAYMENT));
        }

        private static RepaymentRequested asked(PaymentId payment) {
            return new RepaymentRequested(
                    ORDER, payment, TOTALS.total(), "simulated", "tok_settle", NOON);
        }

        private static RepaymentDropped dropped(PaymentId payment) {
            return new RepaymentDropped(ORDER, payment, RepaymentDropReason.OVERTAKEN);
        }
    }

    private static RequestRepayment repay(PaymentId payment) {
        return new RequestRepayment(
                ORDER, payment, TOTALS.total(), TOTALS.total(), "simulated", "tok_settle", NOON);
    }

    private static final StateTable TABLE =
            new StateTable(states(), commands(), OrderTest::stateOf);

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(
                OrderCommand.class,
                Set.of(CheckOut.class, RefundOrder.class),
                TABLE,
                EDITS,
                RETURNS);
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

    private static RefundedLine refunded(int line, Sku sku, int quantity, String amount) {
        return new RefundedLine(line, sku, quantity, euros(amount));
    }
}
