package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.*;
import static io.cartulary.command.inventory.StockSteps.BERLIN;
import static io.cartulary.command.inventory.StockSteps.BUNDLE;
import static io.cartulary.command.inventory.StockSteps.EVENING;
import static io.cartulary.command.inventory.StockSteps.ITEM;
import static io.cartulary.command.inventory.StockSteps.NOON;
import static io.cartulary.command.inventory.StockSteps.ORDER;
import static io.cartulary.command.inventory.StockSteps.OTHER_ORDER;
import static io.cartulary.command.inventory.StockSteps.PRODUCT;
import static io.cartulary.command.inventory.StockSteps.REGISTERED;
import static io.cartulary.command.inventory.StockSteps.SKU;
import static io.cartulary.command.inventory.StockSteps.TEN_DELIVERED;
import static io.cartulary.command.inventory.StockSteps.THREE_EXPIRED;
import static io.cartulary.command.inventory.StockSteps.THREE_RELEASED;
import static io.cartulary.command.inventory.StockSteps.THREE_RESERVED;
import static io.cartulary.command.inventory.StockSteps.THREE_RETURNED;
import static io.cartulary.command.inventory.StockSteps.THREE_SOLD;
import static io.cartulary.command.inventory.StockSteps.adjust;
import static io.cartulary.command.inventory.StockSteps.adjusted;
import static io.cartulary.command.inventory.StockSteps.main;
import static io.cartulary.command.inventory.StockSteps.reserved;
import static java.util.Map.entry;

import io.cartulary.command.StateTable;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StockItemTest {

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
    class Running_low {
        private static final StockPolicyAgreed FIVE_ARE_FEW =
                new StockPolicyAgreed(ITEM, SKU, 5, 0);

        @Test
        void is_recorded_once() {
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
        void is_recorded_when_it_is_agreed_that_few_are_left() {
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
}
