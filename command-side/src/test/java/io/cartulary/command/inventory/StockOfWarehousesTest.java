package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.*;
import static io.cartulary.command.inventory.StockSteps.BERLIN;
import static io.cartulary.command.inventory.StockSteps.ITEM;
import static io.cartulary.command.inventory.StockSteps.MORNING;
import static io.cartulary.command.inventory.StockSteps.ORDER;
import static io.cartulary.command.inventory.StockSteps.REGISTERED;
import static io.cartulary.command.inventory.StockSteps.SKU;
import static io.cartulary.command.inventory.StockSteps.adjusted;
import static io.cartulary.command.inventory.StockSteps.main;
import static io.cartulary.command.inventory.StockSteps.pieces;
import static io.cartulary.command.inventory.StockSteps.reserved;

import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StockOfWarehousesTest {

    private final AggregateTestFixture<StockItem> stock =
            new AggregateTestFixture<>(StockItem.class);

    /// Six in the main warehouse and four in Berlin.
    @Nested
    class Over_two_warehouses {
        private static final List<Object> SIX_AND_FOUR =
                List.of(
                        REGISTERED,
                        adjusted(6, 6, 0, "delivery 1"),
                        adjusted(4, 10, 0, "delivery 2", List.of(pieces(BERLIN, 4, 4, 0))));

        @Test
        void a_promise_comes_from_the_one_it_empties_most() {
            stock.given(SIX_AND_FOUR)
                    .when(new ReserveStock(ITEM, ORDER, 3))
                    .expectEvents(
                            new StockReserved(
                                    ITEM,
                                    SKU,
                                    ORDER,
                                    null,
                                    3,
                                    0,
                                    10,
                                    3,
                                    null,
                                    List.of(pieces(BERLIN, 3, 4, 3))));
        }

        @Test
        void a_promise_that_none_has_whole_comes_from_the_fullest_first() {
            stock.given(SIX_AND_FOUR)
                    .when(new ReserveStock(ITEM, ORDER, 9))
                    .expectEvents(
                            new StockReserved(
                                    ITEM,
                                    SKU,
                                    ORDER,
                                    null,
                                    9,
                                    0,
                                    10,
                                    9,
                                    null,
                                    List.of(
                                            pieces(BERLIN, 3, 4, 3),
                                            pieces(WarehouseCode.MAIN, 6, 6, 6))));
        }

        @Test
        void promised_pieces_cannot_be_adjusted_away_where_they_lie() {
            stock.given(SIX_AND_FOUR)
                    .andGivenCommands(new ReserveStock(ITEM, ORDER, 3))
                    .when(
                            new AdjustStock(
                                    ITEM,
                                    BERLIN,
                                    -2,
                                    AdjustmentReason.LOSS,
                                    "loss 1",
                                    null,
                                    MORNING))
                    .expectNoEvents()
                    .expectExceptionDetails(BELOW_RESERVED);
        }

        @Test
        void free_pieces_are_transferred_once() {
            var transfer = new TransferStock(ITEM, WarehouseCode.MAIN, BERLIN, 2, "transfer 1");
            stock.given(SIX_AND_FOUR)
                    .when(transfer)
                    .expectEvents(
                            new StockTransferred(
                                    ITEM,
                                    SKU,
                                    2,
                                    10,
                                    0,
                                    "transfer 1",
                                    List.of(
                                            pieces(WarehouseCode.MAIN, 2, 4, 0),
                                            pieces(BERLIN, 2, 6, 0))));
            new AggregateTestFixture<>(StockItem.class)
                    .given(SIX_AND_FOUR)
                    .andGivenCommands(transfer)
                    .when(transfer)
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void sold_pieces_go_back_to_where_they_were_taken_from() {
            stock.given(SIX_AND_FOUR)
                    .andGivenCommands(
                            new ReserveStock(ITEM, ORDER, 9), new ConfirmReservation(ITEM, ORDER))
                    .when(
                            new ReturnSoldPieces(
                                    ITEM, ORDER, null, WarehouseCode.MAIN, 3, "cancellation-1"))
                    .expectEvents(
                            new SoldPiecesReturned(
                                    ITEM,
                                    SKU,
                                    ORDER,
                                    null,
                                    "cancellation-1",
                                    3,
                                    0,
                                    0,
                                    4,
                                    0,
                                    List.of(pieces(BERLIN, 3, 4, 0))));
            new AggregateTestFixture<>(StockItem.class)
                    .given(SIX_AND_FOUR)
                    .andGivenCommands(
                            new ReserveStock(ITEM, ORDER, 9),
                            new ConfirmReservation(ITEM, ORDER),
                            new ReturnSoldPieces(
                                    ITEM, ORDER, null, WarehouseCode.MAIN, 3, "cancellation-1"))
                    .when(new ReturnSoldStock(ITEM, ORDER, 6))
                    .expectEvents(
                            new SoldStockReturned(
                                    ITEM,
                                    SKU,
                                    ORDER,
                                    null,
                                    6,
                                    0,
                                    10,
                                    0,
                                    List.of(pieces(WarehouseCode.MAIN, 6, 6, 0))));
        }

        @Test
        void that_is_remembered_when_many_orders_were_sold_meanwhile() {
            var history = new ArrayList<Object>(SIX_AND_FOUR);
            history.add(
                    new StockReserved(
                            ITEM,
                            SKU,
                            ORDER,
                            null,
                            3,
                            0,
                            10,
                            3,
                            null,
                            List.of(pieces(BERLIN, 3, 4, 3))));
            history.add(
                    new ReservationConfirmed(
                            ITEM, SKU, ORDER, null, 3, 0, 7, 0, List.of(pieces(BERLIN, 3, 1, 0))));
            for (var number = 0; number < StockCommand.REMEMBERED; number++) {
                var later = new OrderId("order-later-" + number);
                history.add(reserved(later, 1, 7, 1));
                history.add(
                        new ReservationReleased(ITEM, SKU, later, null, 1, 0, 7, 0, main(1, 6, 0)));
            }
            stock.given(history)
                    .when(new ReturnSoldStock(ITEM, ORDER, 3))
                    .expectEvents(
                            new SoldStockReturned(
                                    ITEM,
                                    SKU,
                                    ORDER,
                                    null,
                                    3,
                                    0,
                                    10,
                                    0,
                                    List.of(pieces(BERLIN, 3, 4, 0))));
        }

        @Test
        void backordered_pieces_go_back_to_where_they_came_from() {
            stock.given(REGISTERED, new StockPolicyAgreed(ITEM, SKU, null, 8))
                    .andGivenCommands(
                            new ReserveStock(ITEM, ORDER, 3),
                            new ConfirmReservation(ITEM, ORDER),
                            new AdjustStock(
                                    ITEM,
                                    BERLIN,
                                    3,
                                    AdjustmentReason.DELIVERY,
                                    "delivery 1",
                                    null,
                                    MORNING))
                    .when(new ReturnSoldStock(ITEM, ORDER, 3))
                    .expectEvents(
                            new SoldStockReturned(
                                    ITEM,
                                    SKU,
                                    ORDER,
                                    null,
                                    3,
                                    0,
                                    3,
                                    0,
                                    List.of(pieces(BERLIN, 3, 3, 0))));
        }

        @Test
        void more_than_is_free_is_not_transferred() {
            stock.given(SIX_AND_FOUR)
                    .when(new TransferStock(ITEM, BERLIN, WarehouseCode.MAIN, 5, "transfer 1"))
                    .expectNoEvents()
                    .expectExceptionDetails(NOT_ENOUGH_IN_WAREHOUSE);
        }
    }
}
