package io.cartulary.simulation.scenario;

import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.simulation.Shop;
import io.cartulary.simulation.world.World;
import java.util.List;
import java.util.function.IntSupplier;

/// How staff bring what is missing, pack, dispatch and deliver.
final class Parcels {

    private final World world;
    private final Shop shop;
    private final RetriedRequests requests;
    private final ChosenGoods goods;
    private final OrderId orderId;
    private final int number;
    private final IntSupplier acts;
    private int parcels;

    Parcels(
            World world,
            Shop shop,
            RetriedRequests requests,
            ChosenGoods goods,
            OrderId orderId,
            int number,
            IntSupplier acts) {
        this.world = world;
        this.shop = shop;
        this.requests = requests;
        this.goods = goods;
        this.orderId = orderId;
        this.number = number;
        this.acts = acts;
    }

    /// All of it at once, or a parcel.
    void send(boolean edited) {
        var random = world.random();
        if (random.in(0.4)) {
            var tracking = "T-" + number + "-" + acts.getAsInt();
            var at = world.time().instant();
            requests.staff(
                    () -> new ShipOrder(orderId, "dhl", tracking, shop.awaited(orderId), at));
        } else {
            var shipment = ShipmentId.named(orderId + "/" + parcels++);
            var pieces = random.in(0.5) ? goods.some(edited) : List.<WantedPieces>of();
            requests.staff(
                    () -> new PackShipment(orderId, shipment, pieces, shop.awaited(orderId)));
            var at = world.time().instant();
            if (random.in(0.1)) {
                requests.staff(() -> new UnpackShipment(orderId, shipment));
            }
            for (var parcel = 0; parcel < parcels; parcel++) {
                var waiting = ShipmentId.named(orderId + "/" + parcel);
                var tracking = "T-" + number + "-p" + parcel;
                requests.staff(() -> new DispatchShipment(orderId, waiting, "dhl", tracking, at));
            }
        }
    }

    void deliver() {
        var at = world.time().instant();
        if (parcels > 0 && world.random().in(0.5)) {
            var parcel = ShipmentId.named(orderId + "/" + world.random().upTo(parcels - 1));
            requests.staff(() -> new RecordShipmentDelivery(orderId, parcel, at));
        } else {
            requests.staff(() -> new RecordDelivery(orderId, at));
        }
    }

    /// What is yet to come is delivered in the end.
    void bringAwaited() {
        for (var held : shop.awaited(orderId)) {
            for (var pieces : held.pieces()) {
                var parts =
                        requests.ask(
                                        "staff",
                                        new ReadParts(StockItemId.of(pieces.sku())),
                                        BundleParts.class)
                                .orElseThrow()
                                .parts();
                if (parts.isEmpty()) {
                    bring(pieces.sku(), pieces.quantity());
                }
                parts.forEach(part -> bring(part.sku(), part.quantity() * pieces.quantity()));
            }
        }
    }

    private void bring(Sku sku, int pieces) {
        var reference = "awaited-" + number + "-" + acts.getAsInt();
        var at = world.time().instant();
        requests.staff(() ->
                new AdjustStock(
                        StockItemId.of(sku),
                        pieces,
                        AdjustmentReason.DELIVERY,
                        reference,
                        null,
                        at));
    }
}
