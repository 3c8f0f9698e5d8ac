package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.*;
import static java.util.Map.entry;

import io.cartulary.command.StateTable;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.inventory.WarehousePieces;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StockItemTest {

    private static final Sku SKU = new Sku("TONER-100");
    private static final StockItemId ITEM = StockItemId.of(SKU);
    private static final ProductId PRODUCT = new ProductId("product-toner");
    private static final OrderId ORDER = new OrderId("order-1");
    private static final OrderId OTHER_ORDER = new OrderId("order-2");
    private static final Instant MORNING = Instant.parse("2026-01-05T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-01-05T18:00:00Z");

    private static final StockItemRegistered REGISTERED =
            new StockItemRegistered(ITEM, SKU, PRODUCT);
    private static final StockAdjusted TEN_DELIVERED = adjusted(10, 10, 0, "delivery 1");
    private static final StockReserved THREE_RESERVED = reserved(ORDER, 3, 10, 3);
    private static final ReservationConfirmed THREE_SOLD =
            new ReservationConfirmed(ITEM, SKU, ORDER, null, 3, 0, 7, 0, main(3, 7, 0));
    private static final ReservationReleased THREE_RELEASED =
            new ReservationReleased(ITEM, SKU, ORDER, null, 3, 0, 10, 0, main(3, 10, 0));
    private static final ReservationExpired THREE_EXPIRED =
            new ReservationExpired(ITEM, SKU, ORDER, null, 3, 0, 10, 0, main(3, 10, 0));
    private static final SoldStockReturned THREE_RETURNED =
            new SoldStockReturned(ITEM, SKU, ORDER, null, 3, 0, 10, 0, main(3, 10, 0));
    private static final WarehouseCode BERLIN = new WarehouseCode("BERLIN");
    private static final BundleDefined BUNDLE =
            new BundleDefined(ITEM, SKU, List.of(new SkuQuantity(new Sku("PART"), 2)));

    private final AggregateTestFixture<StockItem> stock =
            new AggregateTestFixture<>(StockItem.class);

    @Nested
    class Registering {
        @Test
        void is_refused_when_another_product_has_the_sku() {
            stock.given(REGISTERED)
                    .when(new RegisterStockItem(ITEM, SKU, new ProductId("product-other")))
                    .expectNoEvents()
                    .expectExceptionDetails(SKU_TAKEN);
        }
    }

    @Nested
    class Adjusting {
        @Test
        void counts_what_came() {
            stock.given(REGISTERED).when(adjust(10, "delivery 1")).expectEvents(TEN_DELIVERED);
        }

        @Test
        void with_the_same_reference_again_changes_nothing() {
            stock.given(REGISTERED, TEN_DELIVERED)
                    .when(adjust(10, "delivery 1"))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void with_the_same_reference_and_another_quantity_is_refused() {
            stock.given(REGISTERED, TEN_DELIVERED)
                    .when(adjust(11, "delivery 1"))
                    .expectNoEvents()
                    .expectExceptionDetails(REFERENCE_USED);
        }

        @Test
        void down_to_what_is_promised_is_accepted() {
            stock.given(REGISTERED, TEN_DELIVERED, THREE_RESERVED)
                    .when(adjust(-7, "damage 1"))
                    .expectEvents(adjusted(-7, 3, 3, "damage 1"));
        }

        @Test
        void below_what_is_promised_is_refused() {
            stock.given(REGISTERED, TEN_DELIVERED, THREE_RESERVED)
                    .when(adjust(-8, "damage 1"))
                    .expectNoEvents()
                    .expectExceptionDetails(BELOW_RESERVED);
        }

        @Test
        void beyond_what_can_be_counted_is_refused() {
            stock.given(REGISTERED, adjusted(1, 1_000_000_000, 0, "opening"))
                    .when(adjust(1, "delivery 1"))
                    .expectNoEvents()
                    .expectExceptionDetails(TOO_MANY_ON_HAND);
        }
    }

    @Nested
    class Reserving {
        @Test
        void promises_pieces() {
            stock.given(REGISTERED, TEN_DELIVERED)
                    .when(new ReserveStock(ITEM, ORDER, 3))
                    .expectEvents(THREE_RESERVED);
        }

        @Test
        void takes_the_last_piece_but_not_one_more() {
            stock.given(REGISTERED, TEN_DELIVERED, THREE_RESERVED)
                    .when(new ReserveStock(ITEM, OTHER_ORDER, 7))
                    .expectEvents(reserved(OTHER_ORDER, 7, 10, 10));
            new AggregateTestFixture<>(StockItem.class)
                    .given(REGISTERED, TEN_DELIVERED, THREE_RESERVED)
                    .when(new ReserveStock(ITEM, OTHER_ORDER, 8))
                    .expectNoEvents()
                    .expectExceptionDetails(OUT_OF_STOCK);
        }
    }

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

    @Nested
    class Expiring {
        private static final ReserveStock UNTIL_NOON = new ReserveStock(ITEM, ORDER, null, 3, NOON);

        @Test
        void frees_what_was_not_confirmed_in_time() {
            stock.given(REGISTERED, TEN_DELIVERED)
                    .andGivenCommands(
                            UNTIL_NOON, new ReserveStock(ITEM, OTHER_ORDER, null, 2, EVENING))
                    .when(new ExpireReservations(ITEM, NOON))
                    .expectResultMessagePayload(new NextExpiry(EVENING))
                    .expectEvents(
                            new ReservationExpired(
                                    ITEM, SKU, ORDER, null, 3, 0, 10, 2, main(3, 10, 2)));
        }

        @Test
        void leaves_what_is_not_due() {
            stock.given(REGISTERED, TEN_DELIVERED)
                    .andGivenCommands(UNTIL_NOON)
                    .when(new ExpireReservations(ITEM, NOON.minusMillis(1)))
                    .expectResultMessagePayload(new NextExpiry(NOON))
                    .expectNoEvents();
        }

        @Test
        void does_not_undo_an_order_that_is_paid_after_all() {
            stock.given(REGISTERED, TEN_DELIVERED, THREE_RESERVED, THREE_EXPIRED)
                    .when(new ConfirmReservation(ITEM, ORDER))
                    .expectEvents(THREE_SOLD);
        }

        @Test
        void leaves_a_late_order_waiting_when_others_took_its_pieces() {
            stock.given(REGISTERED, TEN_DELIVERED, THREE_RESERVED, THREE_EXPIRED)
                    .andGivenCommands(new ReserveStock(ITEM, OTHER_ORDER, 9))
                    .when(new ConfirmReservation(ITEM, ORDER))
                    .expectEvents(
                            new ReservationConfirmed(
                                    ITEM, SKU, ORDER, null, 3, 2, 9, 9, main(1, 9, 9)));
        }
    }

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
        void a_delivery_goes_to_whoever_waits_longest() {
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
        void needing_fewer_is_told_once() {
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
        void what_another_order_gives_up_goes_to_whoever_waits() {
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

    @Nested
    class Running_low {
        private static final StockPolicyAgreed FIVE_ARE_FEW =
                new StockPolicyAgreed(ITEM, SKU, 5, 0);

        @Test
        void is_told_once() {
            stock.given(REGISTERED, TEN_DELIVERED, FIVE_ARE_FEW)
                    .andGivenCommands(new ReserveStock(ITEM, OTHER_ORDER, 4))
                    .when(new ReserveStock(ITEM, ORDER, 1))
                    .expectEvents(reserved(ORDER, 1, 10, 5), new LowStockReached(ITEM, SKU, 5, 5));
            new AggregateTestFixture<>(StockItem.class)
                    .given(REGISTERED, TEN_DELIVERED, FIVE_ARE_FEW)
                    .andGivenCommands(new ReserveStock(ITEM, OTHER_ORDER, 6))
                    .when(new ReserveStock(ITEM, ORDER, 1))
                    .expectEvents(reserved(ORDER, 1, 10, 7));
        }

        @Test
        void ends_when_more_can_be_sold() {
            stock.given(REGISTERED, TEN_DELIVERED, FIVE_ARE_FEW)
                    .andGivenCommands(new ReserveStock(ITEM, ORDER, 6))
                    .when(adjust(2, "delivery 2"))
                    .expectEvents(
                            adjusted(2, 12, 6, "delivery 2"), new LowStockEnded(ITEM, SKU, 6, 5));
        }

        @Test
        void is_told_when_it_is_agreed_that_few_are_left() {
            stock.given(REGISTERED, TEN_DELIVERED)
                    .when(new AgreeStockPolicy(ITEM, 10, 0))
                    .expectEvents(
                            new StockPolicyAgreed(ITEM, SKU, 10, 0),
                            new LowStockReached(ITEM, SKU, 10, 10));
        }
    }

    @Nested
    class A_bundle {
        @Test
        void answers_with_its_parts_and_promises_nothing() {
            stock.given(REGISTERED, BUNDLE)
                    .when(new ReserveStock(ITEM, ORDER, 3))
                    .expectResultMessagePayload(new BundleParts(BUNDLE.parts()))
                    .expectNoEvents();
        }

        @Test
        void is_no_part_of_another() {
            stock.given(REGISTERED, BUNDLE)
                    .when(new ReserveStock(ITEM, ORDER, new Sku("OTHER-BUNDLE"), 3, null))
                    .expectNoEvents()
                    .expectExceptionDetails(IS_BUNDLE);
        }

        @Test
        void keeps_its_parts_for_ever() {
            stock.given(REGISTERED, BUNDLE)
                    .when(new DefineBundle(ITEM, List.of(new SkuQuantity(new Sku("PART"), 3))))
                    .expectNoEvents()
                    .expectExceptionDetails(BUNDLE_DIFFERS);
        }

        @Test
        void holds_its_parts_apart_from_the_same_sku_bought_alone() {
            stock.given(REGISTERED, TEN_DELIVERED, THREE_RESERVED)
                    .when(new ReserveStock(ITEM, ORDER, new Sku("BOX"), 2, null))
                    .expectEvents(
                            new StockReserved(
                                    ITEM,
                                    SKU,
                                    ORDER,
                                    new Sku("BOX"),
                                    2,
                                    0,
                                    10,
                                    5,
                                    null,
                                    main(2, 10, 5)));
        }
    }

    @Nested
    class Returning {
        @Test
        void takes_back_what_an_order_bought_long_ago() {
            var history = new ArrayList<Object>(List.of(REGISTERED, TEN_DELIVERED));
            history.addAll(List.of(THREE_RESERVED, THREE_SOLD));
            for (var number = 0; number < StockCommand.REMEMBERED; number++) {
                var later = new OrderId("order-later-" + number);
                history.add(reserved(later, 1, 7, 1));
                history.add(
                        new ReservationReleased(ITEM, SKU, later, null, 1, 0, 7, 0, main(1, 7, 0)));
            }
            stock.given(history)
                    .when(new ReturnSoldStock(ITEM, ORDER, 3))
                    .expectEvents(THREE_RETURNED);
        }
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing",
                            List.of(),
                            "unknown",
                            List.of(REGISTERED, TEN_DELIVERED),
                            "promised",
                            List.of(REGISTERED, TEN_DELIVERED, THREE_RESERVED),
                            "sold",
                            List.of(REGISTERED, TEN_DELIVERED, THREE_RESERVED, THREE_SOLD),
                            "released",
                            List.of(REGISTERED, TEN_DELIVERED, THREE_RESERVED, THREE_RELEASED),
                            "returned",
                            List.of(
                                    REGISTERED,
                                    TEN_DELIVERED,
                                    THREE_RESERVED,
                                    THREE_SOLD,
                                    THREE_RETURNED),
                            "expired",
                            List.of(REGISTERED, TEN_DELIVERED, THREE_RESERVED, THREE_EXPIRED),
                            "empty",
                            List.of(REGISTERED),
                            "bundle",
                            List.of(REGISTERED, BUNDLE)),
                    Map.ofEntries(
                            entry("RegisterStockItem", new RegisterStockItem(ITEM, SKU, PRODUCT)),
                            entry("AdjustStock", adjust(5, "delivery 2")),
                            entry("ReserveStock", new ReserveStock(ITEM, ORDER, 3)),
                            entry("ConfirmReservation", new ConfirmReservation(ITEM, ORDER)),
                            entry("ReleaseReservation", new ReleaseReservation(ITEM, ORDER)),
                            entry("ReturnSoldStock", new ReturnSoldStock(ITEM, ORDER, 3)),
                            entry(
                                    "ReturnSoldPieces",
                                    new ReturnSoldPieces(
                                            ITEM,
                                            ORDER,
                                            null,
                                            WarehouseCode.MAIN,
                                            1,
                                            "cancellation-1")),
                            entry("ExpireReservations", new ExpireReservations(ITEM, EVENING)),
                            entry(
                                    "TransferStock",
                                    new TransferStock(
                                            ITEM, WarehouseCode.MAIN, BERLIN, 2, "transfer 1")),
                            entry("AgreeStockPolicy", new AgreeStockPolicy(ITEM, null, 4)),
                            entry("DefineBundle", new DefineBundle(ITEM, BUNDLE.parts())),
                            entry("ReadParts", new ReadParts(ITEM)),
                            entry("ReadAwaited", new ReadAwaited(ITEM, ORDER, null))),
                    StockItemTest::stateAfter);

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(StockItem.class), "inventory", "StockItem");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(StockCommand.class, Set.of(), TABLE);
    }

    private static String stateAfter(List<?> events) {
        var state = "missing";
        for (var event : events) {
            state =
                    switch (event) {
                        case StockItemRegistered _ -> "empty";
                        case StockReserved _ -> "promised";
                        case ReservationConfirmed _ -> "sold";
                        case ReservationReleased _ -> "released";
                        case SoldStockReturned _ -> "returned";
                        case ReservationExpired _ -> "expired";
                        case BundleDefined _ -> "bundle";
                        case StockAdjusted _, SoldPiecesReturned _ ->
                                state.equals("empty") ? "unknown" : state;
                        default -> state;
                    };
        }
        return state;
    }

    private static AdjustStock adjust(int delta, String reference) {
        return new AdjustStock(ITEM, delta, AdjustmentReason.DELIVERY, reference, null, MORNING);
    }

    private static StockAdjusted adjusted(int delta, int onHand, int reserved, String reference) {
        return adjusted(delta, onHand, reserved, reference, main(delta, onHand, reserved));
    }

    private static StockAdjusted adjusted(
            int delta, int onHand, int reserved, String reference, List<WarehousePieces> pieces) {
        return new StockAdjusted(
                ITEM,
                SKU,
                delta,
                onHand,
                reserved,
                AdjustmentReason.DELIVERY,
                reference,
                null,
                MORNING,
                pieces);
    }

    private static StockReserved reserved(
            OrderId order, int quantity, int onHand, int reservedAfter) {
        return new StockReserved(
                ITEM,
                SKU,
                order,
                null,
                quantity,
                0,
                onHand,
                reservedAfter,
                null,
                main(quantity, onHand, reservedAfter));
    }

    private static List<WarehousePieces> main(int quantity, int onHand, int reservedAfter) {
        return List.of(pieces(WarehouseCode.MAIN, Math.abs(quantity), onHand, reservedAfter));
    }

    private static WarehousePieces pieces(
            WarehouseCode warehouse, int quantity, int onHand, int reservedAfter) {
        return new WarehousePieces(warehouse, quantity, onHand, reservedAfter);
    }
}
