package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;
import static java.util.stream.Collectors.summingInt;

import io.cartulary.command.order.OrderCommand.WantedPieces;
import io.cartulary.command.pricing.MinorUnits;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What became of the pieces of each line of an order. Never changes; every step makes another.
///
/// @param lines by line number
public record Goods(Map<Integer, Line> lines) {

    static final Goods NONE = new Goods(Map.of());

    /// @param addedBy the change that put it in; absent for a line that was ordered
    /// @param total what all ordered pieces cost
    /// @param packed put into a parcel, which may have left since
    /// @param shipped of those packed
    /// @param delivered of those shipped
    /// @param inReturn of those shipped, in a return that is under way
    /// @param returned of those shipped, by returns that ended
    record Line(
            Sku sku,
            @Nullable EditId addedBy,
            int ordered,
            Money total,
            int cancelled,
            int packed,
            int shipped,
            int delivered,
            int inReturn,
            int returned) {

        Line(OrderLine line, @Nullable EditId addedBy) {
            this(line.sku(), addedBy, line.quantity(), line.total(), 0, 0, 0, 0, 0, 0);
        }

        /// Neither cancelled nor packed.
        int open() {
            return ordered - cancelled - packed;
        }

        /// All that is not cancelled.
        int remaining() {
            return ordered - cancelled;
        }

        int returnable() {
            return shipped - inReturn - returned;
        }

        /// What the next pieces cost that are cancelled or come back. Whatever the steps, all
        /// pieces add up to the line: see *Part of a line* in docs/money.md.
        Money priceOf(int pieces) {
            return Money.ofMinor(
                    total.getCurrencyUnit(),
                    MinorUnits.ofPieces(
                            total.getAmountMinorLong(), cancelled + returned, pieces, ordered));
        }

        Line cancel(int pieces) {
            return new Line(
                    sku,
                    addedBy,
                    ordered,
                    total,
                    cancelled + pieces,
                    packed,
                    shipped,
                    delivered,
                    inReturn,
                    returned);
        }

        Line pack(int pieces) {
            return new Line(
                    sku,
                    addedBy,
                    ordered,
                    total,
                    cancelled,
                    packed + pieces,
                    shipped,
                    delivered,
                    inReturn,
                    returned);
        }

        Line ship(int pieces) {
            return new Line(
                    sku,
                    addedBy,
                    ordered,
                    total,
                    cancelled,
                    packed,
                    shipped + pieces,
                    delivered,
                    inReturn,
                    returned);
        }

        Line deliver(int pieces) {
            return new Line(
                    sku,
                    addedBy,
                    ordered,
                    total,
                    cancelled,
                    packed,
                    shipped,
                    delivered + pieces,
                    inReturn,
                    returned);
        }

        Line putInReturn(int pieces) {
            return new Line(
                    sku,
                    addedBy,
                    ordered,
                    total,
                    cancelled,
                    packed,
                    shipped,
                    delivered,
                    inReturn + pieces,
                    returned);
        }

        Line takeBack(int pieces) {
            return new Line(
                    sku,
                    addedBy,
                    ordered,
                    total,
                    cancelled,
                    packed,
                    shipped,
                    delivered,
                    inReturn,
                    returned + pieces);
        }
    }

    static Goods of(List<OrderLine> lines) {
        var goods = new TreeMap<Integer, Line>();
        lines.forEach(line -> goods.put(line.line(), new Line(line, null)));
        return new Goods(goods);
    }

    /// In the order of the SKUs, so that all who lock their stock do so in one order everywhere.
    public static List<SkuQuantity> bySku(List<OrderLine> lines) {
        return lines.stream()
                .collect(
                        Collectors.groupingBy(
                                OrderLine::sku, TreeMap::new, summingInt(OrderLine::quantity)))
                .entrySet()
                .stream()
                .map(sku -> new SkuQuantity(sku.getKey(), sku.getValue()))
                .toList();
    }

    Goods added(List<OrderLine> more, EditId by) {
        var next = new TreeMap<>(lines);
        more.forEach(line -> next.put(line.line(), new Line(line, by)));
        return new Goods(next);
    }

