package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;
import static io.cartulary.command.order.OrderSteps.ARRIVED;
import static io.cartulary.command.order.OrderSteps.DELIVERED;
import static io.cartulary.command.order.OrderSteps.DISPATCHED_ONE;
import static io.cartulary.command.order.OrderSteps.HELD;
import static io.cartulary.command.order.OrderSteps.ONE_BOWL;
import static io.cartulary.command.order.OrderSteps.ONE_MUG;
import static io.cartulary.command.order.OrderSteps.ON_ITS_WAY;
import static io.cartulary.command.order.OrderSteps.OTHER_PARCEL;
import static io.cartulary.command.order.OrderSteps.PACKED;
import static io.cartulary.command.order.OrderSteps.PACKED_ONE;
import static io.cartulary.command.order.OrderSteps.PARCEL;
import static io.cartulary.command.order.OrderSteps.PROCESSING;
import static io.cartulary.command.order.Orders.CONFIRMED;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PLACED;
import static io.cartulary.command.order.Orders.cancelled;
import static io.cartulary.events.order.OrderEvent.CancellationReason.STAFF_REQUEST;

import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.OrderEvent.*;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderShipmentTest {

    private final AggregateTestFixture<Order> order = new AggregateTestFixture<>(Order.class);

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
}
