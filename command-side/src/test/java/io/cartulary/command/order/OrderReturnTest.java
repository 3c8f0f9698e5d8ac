package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;
import static io.cartulary.command.order.OrderSteps.APPROVED;
import static io.cartulary.command.order.OrderSteps.ASKED;
import static io.cartulary.command.order.OrderSteps.BERLIN;
import static io.cartulary.command.order.OrderSteps.DISPATCHED;
import static io.cartulary.command.order.OrderSteps.ON_ITS_WAY;
import static io.cartulary.command.order.OrderSteps.PARCEL;
import static io.cartulary.command.order.OrderSteps.PROCESSING;
import static io.cartulary.command.order.OrderSteps.RECEIVED;
import static io.cartulary.command.order.OrderSteps.RETURN;
import static io.cartulary.command.order.OrderSteps.SHIPPED;
import static io.cartulary.command.order.OrderSteps.linesCancelled;
import static io.cartulary.command.order.OrderSteps.receive;
import static io.cartulary.command.order.OrderSteps.requestReturn;
import static io.cartulary.command.order.OrderSteps.with;
import static io.cartulary.command.order.Orders.CONFIRMED;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.euros;
import static io.cartulary.command.order.Orders.line;
import static io.cartulary.command.order.Orders.placed;

import io.cartulary.command.StateTable;
import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.ReturnId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderReturnTest {

    private final AggregateTestFixture<Order> order = new AggregateTestFixture<>(Order.class);

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

    static final StateTable RETURNS =
            new StateTable(returnStates(), returnCommands(), OrderReturnTest::returnStateOf);

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
}
