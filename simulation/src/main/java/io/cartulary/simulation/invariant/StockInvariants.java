package io.cartulary.simulation.invariant;

import static io.cartulary.simulation.world.Violation.unless;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.order.OrderId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Stock is what its events add up to, promised once, and gone where it was sold.
final class StockInvariants {

    private static final Duration AT_ONCE = Duration.ofMinutes(12);

    private final CheckedLife life;
    private final Map<Sku, Stock> stock = new TreeMap<>();
    private final Map<Sku, List<SkuQuantity>> bundles = new HashMap<>();

    StockInvariants(CheckedLife life) {
        this.life = life;
    }

    private enum Hold {
        PROMISED,
        SOLD,
        ENDED,
        EXPIRED
    }

    private static final class Stock {
        private int onHand;
        private int reserved;
        private int waitedFor;
        private int broughtByStaff;
        private int backorderLimit;
        private final Map<String, Hold> holds = new HashMap<>();
        private final Map<String, Integer> waiting = new HashMap<>();

        /// Pieces that left the count, by whom they were sold to.
        private final Map<String, Integer> gone = new HashMap<>();
    }

    void clear() {
        stock.clear();
        bundles.clear();
    }

    void on(Object event) {
        switch (event) {
            case StockMoved moved -> onStock(moved);
            case StockPolicyAgreed policy ->
                    stock.computeIfAbsent(policy.sku(), _ -> new Stock()).backorderLimit =
                            policy.backorderLimit();
            case BundleDefined bundle -> bundles.put(bundle.sku(), bundle.parts());
            default -> {
                /* of another family */
            }
        }
    }

    private static String holder(OrderId order, @Nullable Sku bundle) {
        return order + "/" + bundle;
    }

    private void onStock(StockMoved event) {
        var item = stock.computeIfAbsent(event.sku(), _ -> new Stock());
        switch (event) {
            case StockAdjusted adjusted -> {
                item.onHand += adjusted.delta();
                switch (adjusted.reason()) {
                    case CUSTOMER_RETURN -> {
                        /* came from an order, and is counted there */
                    }
                    case OPENING_STOCK, DELIVERY, COUNT_CORRECTION, DAMAGE, LOSS ->
                            item.broughtByStaff += adjusted.delta();
                }
            }
            case StockReserved promised -> {
                var holder = holder(promised.orderId(), promised.bundle());
                unless(
                        item.holds.put(holder, Hold.PROMISED) == null,
                        "an order is promised a SKU once",
                        promised);
                item.reserved += promised.quantity() - promised.backordered();
                await(item, holder, promised.backordered());
                unless(
                        promised.backordered() == 0 || item.waitedFor <= item.backorderLimit,
                        "no more is sold ahead than was agreed",
                        promised,
                        " of ",
                        item.backorderLimit);
            }
            case ReservationConfirmed sold -> {
                var holder = holder(sold.orderId(), sold.bundle());
                var before = item.holds.put(holder, Hold.SOLD);
                unless(
                        before == Hold.PROMISED || before == Hold.EXPIRED,
                        "only what was promised is sold, and once",
                        sold,
                        " was ",
                        before);
                var edit = life.edits.get(sold.orderId());
                unless(
                        edit == null ? life.orders.get(sold.orderId()).confirmed : edit.made,
                        "only confirmed orders are sold pieces",
                        sold);
                var inHouse = sold.quantity() - sold.backordered();
                item.onHand -= inHouse;
                item.gone.merge(holder, inHouse, Integer::sum);
                item.reserved -= before == Hold.PROMISED ? inHouse : 0;
                await(item, holder, sold.backordered());
            }
            case ReservationReleased released -> {
                end(item, holder(released.orderId(), released.bundle()), Hold.ENDED, released);
                item.reserved -= released.quantity() - released.backordered();
            }
            case ReservationExpired expired -> {
                end(item, holder(expired.orderId(), expired.bundle()), Hold.EXPIRED, expired);
                var edit = life.edits.get(expired.orderId());
                var ended =
                        edit == null
                                ? life.orders.get(expired.orderId()).cancelledAt
                                : edit.droppedAt;
                unless(
                        ended == null || ended.plus(AT_ONCE).isAfter(life.at),
                        "a cancelled order gives its stock back at once",
                        expired);
                item.reserved -= expired.quantity() - expired.backordered();
            }
            case SoldStockReturned returned -> {
                var holder = holder(returned.orderId(), returned.bundle());
                unless(
                        item.holds.put(holder, Hold.ENDED) == Hold.SOLD,
                        "only sold pieces come back, and once",
                        returned);
                comeBack(item, holder, returned.quantity(), returned);
                unless(
                        item.gone.get(holder) == 0,
                        "all pieces of a cancelled order come back",
                        returned);
                await(item, holder, 0);
            }
            case SoldPiecesReturned returned -> {
                var holder = holder(returned.orderId(), returned.bundle());
                unless(
                        item.holds.get(holder) == Hold.SOLD,
                        "only sold pieces come back, and once",
                        returned);
                comeBack(item, holder, returned.quantity(), returned);
                unless(
                        item.waiting.getOrDefault(holder, 0)
                                == returned.withdrawn() + returned.backordered(),
                        "who needs fewer waits for fewer",
                        returned);
                await(item, holder, returned.backordered());
            }
            case BackorderFilled filled -> {
                var holder = holder(filled.orderId(), filled.bundle());
                if (filled.sold()) {
                    item.onHand -= filled.quantity();
                    item.gone.merge(holder, filled.quantity(), Integer::sum);
                } else {
                    item.reserved += filled.quantity();
                }
                await(item, holder, filled.backordered());
            }
            default -> {
                /* a transfer changes no sum */
            }
        }
        unless(
                event.onHand() == item.onHand && event.reserved() == item.reserved,
                "stock is what its events add up to",
                event,
                " but ",
                item.onHand,
                " and ",
                item.reserved);
        unless(
                item.reserved >= 0 && item.reserved <= item.onHand,
                "stock is never below zero nor promised twice",
                event);
        for (var warehouse : event.pieces()) {
            unless(
                    warehouse.reserved() >= 0 && warehouse.reserved() <= warehouse.onHand(),
                    "stock of a warehouse is never below zero nor promised twice",
                    event);
        }
    }

