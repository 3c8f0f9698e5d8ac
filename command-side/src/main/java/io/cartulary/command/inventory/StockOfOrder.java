package io.cartulary.command.inventory;

import io.cartulary.command.inventory.StockCommand.BundleParts;
import io.cartulary.command.inventory.StockCommand.ConfirmReservation;
import io.cartulary.command.inventory.StockCommand.ReleaseReservation;
import io.cartulary.command.inventory.StockCommand.ReserveStock;
import io.cartulary.command.inventory.StockCommand.ReturnSoldStock;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// What an order asks of the stock of a SKU; of a bundle it asks the same of each part.
public record StockOfOrder(CommandGateway commands, OrderId orderId) {

    /// Refused as `ReserveStock` is; nothing of the SKU is held then, no part of a bundle either.
    public void reserve(SkuQuantity wanted, Instant until) {
        var held = new ArrayList<SkuQuantity>();
        var parts =
                ask(
                        new ReserveStock(
                                StockItemId.of(wanted.sku()),
                                orderId,
                                null,
                                wanted.quantity(),
                                until));
        try {
            for (var part : parts.parts()) {
                ask(
                        new ReserveStock(
                                StockItemId.of(part.sku()),
                                orderId,
                                wanted.sku(),
                                Math.multiplyExact(part.quantity(), wanted.quantity()),
                                until));
                held.add(part);
            }
        } catch (CommandExecutionException refused) {
            for (var part : held) {
                ask(new ReleaseReservation(StockItemId.of(part.sku()), orderId, wanted.sku()));
            }
            throw refused;
        }
    }

    public void confirm(Sku sold) {
        for (var part : ask(new ConfirmReservation(StockItemId.of(sold), orderId)).parts()) {
            ask(new ConfirmReservation(StockItemId.of(part.sku()), orderId, sold));
        }
    }

    public void release(Sku held) {
        for (var part : ask(new ReleaseReservation(StockItemId.of(held), orderId)).parts()) {
            ask(new ReleaseReservation(StockItemId.of(part.sku()), orderId, held));
        }
    }

    public void takeBack(SkuQuantity sold) {
        var all = new ReturnSoldStock(StockItemId.of(sold.sku()), orderId, sold.quantity());
        for (var part : ask(all).parts()) {
            ask(
                    new ReturnSoldStock(
                            StockItemId.of(part.sku()),
                            orderId,
                            sold.sku(),
                            WarehouseCode.MAIN,
                            Math.multiplyExact(part.quantity(), sold.quantity())));
        }
    }

    private BundleParts ask(StockCommand command) {
        return commands.sendAndWait(command);
    }
}
