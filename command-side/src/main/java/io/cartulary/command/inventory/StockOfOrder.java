package io.cartulary.command.inventory;

import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/// What an order asks of the stock of a SKU; of a bundle it asks the same of each part.
///
/// Only a promise may be refused to an order. What it asks for afterwards is done as far as it can
/// be, part by part, and what was refused is answered, for a person to look at.
public record StockOfOrder(CommandGateway commands, OrderId orderId) {

    /// Pieces whose stock refused; parts of a bundle each for themselves.
    public record Refused(SkuQuantity pieces, Rejection why) {}

    /// Refused as `ReserveStock` is; nothing of the SKU is held then, no part of a bundle either.
    public void reserve(SkuQuantity wanted, Instant until) {
        var held = new ArrayList<SkuQuantity>();
        var parts = ask(reserveCommand(wanted, null, until));
        try {
            for (var part : parts.parts()) {
                ask(reserveCommand(times(part, wanted), wanted.sku(), until));
                held.add(part);
            }
        } catch (CommandExecutionException refused) {
            for (var part : held) {
                ask(new ReleaseReservation(StockItemId.of(part.sku()), orderId, wanted.sku()));
            }
            throw refused;
        }
    }

    /// An order that was paid is served even when its promise was forgotten: it is promised again.
    public List<Refused> confirm(SkuQuantity sold) {
        return each(
                sold,
                (pieces, bundle) -> {
                    var confirm =
                            new ConfirmReservation(StockItemId.of(pieces.sku()), orderId, bundle);
                    try {
                        return ask(confirm);
                    } catch (CommandExecutionException refused) {
                        if (rejection(refused) != StockRejection.NOT_RESERVED) {
                            throw refused;
                        }
                        ask(reserveCommand(pieces, bundle, null));
                        return ask(confirm);
                    }
                });
    }

    public List<Refused> release(SkuQuantity held) {
        return each(
                held,
                (pieces, bundle) ->
                        ask(new ReleaseReservation(StockItemId.of(pieces.sku()), orderId, bundle)));
    }

    public List<Refused> takeBack(SkuQuantity sold) {
        return each(
                sold,
                (pieces, bundle) ->
                        ask(
                                new ReturnSoldStock(
                                        StockItemId.of(pieces.sku()),
                                        orderId,
                                        bundle,
                                        WarehouseCode.MAIN,
                                        pieces.quantity())));
    }

    /// Some of the sold pieces are not needed; the order may still wait for them.
    ///
    /// @param reference names the act
    public List<Refused> takeBackSome(SkuQuantity sold, String reference) {
        return each(
                sold,
                (pieces, bundle) ->
                        ask(
                                new ReturnSoldPieces(
                                        StockItemId.of(pieces.sku()),
                                        orderId,
                                        bundle,
                                        WarehouseCode.MAIN,
                                        pieces.quantity(),
                                        reference)));
    }

    /// Puts pieces that a customer sent back on the shelf.
    ///
    /// @param reference names the act and the line; each part of a bundle remembers it for itself
    public List<Refused> restock(
            SkuQuantity sold, WarehouseCode warehouse, String reference, Instant at) {
        return each(
                sold,
                (pieces, bundle) -> {
                    var stock = StockItemId.of(pieces.sku());
                    var parts = bundle == null ? ask(new ReadParts(stock)) : BundleParts.NONE;
                    if (parts.parts().isEmpty()) {
                        commands.sendAndWait(
                                new AdjustStock(
                                        stock,
                                        warehouse,
                                        pieces.quantity(),
                                        AdjustmentReason.CUSTOMER_RETURN,
                                        reference,
                                        bundle == null ? null : "part of " + bundle,
                                        at));
                    }
                    return parts;
                });
    }

    /// How many pieces are yet to come. A bundle that lacks one part is.
    public int awaited(Sku sku) {
        var own = awaited(sku, null);
        var most = own.quantity();
        for (var part : own.parts().parts()) {
            var lacking = awaited(part.sku(), sku).quantity();
            most = Math.max(most, Math.ceilDiv(lacking, part.quantity()));
        }
        return most;
    }

    private AwaitedPieces awaited(Sku sku, @Nullable Sku bundle) {
        return commands.sendAndWait(new ReadAwaited(StockItemId.of(sku), orderId, bundle));
    }

    /// Asks for the pieces of a SKU itself, then for those of its parts, if it is a `bundle`.
    private interface Step {
        BundleParts take(SkuQuantity pieces, @Nullable Sku bundle);
    }

    private List<Refused> each(SkuQuantity wanted, Step step) {
        var refused = new ArrayList<Refused>();
        for (var part : attempt(step, wanted, null, refused).parts()) {
            attempt(step, times(part, wanted), wanted.sku(), refused);
        }
        return refused;
    }

    private static BundleParts attempt(
            Step step, SkuQuantity pieces, @Nullable Sku bundle, List<Refused> refused) {
        try {
            return step.take(pieces, bundle);
        } catch (CommandExecutionException failure) {
            refused.add(new Refused(pieces, rejection(failure)));
            return BundleParts.NONE;
        }
    }

    private ReserveStock reserveCommand(
            SkuQuantity pieces, @Nullable Sku bundle, @Nullable Instant until) {
        return new ReserveStock(
                StockItemId.of(pieces.sku()), orderId, bundle, pieces.quantity(), until);
    }

    private static SkuQuantity times(SkuQuantity part, SkuQuantity bundles) {
        return new SkuQuantity(part.sku(), Math.multiplyExact(part.quantity(), bundles.quantity()));
    }

    /// A failure that is no refusal is a fault, which is tried again.
    private static Rejection rejection(CommandExecutionException failure) {
        if (failure.getDetails().orElse(null) instanceof Rejection why) {
            return why;
        }
        throw failure;
    }

    private BundleParts ask(StockCommand command) {
        return commands.sendAndWait(command);
    }
}