    /// A piece that an order still waits for is nowhere, and fills no one else's order.
    private static void comeBack(Stock item, String holder, int pieces, Object event) {
        item.onHand += pieces;
        unless(
                item.gone.merge(holder, -pieces, Integer::sum) >= 0,
                "only pieces that an order got come back",
                event);
    }

    private static void end(Stock item, String holder, Hold end, Object event) {
        unless(
                item.holds.put(holder, end) == Hold.PROMISED,
                "only what is promised is given back, and once",
                event);
        await(item, holder, 0);
    }

    private static void await(Stock item, String holder, int pieces) {
        var before = item.waiting.put(holder, pieces);
        item.waitedFor += pieces - (before == null ? 0 : before);
    }

    void close() {
        var expected = new TreeMap<Sku, Integer>();
        for (var order : life.orders.values()) {
            if (order.confirmed && order.cancelled == null) {
                for (var line : order.lines) {
                    addParts(expected, line.sku(), line.quantity());
                }
                order.onShelf.forEach((sku, pieces) -> addParts(expected, sku, -pieces));
            }
        }
        stock.forEach((sku, item) -> {
            var gone = item.broughtByStaff - item.onHand + item.waitedFor;
            unless(
                    gone == expected.getOrDefault(sku, 0),
                    "what left the shelf is what was sold",
                    sku,
                    ": ",
                    gone,
                    " left and ",
                    expected.getOrDefault(sku, 0),
                    " were sold");
            unless(item.reserved == 0, "no stock is stranded", sku, ": ", item.reserved);
            item.holds.forEach((holder, hold) ->
                    unless(
                            hold != Hold.PROMISED,
                            "every promise is kept or given back",
                            holder,
                            " of ",
                            sku));
        });
    }

    private void addParts(Map<Sku, Integer> all, Sku sku, int quantity) {
        var parts = bundles.get(sku);
        if (parts == null) {
            all.merge(sku, quantity, Integer::sum);
        } else {
            parts.forEach(part -> all.merge(part.sku(), quantity * part.quantity(), Integer::sum));
        }
    }
}