    /// For the next line that is added.
    int nextNumber() {
        return lines.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    Goods cancelled(List<RefundedLine> pieces) {
        var next = new TreeMap<>(lines);
        for (var part : pieces) {
            next.computeIfPresent(part.line(), (_, line) -> line.cancel(part.quantity()));
        }
        return new Goods(next);
    }

    Goods packed(List<LinePieces> pieces) {
        return with(pieces, Line::pack);
    }

    Goods unpacked(List<LinePieces> pieces) {
        return with(pieces, (line, quantity) -> line.pack(-quantity));
    }

    Goods shipped(List<LinePieces> pieces) {
        return with(pieces, Line::ship);
    }

    Goods delivered(List<LinePieces> pieces) {
        return with(pieces, Line::deliver);
    }

    Goods inReturn(List<LinePieces> pieces) {
        return with(pieces, Line::putInReturn);
    }

    Goods outOfReturn(List<LinePieces> pieces) {
        return with(pieces, (line, quantity) -> line.putInReturn(-quantity));
    }

    Goods returned(List<ReceivedLine> received) {
        var next = new TreeMap<>(lines);
        for (var part : received) {
            next.computeIfPresent(part.line(), (_, line) -> line.takeBack(part.quantity()));
        }
        return new Goods(next);
    }

    private Goods with(List<LinePieces> pieces, BiFunction<Line, Integer, Line> change) {
        var next = new TreeMap<>(lines);
        for (var part : pieces) {
            next.computeIfPresent(part.line(), (_, line) -> change.apply(line, part.quantity()));
        }
        return new Goods(next);
    }

    Goods evolve(OrderEvent event, Shipments shipments, Returns returns) {
        return switch (event) {
            case OrderPlaced e -> of(e.lines());
            case OrderLinesCancelled e -> cancelled(e.lines());
            case OrderLinesAdded e -> added(e.lines(), e.editId());
            case ShipmentPacked e -> packed(e.pieces());
            case ShipmentUnpacked e -> unpacked(shipments.parcel(e.shipmentId()).pieces());
            case ShipmentDispatched e -> shipped(shipments.parcel(e.shipmentId()).pieces());
            case ShipmentDelivered e -> delivered(shipments.parcel(e.shipmentId()).pieces());
            case ReturnRequested e -> inReturn(e.pieces());
            case ReturnRefused e -> outOfReturn(returns.one(e.returnId()).pieces());
            case ReturnReceived e ->
                    outOfReturn(returns.one(e.returnId()).pieces()).returned(e.lines());
            default -> this;
        };
    }

    /// What the wanted pieces cost, which are not packed.
    List<RefundedLine> openPieces(List<WantedPieces> wanted) {
        pick(wanted, line -> line.ordered() - line.cancelled() - line.shipped());
        return wanted.stream()
                .map(part -> {
                    var line = line(part.line());
                    if (part.quantity() > line.open()) {
                        throw new CommandRejected(ALREADY_PACKED);
                    }
                    return new RefundedLine(
                            part.line(),
                            line.sku(),
                            part.quantity(),
                            line.priceOf(part.quantity()));
                })
                .toList();
    }

    List<HeldPieces> heldOf(OrderId orderId, List<RefundedLine> taken) {
        return held(
                orderId,
                taken.stream()
                        .map(line -> new LinePieces(line.line(), line.sku(), line.quantity()))
                        .toList());
    }

    /// All that is neither cancelled nor packed.
    List<LinePieces> open() {
        return lines.entrySet().stream()
                .filter(line -> line.getValue().open() > 0)
                .map(line ->
                        new LinePieces(
                                line.getKey(), line.getValue().sku(), line.getValue().open()))
                .toList();
    }

    /// All that is open and there.
    ///
    /// @param awaited pieces that are yet to come; the last lines of a SKU wait for them
    List<LinePieces> openNow(OrderId orderId, List<HeldPieces> awaited) {
        var lacking = new HashMap<HeldSku, Integer>();
        for (var held : awaited) {
            for (var pieces : held.pieces()) {
                lacking.put(new HeldSku(held.holder(), pieces.sku()), pieces.quantity());
            }
        }
        var there = new ArrayList<LinePieces>();
        for (var part : open().reversed()) {
            var key = new HeldSku(holder(orderId, lines.get(part.line())), part.sku());
            var waits = Math.min(lacking.getOrDefault(key, 0), part.quantity());
            lacking.merge(key, -waits, Integer::sum);
            if (waits < part.quantity()) {
                there.addFirst(new LinePieces(part.line(), part.sku(), part.quantity() - waits));
            }
        }
        return there;
    }

    private record HeldSku(OrderId holder, Sku sku) {}

    private static OrderId holder(OrderId orderId, Line line) {
        return line.addedBy() == null ? orderId : line.addedBy().holder();
    }

    /// Refused with `UNKNOWN_LINE`, and with `TOO_MANY_PIECES` when a line has fewer of the kind
    /// that is counted.
    List<LinePieces> pick(List<WantedPieces> wanted, ToIntFunction<Line> atMost) {
        return wanted.stream()
                .map(part -> {
                    var line = line(part.line());
                    if (part.quantity() > atMost.applyAsInt(line)) {
                        throw new CommandRejected(TOO_MANY_PIECES);
                    }
                    return new LinePieces(part.line(), line.sku(), part.quantity());
                })
                .toList();
    }

    Line line(int number) {
        var line = lines.get(number);
        if (line == null) {
            throw new CommandRejected(UNKNOWN_LINE);
        }
        return line;
    }

    Fulfilment fulfilment() {
        if (sum(Line::packed) == 0) {
            return Fulfilment.UNFULFILLED;
        }
        if (sum(Line::open) > 0) {
            return Fulfilment.PARTIAL;
        }
        if (sum(Line::shipped) < sum(Line::packed)) {
            return Fulfilment.FULFILLED;
        }
        return sum(Line::delivered) < sum(Line::shipped)
                ? Fulfilment.SHIPPED
                : Fulfilment.DELIVERED;
    }

    /// Whether nothing is left that is not cancelled.
    boolean isEmpty() {
        return lines.values().stream().allMatch(line -> line.remaining() == 0);
    }

    /// What is not cancelled of the lines that were ordered, in the order of the SKUs.
    List<SkuQuantity> bySku() {
        return lines.values().stream()
                .filter(line -> line.addedBy() == null)
                .collect(
                        Collectors.groupingBy(
                                Line::sku, TreeMap::new, Collectors.summingInt(Line::remaining)))
                .entrySet()
                .stream()
                .filter(sku -> sku.getValue() > 0)
                .map(sku -> new SkuQuantity(sku.getKey(), sku.getValue()))
                .toList();
    }

    /// What is not cancelled of what changes added.
    List<LinePieces> ofEdits() {
        return lines.entrySet().stream()
                .filter(line ->
                        line.getValue().addedBy() != null && line.getValue().remaining() > 0)
                .map(line ->
                        new LinePieces(
                                line.getKey(), line.getValue().sku(), line.getValue().remaining()))
                .toList();
    }

    /// By whom stock holds the pieces for, and then in the order of the SKUs.
    List<HeldPieces> held(OrderId orderId, List<LinePieces> pieces) {
        var bySku = new LinkedHashMap<OrderId, TreeMap<Sku, Integer>>();
        for (var part : pieces) {
            bySku.computeIfAbsent(holder(orderId, lines.get(part.line())), _ -> new TreeMap<>())
                    .merge(part.sku(), part.quantity(), Integer::sum);
        }
        return bySku.entrySet().stream()
                .map(held ->
                        new HeldPieces(
                                held.getKey(),
                                held.getValue().entrySet().stream()
                                        .map(sku -> new SkuQuantity(sku.getKey(), sku.getValue()))
                                        .toList()))
                .toList();
    }

    private int sum(ToIntFunction<Line> pieces) {
        return lines.values().stream().mapToInt(pieces).sum();
    }
}
