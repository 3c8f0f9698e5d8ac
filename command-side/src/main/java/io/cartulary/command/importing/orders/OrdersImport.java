package io.cartulary.command.importing.orders;

import io.cartulary.command.importing.csv.CsvRow;
import io.cartulary.command.importing.csv.CsvRows;
import io.cartulary.command.importing.orders.ImportedRows.Earlier;
import io.cartulary.command.importing.orders.OrderRows.InvoiceRows;
import io.cartulary.command.importing.row.ReportedRow;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.ImportStatus.Phase;
import io.cartulary.command.importing.run.Importer;
import io.cartulary.command.importing.run.RunningImport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/// Takes in what another system sold before: one imported order an invoice, refunds for its
/// cancellations, and its corrections of stock.
@Component
class OrdersImport implements Importer {

    private static final int ROWS_AT_ONCE = 10_000;
    private static final int ARTICLES_AT_ONCE = 50;
    private static final int INVOICES_AT_ONCE = 50;

    private final OrderRows rows;
    private final ImportedRows imported;
    private final ImportedPurchases purchases;
    private final EventStore events;

    OrdersImport(
            OrderRows rows, ImportedRows imported, ImportedPurchases purchases, EventStore events) {
        this.rows = rows;
        this.imported = imported;
        this.purchases = purchases;
        this.events = events;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.ORDERS;
    }

    @Override
    public Charset charset(Path file, Charset likely) {
        return likely;
    }

    @Override
    public void check(Path file, Charset charset) throws IOException {
        CsvRows.of(file, charset, OrderRow.COLUMNS).close();
    }

    @Override
    public void run(RunningImport run) throws IOException {
        if (run.phase() == Phase.READING) {
            read(run);
        }
        if (!run.isStopping() && run.phase() == Phase.READING) {
            run.enter(
                    Phase.OFFERING_PRODUCTS,
                    () -> {
                        var tooLong = rows.reportTooLong(run.importId());
                        rows.arrange(run.importId());
                        return tooLong;
                    });
        }
        while (!run.isStopping() && run.phase() == Phase.OFFERING_PRODUCTS) {
            var articles = rows.articles(run.importId(), run.position(), ARTICLES_AT_ONCE);
            if (articles.isEmpty()) {
                run.enter(Phase.TAKING_IN, () -> 0);
            } else {
                run.takeIn(
                        articles.stream()
                                .map(article -> new ArticleStep(article, run, rows, events))
                                .toList());
            }
        }
        while (!run.isStopping()) {
            var invoices =
                    rows.invoices(run.importId(), run.timeZone(), run.position(), INVOICES_AT_ONCE);
            if (invoices.isEmpty()) {
                rows.forget(run.importId());
                return;
            }
            var earlier = imported.of(invoices.stream().map(InvoiceRows::number).toList());
            run.takeIn(
                    invoices.stream()
                            .map(invoice ->
                                    new InvoiceStep(
                                            run.importId(),
                                            invoice,
                                            earlier.getOrDefault(invoice.number(), Earlier.NOTHING),
                                            imported,
                                            purchases))
                            .toList());
        }
    }

    private void read(RunningImport run) throws IOException {
        try (var file = CsvRows.of(run.file(), run.charset(), OrderRow.COLUMNS)) {
            var good = new ArrayList<OrderRow>();
            var reported = new ArrayList<ReportedRow>();
            var row = file.read();
            while (row != null && row.number() <= run.position()) {
                row = file.read();
            }
            while (row != null && !run.isStopping()) {
                sort(row, run, good, reported);
                long position = row.number();
                row = file.read();
                if (row == null || good.size() + reported.size() == ROWS_AT_ONCE) {
                    run.read(
                            position,
                            good.size() + reported.size(),
                            reported,
                            () -> rows.add(run.importId(), good));
                    good.clear();
                    reported.clear();
                }
            }
        }
    }

    private static void sort(
            CsvRow csv, RunningImport run, List<OrderRow> good, List<ReportedRow> reported) {
        try {
            good.add(OrderRow.of(csv, run.timeZone()));
        } catch (RowFault fault) {
            reported.add(ReportedRow.of(csv, fault));
        }
    }
}
