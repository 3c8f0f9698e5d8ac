package io.cartulary.command.importing.orders;

import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.inventory.StockCommand.AdjustStock;
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
import java.util.regex.Pattern;
import org.joda.money.Money;

/// The rules that make commands of the rows of one invoice. Identifiers follow from the invoice's
/// number and from how many of its rows earlier files brought: rows that come later, because they
/// had to be corrected, are an order of their own beside the first.
///
/// @param rows in the order of the file, at least one, and none that an earlier file brought
/// @param articles that the rows name
/// @param earlier how many rows of the invoice earlier files brought
record Invoice(String number, List<OrderRow> rows, Map<Sku, Article> articles, int earlier) {

    /// Of one invoice; a larger one is no order of a shop.
    static final int MOST_ROWS = 5000;

    private static final Pattern DAMAGE =
            Pattern.compile(
                    "damag|broken|break|smash|crush|crack|wet|rust|mould|faulty|unsale|destroy|thr(ow|ew)",
                    Pattern.CASE_INSENSITIVE);

    /// Imported orders are delivered as they were: no discount, shipping or tax of their own is
    /// known.
    private static final Money NOTHING = Money.zero(OrderRow.CURRENCY);

    private static final long HISTORICAL_PRICE = 0;

    /// Of all rows of an invoice that the first file brought.
    static OrderId orderId(String number) {
        return OrderId.named("legacy-invoice-" + number);
    }

    private OrderId orderId() {
        // U+0000 is in no invoice's number.
        return earlier == 0 ? orderId(number) : orderId(number + '\0' + (earlier + 1));
    }

    /// The invoice's, and one of its own for what comes later.
    private String reference() {
        return earlier == 0 ? number : number + "/" + (earlier + 1);
    }

    private Instant at() {
        // A few invoices were written over two minutes: the first counts.
        return rows.getFirst().at();
    }

    private record LineKey(Sku sku, Money unitPrice) {}

    /// The order, of the rows that are sales. Rows of one SKU at one price are one line.
    ///
    /// @throws RowFault when they add up to more than the shop can hold
    ImportOrder order() {
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
        Checks.bounded("The invoice's total", total.getAmount(), OrderRow.CURRENCY);
        var first = rows.getFirst();
        return new ImportOrder(
                orderId(),
                reference(),
                first.customerId(),
                Countries.code(first.country()),
                lines,
                new OrderTotals(total, NOTHING, NOTHING, NOTHING, total),
                at());
    }

    private OrderLine line(int line, LineKey key, List<OrderRow> same) {
        var quantity = same.stream().mapToLong(OrderRow::quantity).sum();
        if (quantity > OrderRow.MOST_PIECES) {
            throw RowFault.outOfBounds(
                    "Quantity",
                    "The rows of %s in this invoice have more than %d pieces together."
                            .formatted(key.sku(), OrderRow.MOST_PIECES));
        }
        var article = articles.get(key.sku());
        var described = same.getFirst().description().strip();
        return new OrderLine(
                line,
                key.sku(),
                article.product(),
                described.isEmpty() ? article.name() : described,
                (int) quantity,
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

    /// One correction of stock for each row.
    List<AdjustStock> adjustments() {
        var adjustments = new ArrayList<AdjustStock>();
        for (int place = 0; place < rows.size(); place++) {
            var row = rows.get(place);
            var note = row.description().strip();
            adjustments.add(
                    new AdjustStock(
                            StockItemId.of(row.sku()),
                            row.quantity(),
                            reason(row.quantity(), note),
                            earlier == 0 && rows.size() == 1
                                    ? number
                                    : number + "/" + (earlier + place + 1),
                            note.isEmpty() ? null : note,
                            row.at()));
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
    /// @param unmatched rows of which the customer has not that many left at that price
    record Refund(
            List<RecordImportedRefund> commands,
            Map<ImportedPurchase, Integer> given,
            List<OrderRow> unmatched) {}

    private record RefundedPart(OrderRow row, ImportedPurchase purchase, int quantity) {}

    /// Finds for each row purchases of the same SKU that cost at least as much a piece, the latest
    /// first; a row may reach over several, and is refunded as a whole or not at all.
    ///
    /// @param purchases of this customer that are not wholly given back, the latest first
    Refund refund(List<ImportedPurchase> purchases) {
        var given = new LinkedHashMap<ImportedPurchase, Integer>();
        var parts = new ArrayList<RefundedPart>();
        var unmatched = new ArrayList<OrderRow>();
        for (var row : rows) {
            var found = match(row, purchases, given);
            if (found.isEmpty()) {
                unmatched.add(row);
            } else {
                found.forEach(part -> given.merge(part.purchase(), part.quantity(), Integer::sum));
                parts.addAll(found);
            }
        }
        return new Refund(commands(parts), given, unmatched);
    }

    private static List<RefundedPart> match(
            OrderRow row, List<ImportedPurchase> purchases, Map<ImportedPurchase, Integer> given) {
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

    private List<RecordImportedRefund> commands(List<RefundedPart> parts) {
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
                            Invoice::sum);
        }
        var commands = new ArrayList<RecordImportedRefund>();
        byOrder.forEach((order, lines) ->
                commands.add(
                        new RecordImportedRefund(
                                order, reference(), List.copyOf(lines.values()), at())));
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
