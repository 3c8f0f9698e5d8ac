package io.cartulary.command.importing.orders;

import io.cartulary.command.importing.orders.ImportedRows.Earlier;
import io.cartulary.command.importing.orders.OrderRows.InvoiceRows;
import io.cartulary.command.importing.row.ReportedRow;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.importing.row.RowReason;
import io.cartulary.command.importing.run.Step;
import io.cartulary.command.job.JobCommands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes in one invoice: a sale, a cancellation or a correction of stock. Of its rows those are
/// taken that no earlier file brought.
final class InvoiceStep implements Step {

    private static final RowFault UNMATCHED =
            new RowFault(
                    RowReason.REFUND_WITHOUT_PURCHASE,
                    null,
                    "The customer is not known to have bought as many pieces at this price that were not given back.");

    private static final RowFault NEGATIVE =
            new RowFault(
                    RowReason.NEGATIVE_QUANTITY,
                    "Quantity",
                    "Quantity must be above 0, but on a cancellation (C…) or a correction of stock (price 0, no customer).");

    private static final RowFault OTHER_CUSTOMER =
            RowFault.malformed("CustomerID", "All rows of an invoice must name the same customer.");

    private static final RowFault DIFFERENT =
            new RowFault(
                    RowReason.REFUSED,
                    "InvoiceNo",
                    "INVOICE_DIFFERS: The invoice was taken in with other rows, which are not in this file; send it with all of them.");

    private final String importId;
    private final InvoiceRows file;
    private final Earlier earlier;
    private final ImportedRows imported;
    private final ImportedPurchases purchases;

    InvoiceStep(
            String importId,
            InvoiceRows file,
            Earlier earlier,
            ImportedRows imported,
            ImportedPurchases purchases) {
        this.importId = importId;
        this.file = file;
        this.earlier = earlier;
        this.imported = imported;
        this.purchases = purchases;
    }

    @Override
    public long position() {
        return file.ordinal();
    }

    @Override
    public List<OrderRow> rows() {
        return file.rows();
    }

    @Override
    public List<ReportedRow> takeIn(JobCommands commands) {
        var reported = new ArrayList<ReportedRow>();
        var fresh = fresh();
        if (!fresh.isEmpty() && !mayBeAdded(fresh)) {
            fresh.keySet().forEach(row -> reported.add(ReportedRow.of(row, DIFFERENT)));
            return reported;
        }
        var customer = file.rows().getFirst().customer();
        fresh.keySet().removeIf(row -> report(faultOf(row, customer), row, reported));
        if (fresh.isEmpty()) {
            return reported;
        }
        var invoice =
                new Invoice(
                        file.number(),
                        List.copyOf(fresh.keySet()),
                        file.articles(),
                        earlier.keys().size());
        takeIn(invoice, commands)
                .forEach((row, fault) -> {
                    reported.add(ReportedRow.of(row, fault));
                    fresh.remove(row);
                });
        imported.add(file.number(), List.copyOf(fresh.values()), !earlier.keys().isEmpty());
        return reported;
    }

    /// Rows that no earlier file brought, with their keys.
    private Map<OrderRow, Long> fresh() {
        var keys = RowKeys.of(file.rows());
        var fresh = new LinkedHashMap<OrderRow, Long>();
        for (int i = 0; i < keys.size(); i++) {
            if (!earlier.keys().contains(keys.get(i))) {
                fresh.put(file.rows().get(i), keys.get(i));
            }
        }
        return fresh;
    }

    /// Rows of a known invoice are further ones when its known rows are in the file, too, or when
    /// they may be those that were reported and are corrected now. Else they may be the known rows
    /// in another form, and taking them would double the invoice.
    private boolean mayBeAdded(Map<OrderRow, Long> fresh) {
        return earlier.keys().isEmpty()
                || new HashSet<>(RowKeys.of(file.rows())).containsAll(earlier.keys())
                || fresh.size() <= imported.reported(file.number(), importId) - earlier.added();
    }

    private @Nullable RowFault faultOf(OrderRow row, @Nullable String customer) {
        var refusal = file.articles().get(row.sku()).refusal();
        if (refusal != null) {
            return new RowFault(RowReason.REFUSED, "StockCode", refusal);
        }
        return Objects.equals(row.customer(), customer) ? null : OTHER_CUSTOMER;
    }

    private static boolean report(
            @Nullable RowFault fault, OrderRow row, List<ReportedRow> reported) {
        if (fault != null) {
            reported.add(ReportedRow.of(row, fault));
        }
        return fault != null;
    }

    /// Answers which rows were not taken, and why.
    private Map<OrderRow, RowFault> takeIn(Invoice invoice, JobCommands commands) {
        if (file.adjustment()) {
            invoice.adjustments().forEach(commands::send);
            return Map.of();
        }
        return invoice.rows().getFirst().isCancellation()
                ? refund(invoice, commands)
                : record(invoice, commands);
    }

    private Map<OrderRow, RowFault> record(Invoice invoice, JobCommands commands) {
        var order = invoice.order();
        if (!order.lines().isEmpty()) {
            commands.send(order);
            purchases.add(order);
        }
        return all(invoice.negativeRows(), NEGATIVE);
    }

    private Map<OrderRow, RowFault> refund(Invoice invoice, JobCommands commands) {
        var customer = invoice.rows().getFirst().customerId();
        var bought =
                customer == null
                        ? List.<ImportedPurchase>of()
                        : purchases.of(
                                customer,
                                invoice.rows().stream().map(OrderRow::sku).distinct().toList());
        var refund = invoice.refund(bought);
        refund.commands().forEach(commands::send);
        purchases.giveBack(refund.given());
        return all(refund.unmatched(), UNMATCHED);
    }

    private static Map<OrderRow, RowFault> all(List<OrderRow> rows, RowFault fault) {
        var faults = new LinkedHashMap<OrderRow, RowFault>();
        rows.forEach(row -> faults.put(row, fault));
        return faults;
    }
}
