package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.*;
import static io.cartulary.command.inventory.StockSteps.ITEM;
import static io.cartulary.command.inventory.StockSteps.ORDER;
import static io.cartulary.command.inventory.StockSteps.OTHER_ORDER;
import static io.cartulary.command.inventory.StockSteps.REGISTERED;
import static io.cartulary.command.inventory.StockSteps.SKU;
import static io.cartulary.command.inventory.StockSteps.TEN_DELIVERED;
import static io.cartulary.command.inventory.StockSteps.adjust;
import static io.cartulary.command.inventory.StockSteps.adjusted;
import static io.cartulary.command.inventory.StockSteps.main;

import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.WarehouseCode;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BackorderTest {

    private final AggregateTestFixture<StockItem> stock =
            new AggregateTestFixture<>(StockItem.class);

    @Nested
    class On_backorder {
        private static final StockPolicyAgreed FOUR_MAY_WAIT =
                new StockPolicyAgreed(ITEM, SKU, null, 4);
        private static final StockReserved TWELVE_RESERVED =
                new StockReserved(ITEM, SKU, ORDER, null, 12, 2, 10, 10, null, main(10, 10, 10));

        @Test
        void more_is_promised_than_there_is() {
            stock.given(REGISTERED, TEN_DELIVERED, FOUR_MAY_WAIT)
                    .when(new ReserveStock(ITEM, ORDER, 12))
                    .expectEvents(TWELVE_RESERVED);
        }

        @Test
        void no_more_is_promised_than_was_agreed() {
            stock.given(REGISTERED, TEN_DELIVERED, FOUR_MAY_WAIT, TWELVE_RESERVED)
                    .when(new ReserveStock(ITEM, OTHER_ORDER, 3))
                    .expectNoEvents()
                    .expectExceptionDetails(OUT_OF_STOCK);
        }

        @Test
        void a_delivery_goes_to_who_waits_longest() {
            stock.given(REGISTERED, TEN_DELIVERED, FOUR_MAY_WAIT, TWELVE_RESERVED)
                    .andGivenCommands(new ReserveStock(ITEM, OTHER_ORDER, 2))
                    .when(adjust(3, "delivery 2"))
                    .expectEvents(
                            adjusted(3, 13, 10, "delivery 2"),
                            new BackorderFilled(
                                    ITEM, SKU, ORDER, null, 2, 0, false, 13, 12, main(2, 13, 12)),
                            new BackorderFilled(
                                    ITEM,
                                    SKU,
                                    OTHER_ORDER,
                                    null,
                                    1,
                                    1,
                                    false,
                                    13,
                                    13,
                                    main(1, 13, 13)));
        }

        @Test
        void what_comes_for_a_confirmed_order_is_sold_at_once() {
            stock.given(REGISTERED, TEN_DELIVERED, FOUR_MAY_WAIT, TWELVE_RESERVED)
                    .andGivenCommands(new ConfirmReservation(ITEM, ORDER))
                    .when(adjust(5, "delivery 2"))
                    .expectEvents(
                            adjusted(5, 5, 0, "delivery 2"),
                            new BackorderFilled(
                                    ITEM, SKU, ORDER, null, 2, 0, true, 3, 0, main(2, 3, 0)));
        }

        @Test
        void a_cancelled_order_brings_back_what_it_got_and_waits_no_longer() {
            stock.given(REGISTERED, TEN_DELIVERED, FOUR_MAY_WAIT, TWELVE_RESERVED)
                    .andGivenCommands(new ConfirmReservation(ITEM, ORDER))
                    .when(new ReturnSoldStock(ITEM, ORDER, 12))
                    .expectEvents(
                            new SoldStockReturned(
                                    ITEM, SKU, ORDER, null, 10, 2, 10, 0, main(10, 10, 0)));
        }

        @Test
        void an_order_that_needs_fewer_waits_for_fewer_and_brings_back_the_rest() {
            stock.given(REGISTERED, TEN_DELIVERED, FOUR_MAY_WAIT, TWELVE_RESERVED)
                    .andGivenCommands(new ConfirmReservation(ITEM, ORDER))
                    .when(fewer(1, "cancellation-1"))
                    .expectEvents(
                            new SoldPiecesReturned(
                                    ITEM,
                                    SKU,
                                    ORDER,
                                    null,
                                    "cancellation-1",
                                    0,
                                    1,
                                    1,
                                    0,
                                    0,
                                    List.of()));
            new AggregateTestFixture<>(StockItem.class)
                    .given(REGISTERED, TEN_DELIVERED, FOUR_MAY_WAIT, TWELVE_RESERVED)
                    .andGivenCommands(
                            new ConfirmReservation(ITEM, ORDER), fewer(1, "cancellation-1"))
                    .when(fewer(5, "cancellation-2"))
                    .expectEvents(
                            new SoldPiecesReturned(
                                    ITEM,
                                    SKU,
                                    ORDER,
                                    null,
                                    "cancellation-2",
                                    4,
                                    1,
                                    0,
                                    4,
                                    0,
                                    main(4, 4, 0)));
        }

        @Test
        void pieces_that_never_came_fill_no_other_backorder() {
            stock.given(REGISTERED, new StockPolicyAgreed(ITEM, SKU, null, 8))
                    .andGivenCommands(
                            new ReserveStock(ITEM, OTHER_ORDER, 3),
                            new ReserveStock(ITEM, ORDER, 5),
                            new ConfirmReservation(ITEM, OTHER_ORDER),
                            new ConfirmReservation(ITEM, ORDER),
                            fewer(3, "cancellation-1"),
                            new ReturnSoldStock(ITEM, ORDER, 2))
                    .when(adjust(3, "delivery 2"))
                    .expectEvents(
                            adjusted(3, 3, 0, "delivery 2"),
                            new BackorderFilled(
                                    ITEM, SKU, OTHER_ORDER, null, 3, 0, true, 0, 0, main(3, 0, 0)));
        }

        @Test
        void needing_fewer_is_recorded_once() {
            stock.given(REGISTERED, TEN_DELIVERED, FOUR_MAY_WAIT, TWELVE_RESERVED)
                    .andGivenCommands(
                            new ConfirmReservation(ITEM, ORDER), fewer(1, "cancellation-1"))
                    .when(fewer(1, "cancellation-1"))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        private static ReturnSoldPieces fewer(int quantity, String reference) {
            return new ReturnSoldPieces(ITEM, ORDER, null, WarehouseCode.MAIN, quantity, reference);
        }

        @Test
        void what_another_order_gives_up_goes_to_who_waits() {
            stock.given(REGISTERED, TEN_DELIVERED, FOUR_MAY_WAIT)
                    .andGivenCommands(
                            new ReserveStock(ITEM, OTHER_ORDER, 10),
                            new ReserveStock(ITEM, ORDER, 2))
                    .when(new ReleaseReservation(ITEM, OTHER_ORDER))
                    .expectEvents(
                            new ReservationReleased(
                                    ITEM, SKU, OTHER_ORDER, null, 10, 0, 10, 0, main(10, 10, 0)),
                            new BackorderFilled(
                                    ITEM, SKU, ORDER, null, 2, 0, false, 10, 2, main(2, 10, 2)));
        }
    }
}
