package io.cartulary.command.order;

import io.cartulary.command.inventory.StockOfOrder;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// Which open pieces of an order are yet to come. Stock knows that and not the order, so commands
/// that pack carry it. Pieces that come between reading and packing are packed later.
public final class AwaitedStock {

    private AwaitedStock() {}

    public static List<HeldPieces> of(OrderId orderId, CommandGateway commands) {
        OpenPieces open = commands.sendAndWait(new ReadOpenPieces(orderId));
        return open.pieces().stream()
                .map(held ->
                        new HeldPieces(
                                held.holder(),
                                awaited(new StockOfOrder(commands, held.holder()), held.pieces())))
                .filter(held -> !held.pieces().isEmpty())
                .toList();
    }

    private static List<SkuQuantity> awaited(StockOfOrder stock, List<SkuQuantity> open) {
        var awaited = new ArrayList<SkuQuantity>();
        for (var pieces : open) {
            var lacking = Math.min(stock.awaited(pieces.sku()), pieces.quantity());
            if (lacking > 0) {
                awaited.add(new SkuQuantity(pieces.sku(), lacking));
            }
        }
        return awaited;
    }
}
