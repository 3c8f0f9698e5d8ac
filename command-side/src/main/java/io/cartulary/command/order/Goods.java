package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.TOO_MANY_PIECES;
import static io.cartulary.command.order.OrderRejection.UNKNOWN_LINE;

import io.cartulary.command.CommandRejected;
import io.cartulary.command.order.OrderCommand.WantedPieces;
import io.cartulary.command.pricing.MinorUnits;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.OrderEvent.ReceivedLine;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// What became of the pieces of each line of an order. Never changes; every step makes another.
///
/// @param lines by line number
record Goods(Map<Integer, Line> lines) {

    static final Goods NONE = new Goods(Map.of());

    /// @param total what all ordered pieces cost
    /// @param packed put into a parcel, which may have left since
    /// @param shipped of those packed
    /// @param delivered of those shipped
    /// @param claimed of those shipped, in a return that is under way
    /// @param returned of those shipped, by returns that ended
    record Line(
            Sku sku,
            int ordered,
            Money total,
            int cancelled,
            int packed,
            int shipped,
            int delivered,
            int claimed,
            int returned) {

        Line(OrderLine line) {
            this(line.sku(), line.quantity(), line.total(), 0, 0, 0, 0, 0, 0);
        }

        /// Neither cancelled nor packed.
        int open() {
            return ordered - cancelled - packed;
        }

        int returnable() {
            return shipped - claimed - returned;
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
                    ordered,
                    total,
                    cancelled + pieces,
                    packed,
                    shipped,
                    delivered,
                    claimed,
                    returned);
        }

        Line pack(int pieces) {
            return new Line(
                    sku,
                    ordered,
                    total,
                    cancelled,
                    packed + pieces,
                    shipped,
                    delivered,
                    claimed,
                    returned);
        }

        Line ship(int pieces) {
            return new Line(
                    sku,
                    ordered,
                    total,
                    cancelled,
                    packed,
                    shipped + pieces,
                    delivered,
                    claimed,
                    returned);
        }

        Line deliver(int pieces) {
            return new Line(
                    sku,
                    ordered,
                    total,
                    cancelled,
                    packed,
                    shipped,
                    delivered + pieces,
                    claimed,
                    returned);
        }

        Line claim(int pieces) {
            return new Line(
                    sku,
                    ordered,
                    total,
                    cancelled,
                    packed,
                    shipped,
                    delivered,
                    claimed + pieces,
                    returned);
        }

        Line takeBack(int pieces) {
            return new Line(
                    sku,
                    ordered,
                    total,
                    cancelled,
                    packed,
                    shipped,
                    delivered,
                    claimed,
                    returned + pieces);
        }
    }

    static Goods of(List<OrderLine> lines) {
        var goods = new TreeMap<Integer, Line>();
        lines.forEach(line -> goods.put(line.line(), new Line(line)));
        return new Goods(goods);
    }

    Goods added(List<OrderLine> more) {
        var next = new TreeMap<>(lines);
        more.forEach(line -> next.put(line.line(), new Line(line)));
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

    Goods claimed(List<LinePieces> pieces) {
        return with(pieces, Line::claim);
    }

    Goods unclaimed(List<LinePieces> pieces) {
        return with(pieces, (line, quantity) -> line.claim(-quantity));
    }

    Goods takenBack(List<ReceivedLine> received) {
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

    /// All that is neither cancelled nor packed.
    List<LinePieces> open() {
        return lines.entrySet().stream()
                .filter(line -> line.getValue().open() > 0)
                .map(line ->
                        new LinePieces(
                                line.getKey(), line.getValue().sku(), line.getValue().open()))
                .toList();
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

    /// What is not cancelled, in the order of the SKUs.
    List<SkuQuantity> bySku() {
        return lines.values().stream()
                .collect(
                        Collectors.groupingBy(
                                Line::sku,
                                TreeMap::new,
                                Collectors.summingInt(line -> line.ordered() - line.cancelled())))
                .entrySet()
                .stream()
                .filter(sku -> sku.getValue() > 0)
                .map(sku -> new SkuQuantity(sku.getKey(), sku.getValue()))
                .toList();
    }

    private int sum(ToIntFunction<Line> pieces) {
        return lines.values().stream().mapToInt(pieces).sum();
    }
}
