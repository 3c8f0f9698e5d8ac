package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.*;

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
import java.util.List;

/// What happened to a SKU in the tests of it.
final class StockSteps {

    private StockSteps() {}

    static final Sku SKU = new Sku("TONER-100");
    static final StockItemId ITEM = StockItemId.of(SKU);
    static final ProductId PRODUCT = new ProductId("product-toner");
    static final OrderId ORDER = new OrderId("order-1");
    static final OrderId OTHER_ORDER = new OrderId("order-2");
    static final Instant MORNING = Instant.parse("2026-01-05T08:00:00Z");
    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    static final Instant EVENING = Instant.parse("2026-01-05T18:00:00Z");

    static final StockItemRegistered REGISTERED = new StockItemRegistered(ITEM, SKU, PRODUCT);
    static final StockAdjusted TEN_DELIVERED = adjusted(10, 10, 0, "delivery 1");
    static final StockReserved THREE_RESERVED = reserved(ORDER, 3, 10, 3);

    static final ReservationConfirmed THREE_SOLD =
            new ReservationConfirmed(ITEM, SKU, ORDER, null, 3, 0, 7, 0, main(3, 7, 0));

    static final ReservationReleased THREE_RELEASED =
            new ReservationReleased(ITEM, SKU, ORDER, null, 3, 0, 10, 0, main(3, 10, 0));

    static final ReservationExpired THREE_EXPIRED =
            new ReservationExpired(ITEM, SKU, ORDER, null, 3, 0, 10, 0, main(3, 10, 0));

    static final SoldStockReturned THREE_RETURNED =
            new SoldStockReturned(ITEM, SKU, ORDER, null, 3, 0, 10, 0, main(3, 10, 0));
    static final WarehouseCode BERLIN = new WarehouseCode("BERLIN");

    static final BundleDefined BUNDLE =
            new BundleDefined(ITEM, SKU, List.of(new SkuQuantity(new Sku("PART"), 2)));

    static AdjustStock adjust(int delta, String reference) {
        return new AdjustStock(ITEM, delta, AdjustmentReason.DELIVERY, reference, null, MORNING);
    }

    static StockAdjusted adjusted(int delta, int onHand, int reserved, String reference) {
        return adjusted(delta, onHand, reserved, reference, main(delta, onHand, reserved));
    }

    static StockAdjusted adjusted(
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

    static StockReserved reserved(OrderId order, int quantity, int onHand, int reservedAfter) {
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

    static List<WarehousePieces> main(int quantity, int onHand, int reservedAfter) {
        return List.of(pieces(WarehouseCode.MAIN, Math.abs(quantity), onHand, reservedAfter));
    }

    static WarehousePieces pieces(
            WarehouseCode warehouse, int quantity, int onHand, int reservedAfter) {
        return new WarehousePieces(warehouse, quantity, onHand, reservedAfter);
    }
}
