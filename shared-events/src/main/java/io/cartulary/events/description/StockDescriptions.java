package io.cartulary.events.description;

import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockEvent.*;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says what happened to stock.
final class StockDescriptions {

    private StockDescriptions() {}

    static String describe(StockEvent event) {
        return switch (event) {
            case StockItemRegistered(_, var sku, var product) ->
                    "%s of %s was taken into stock-keeping".formatted(sku, product);
            case StockAdjusted adjusted ->
                    "Stock of %s was adjusted by %+d (%s, %s) to %d"
                            .formatted(
                                    adjusted.sku(),
                                    adjusted.delta(),
                                    Words.of(adjusted.reason()),
                                    adjusted.reference(),
                                    adjusted.onHand());
            case StockTransferred e ->
                    "%d × %s went from %s to %s (%s)"
                            .formatted(
                                    e.quantity(),
                                    e.sku(),
                                    e.pieces().getFirst().warehouse(),
                                    e.pieces().getLast().warehouse(),
                                    e.reference());
            case StockReserved e ->
                    "%d × %s were promised to %s%s%s"
                            .formatted(
                                    e.quantity(),
                                    e.sku(),
                                    e.orderId(),
                                    partOf(e.bundle()),
                                    yetToCome(e.backordered()));
            case ReservationConfirmed e ->
                    "%d × %s were sold to %s%s%s, which leaves %d"
                            .formatted(
                                    e.quantity(),
                                    e.sku(),
                                    e.orderId(),
                                    partOf(e.bundle()),
                                    yetToCome(e.backordered()),
                                    e.onHand());
            case ReservationReleased e ->
                    "%d × %s are no longer promised to %s%s"
                            .formatted(e.quantity(), e.sku(), e.orderId(), partOf(e.bundle()));
            case ReservationExpired e ->
                    "%d × %s were promised to %s%s for too long and are free again"
                            .formatted(e.quantity(), e.sku(), e.orderId(), partOf(e.bundle()));
            case BackorderFilled e ->
                    "%d × %s that %s waited for are there%s"
                            .formatted(e.quantity(), e.sku(), e.orderId(), partOf(e.bundle()));
            case SoldStockReturned e ->
                    "%d × %s came back from %s%s, which makes %d"
                            .formatted(
                                    e.quantity(),
                                    e.sku(),
                                    e.orderId(),
                                    partOf(e.bundle()),
                                    e.onHand());
            case SoldPiecesReturned e ->
                    "%s needs %d × %s%s less, of which %d came back, which makes %d"
                            .formatted(
                                    e.orderId(),
                                    e.quantity() + e.withdrawn(),
                                    e.sku(),
                                    partOf(e.bundle()),
                                    e.quantity(),
                                    e.onHand());
            case StockPolicyAgreed e ->
                    "Of %s, %s are few, and %d may be sold that are yet to come"
                            .formatted(
                                    e.sku(),
                                    e.lowStockThreshold() == null
                                            ? "no number"
                                            : e.lowStockThreshold(),
                                    e.backorderLimit());
            case LowStockReached(_, var sku, var available, var threshold) ->
                    "Only %d × %s can be sold, %d or fewer are few"
                            .formatted(available, sku, threshold);
            case LowStockEnded(_, var sku, var available, _) ->
                    "%d × %s can be sold, which are no longer few".formatted(available, sku);
            case BundleDefined(_, var sku, var parts) ->
                    "%s is a bundle of %s"
                            .formatted(
                                    sku,
                                    parts.stream()
                                            .map(part -> part.quantity() + " × " + part.sku())
                                            .collect(Collectors.joining(", ")));
        };
    }

    private static String partOf(@Nullable Object bundle) {
        return bundle == null ? "" : " as part of " + bundle;
    }

    private static String yetToCome(int backordered) {
        return backordered == 0 ? "" : ", %d of them yet to come".formatted(backordered);
    }
}
