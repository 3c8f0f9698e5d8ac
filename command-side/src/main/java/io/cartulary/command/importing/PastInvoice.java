package io.cartulary.command.importing;

import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderEvent.RefundedLine;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.joda.money.Money;

/// The rules that make commands of the rows of one invoice. Identifiers follow from the invoice's
/// number, so that the same invoice meets the same order again.
///
/// @param rows in the order of the file, at least one
/// @param names of the articles, for rows without a description
record PastInvoice(String number, List<OrderRow> rows, Map<Sku, String> names) {

    private static final Pattern DAMAGE =
            Pattern.compile(
                    "damag|broken|break|smash|crush|crack|wet|rust|mould|faulty|unsale|destroy|thr(ow|ew)",
                    Pattern.CASE_INSENSITIVE);

    /// Past orders are delivered as they were: no discount, shipping or tax of their own is known.
    private static final Money NOTHING = Money.zero(OrderRow.CURRENCY);

    private static final long HISTORICAL_PRICE = 0;

    static OrderId orderId(String number) {
        return OrderId.named("legacy-invoice-" + number);
    }

    static ProductId productId(Sku sku) {
        return ProductId.named("legacy-sku-" + sku);
    }

    private Instant at() {
        // A few invoices were written over two minutes: the first counts.
        return rows.getFirst().at();
    }

    private record LineKey(Sku sku, Money unitPrice) {}

    /// The order, of the rows that are sales. Rows of one SKU at one price are one line.
    RecordPastOrder order() {
        var byKey = new LinkedHashMap<LineKey, List<OrderRow>>();
        for (var row : rows) {
            if (row.quantity() > 0) {
                byKey.computeIfAbsent(new LineKey(row.sku(), row.price()), _ -> new ArrayList<>())
                        .add(row);
            }
        }
        var lines = new ArrayList<OrderLine>();
        byKey.forEach((key, same) -> lines.add(line(lines.size() + 1, key, same)));
        var total = lines.stream().map(OrderLine::total).reduce(NOTHING, Money::plus);
        var first = rows.getFirst();
        return new RecordPastOrder(
                orderId(number),
                number,
                first.customerId(),
                Countries.code(first.country()),
                lines,
                new OrderTotals(total, NOTHING, NOTHING, NOTHING, total),
                at());
    }

    private OrderLine line(int line, LineKey key, List<OrderRow> same) {
        var quantity = same.stream().mapToInt(OrderRow::quantity).reduce(0, Math::addExact);
        var described = same.getFirst().description().strip();
        return new OrderLine(
                line,
                key.sku(),
                productId(key.sku()),
                described.isEmpty() ? names.getOrDefault(key.sku(), key.sku().value()) : described,
                quantity,
                key.unitPrice(),
                NOTHING,
                NOTHING,
                key.unitPrice().multipliedBy(quantity),
                HISTORICAL_PRICE);
    }

    /// Rows that no sale can be: fewer than no pieces.
    List<OrderRow> negativeRows() {
        return rows.stream().filter(row -> row.quantity() < 0).toList();
    }

    /// One correction of stock for each row that was not taken before.
    ///
    /// @param taken places of rows that were
    List<AdjustStock> adjustments(Set<Integer> taken) {
        var adjustments = new ArrayList<AdjustStock>();
        for (int place = 0; place < rows.size(); place++) {
            if (!taken.contains(place)) {
                var row = rows.get(place);
                var note = row.description().strip();
                adjustments.add(
                        new AdjustStock(
                                StockItemId.of(row.sku()),
                                row.quantity(),
                                reason(row.quantity(), note),
                                rows.size() == 1 ? number : number + "/" + (place + 1),
                                note.isEmpty() ? null : note,
                                row.at()));
            }
        }
        return adjustments;
    }

    private static AdjustmentReason reason(int delta, String note) {
        if (delta > 0) {
            return AdjustmentReason.COUNT_CORRECTION;
        }
        return DAMAGE.matcher(note).find() ? AdjustmentReason.DAMAGE : AdjustmentReason.LOSS;
    }

    /// What is refunded of which purchases for a cancellation.
    ///
    /// @param commands one for each order it reaches
    /// @param given pieces taken off each purchase
    /// @param takenPlaces of the rows that found their purchases
    /// @param unmatched rows of which the customer has not that many left at that price
    record Refund(
            List<RecordPastRefund> commands,
            Map<PastPurchase, Integer> given,
            List<Integer> takenPlaces,
            List<OrderRow> unmatched) {}

    private record RefundedPart(OrderRow row, PastPurchase purchase, int quantity) {}

    /// Finds for each row purchases of the same SKU that cost at least as much a piece, the latest
    /// first; a row may reach over several, and is refunded as a whole or not at all.
    ///
    /// @param purchases of this customer that are not wholly given back, the latest first
    /// @param taken places of rows that were refunded before
    Refund refund(List<PastPurchase> purchases, Set<Integer> taken) {
        var given = new LinkedHashMap<PastPurchase, Integer>();
        var parts = new ArrayList<RefundedPart>();
        var places = new ArrayList<Integer>();
        var unmatched = new ArrayList<OrderRow>();
        for (int place = 0; place < rows.size(); place++) {
            if (taken.contains(place)) {
                continue;
            }
            var row = rows.get(place);
            var found = match(row, purchases, given);
            if (found.isEmpty()) {
                unmatched.add(row);
            } else {
                found.forEach(part -> given.merge(part.purchase(), part.quantity(), Integer::sum));
                parts.addAll(found);
                places.add(place);
            }
        }
        // Rows that come with a later file need a reference of their own at the same order.
        var reference =
                taken.isEmpty() || places.isEmpty() ? number : number + "/" + places.getFirst();
        return new Refund(commands(reference, parts), given, places, unmatched);
    }

    private static List<RefundedPart> match(
            OrderRow row, List<PastPurchase> purchases, Map<PastPurchase, Integer> given) {
        int wanted = -row.quantity();
        var parts = new ArrayList<RefundedPart>();
        for (var purchase : purchases) {
            int left = purchase.remaining() - given.getOrDefault(purchase, 0);
            if (left > 0
                    && purchase.sku().equals(row.sku())
                    && !purchase.unitPrice().isLessThan(row.price())) {
                int part = Math.min(left, wanted);
                parts.add(new RefundedPart(row, purchase, part));
                wanted -= part;
                if (wanted == 0) {
                    return parts;
                }
            }
        }
        return List.of();
    }

    private List<RecordPastRefund> commands(String reference, List<RefundedPart> parts) {
        var byOrder = new LinkedHashMap<OrderId, Map<Integer, RefundedLine>>();
        for (var part : parts) {
            var purchase = part.purchase();
            byOrder.computeIfAbsent(purchase.orderId(), _ -> new LinkedHashMap<>())
                    .merge(
                            purchase.line(),
                            new RefundedLine(
                                    purchase.line(),
                                    purchase.sku(),
                                    part.quantity(),
                                    part.row().price().multipliedBy(part.quantity())),
                            PastInvoice::sum);
        }
        var commands = new ArrayList<RecordPastRefund>();
        byOrder.forEach((order, lines) ->
                commands.add(
                        new RecordPastRefund(order, reference, List.copyOf(lines.values()), at())));
        return commands;
    }

    private static RefundedLine sum(RefundedLine one, RefundedLine other) {
        return new RefundedLine(
                one.line(),
                one.sku(),
                one.quantity() + other.quantity(),
                one.amount().plus(other.amount()));
    }
}
