package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.BELOW_RESERVED;
import static io.cartulary.command.inventory.StockRejection.OUT_OF_STOCK;
import static io.cartulary.command.inventory.StockRejection.REFERENCE_USED;
import static io.cartulary.command.inventory.StockRejection.SKU_TAKEN;
import static io.cartulary.command.inventory.StockRejection.TOO_MANY_ON_HAND;

import io.cartulary.command.StateTable;
import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.command.inventory.StockCommand.ConfirmReservation;
import io.cartulary.command.inventory.StockCommand.RegisterStockItem;
import io.cartulary.command.inventory.StockCommand.ReleaseReservation;
import io.cartulary.command.inventory.StockCommand.ReserveStock;
import io.cartulary.command.inventory.StockCommand.ReturnSoldStock;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockEvent.ReservationConfirmed;
import io.cartulary.events.inventory.StockEvent.ReservationReleased;
import io.cartulary.events.inventory.StockEvent.SoldStockReturned;
import io.cartulary.events.inventory.StockEvent.StockAdjusted;
import io.cartulary.events.inventory.StockEvent.StockItemRegistered;
import io.cartulary.events.inventory.StockEvent.StockReserved;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StockItemTest {

    private static final Sku SKU = new Sku("TONER-100");
    private static final StockItemId ITEM = StockItemId.of(SKU);
    private static final ProductId PRODUCT = new ProductId("product-toner");
    private static final OrderId ORDER = new OrderId("order-1");
    private static final OrderId OTHER_ORDER = new OrderId("order-2");
    private static final Instant MORNING = Instant.parse("2026-01-05T08:00:00Z");

    private static final StockItemRegistered REGISTERED =
            new StockItemRegistered(ITEM, SKU, PRODUCT);
    private static final StockAdjusted TEN_DELIVERED = adjusted(10, 10, 0, "delivery 1");
    private static final StockReserved THREE_RESERVED =
            new StockReserved(ITEM, SKU, ORDER, 3, 10, 3);
    private static final ReservationConfirmed THREE_SOLD =
            new ReservationConfirmed(ITEM, SKU, ORDER, 3, 7, 0);
    private static final ReservationReleased THREE_RELEASED =
            new ReservationReleased(ITEM, SKU, ORDER, 3, 10, 0);
    private static final SoldStockReturned THREE_RETURNED =
            new SoldStockReturned(ITEM, SKU, ORDER, 3, 10, 0);

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
                    .expectEvents(new StockReserved(ITEM, SKU, OTHER_ORDER, 7, 10, 10));
            new AggregateTestFixture<>(StockItem.class)
                    .given(REGISTERED, TEN_DELIVERED, THREE_RESERVED)
                    .when(new ReserveStock(ITEM, OTHER_ORDER, 8))
                    .expectNoEvents()
                    .expectExceptionDetails(OUT_OF_STOCK);
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
                history.add(new StockReserved(ITEM, SKU, later, 1, 7, 1));
                history.add(new ReservationReleased(ITEM, SKU, later, 1, 7, 0));
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
                                    THREE_RETURNED)),
                    Map.of(
                            "RegisterStockItem", new RegisterStockItem(ITEM, SKU, PRODUCT),
                            "AdjustStock", adjust(5, "delivery 2"),
                            "ReserveStock", new ReserveStock(ITEM, ORDER, 3),
                            "ConfirmReservation", new ConfirmReservation(ITEM, ORDER),
                            "ReleaseReservation", new ReleaseReservation(ITEM, ORDER),
                            "ReturnSoldStock", new ReturnSoldStock(ITEM, ORDER, 3)),
                    StockItemTest::stateAfter);

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyCommandInEveryState")
    void does_what_the_state_table_says(String state, String command) {
        TABLE.check(stock, "inventory", "StockItem", state, command);
    }

    static Stream<Arguments> everyCommandInEveryState() {
        return TABLE.everyCommandInEveryState();
    }

    private static String stateAfter(List<?> events) {
        var state = "missing";
        for (var event : events) {
            state =
                    switch (event) {
                        case StockItemRegistered _ -> "unknown";
                        case StockReserved _ -> "promised";
                        case ReservationConfirmed _ -> "sold";
                        case ReservationReleased _ -> "released";
                        case SoldStockReturned _ -> "returned";
                        default -> state;
                    };
        }
        return state;
    }

    private static AdjustStock adjust(int delta, String reference) {
        return new AdjustStock(ITEM, delta, AdjustmentReason.DELIVERY, reference, null, MORNING);
    }

    private static StockAdjusted adjusted(int delta, int onHand, int reserved, String reference) {
        return new StockAdjusted(
                ITEM,
                SKU,
                delta,
                onHand,
                reserved,
                AdjustmentReason.DELIVERY,
                reference,
                null,
                MORNING);
    }
}
