package io.cartulary.command.importing;

import io.cartulary.command.catalog.CatalogCommand.OfferProduct;
import io.cartulary.command.importing.ImportStatus.Phase;
import io.cartulary.command.importing.OrderRows.Article;
import io.cartulary.command.importing.OrderRows.Invoice;
import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/// Takes in what another system sold before: one `RecordPastOrder` an invoice, refunds for its
/// cancellations, and its corrections of stock.
@Component
class OrdersImport implements Importer {

    private static final int ROWS_AT_ONCE = 10_000;
    private static final int ARTICLES_AT_ONCE = 50;
    private static final int INVOICES_AT_ONCE = 50;

    private final OrderRows rows;
    private final PastPurchases purchases;

    OrdersImport(OrderRows rows, PastPurchases purchases) {
        this.rows = rows;
        this.purchases = purchases;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.ORDERS;
    }

    @Override
    public void check(Path file) throws IOException {
        OrderRow.parser(Files.newBufferedReader(file)).close();
    }

    @Override
    public void run(RunningImport run) throws IOException {
        if (run.phase() == Phase.READING) {
            read(run);
        }
        if (!run.isStopping() && run.phase() == Phase.READING) {
            run.enter(Phase.OFFERING_PRODUCTS, () -> rows.arrange(run.importId()));
        }
        while (!run.isStopping() && run.phase() == Phase.OFFERING_PRODUCTS) {
            var articles = rows.articles(run.importId(), run.position(), ARTICLES_AT_ONCE);
            if (articles.isEmpty()) {
                run.enter(Phase.TAKING_IN, () -> {});
            } else {
                run.takeIn(
                        articles.stream()
                                .map(article -> new ArticleStep(run.importId(), article))
                                .toList());
            }
        }
        while (!run.isStopping()) {
            var invoices = rows.invoices(run.importId(), run.position(), INVOICES_AT_ONCE);
            if (invoices.isEmpty()) {
                rows.forget(run.importId());
                return;
            }
            run.takeIn(invoices.stream().map(InvoiceStep::new).toList());
        }
    }

    private void read(RunningImport run) throws IOException {
        try (var parser = OrderRow.parser(Files.newBufferedReader(run.file()))) {
            var records = parser.iterator();
            for (long skipped = 0; skipped < run.position(); skipped++) {
                records.next();
            }
            while (!run.isStopping() && records.hasNext()) {
                var good = new ArrayList<OrderRow>();
                var reported = new ArrayList<ReportedRow>();
                for (int i = 0; i < ROWS_AT_ONCE && records.hasNext(); i++) {
                    sort(records.next(), good, reported);
                }
                run.read(
                        good.size() + reported.size(),
                        reported,
                        () -> rows.add(run.importId(), good));
            }
        }
    }

    private static void sort(CSVRecord csv, List<OrderRow> good, List<ReportedRow> reported) {
        try {
            var row = OrderRow.of(csv);
            var fault = row.faultOfItsOwn();
            if (fault == null) {
                good.add(row);
            } else {
                reported.add(new ReportedRow(row.number(), fault, null, OrderRow.content(csv)));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            reported.add(
                    new ReportedRow(
                            csv.getRecordNumber(),
                            RowReason.MALFORMED_ROW,
                            e.getMessage(),
                            OrderRow.content(csv)));
        }
    }

    /// Puts an article into the catalogue as a draft: past orders name it, and whether it is sold
    /// again is for staff to say.
    private record ArticleStep(String importId, Article article) implements Step {

        @Override
        public long position() {
            return article.ordinal();
        }

        @Override
        public List<FileRow> rows() {
            return List.of();
        }

        @Override
        public List<ReportedRow> takeIn(CommandsOfImport commands) {
            commands.send(
                    new OfferProduct(
                            PastInvoice.productId(article.sku()),
                            slug(article.sku()),
                            description(article.name()),
                            List.of(variant(article)),
                            false));
            if (article.openingStock() > 0) {
                commands.send(
                        new AdjustStock(
                                StockItemId.of(article.sku()),
                                article.openingStock(),
                                AdjustmentReason.OPENING_STOCK,
                                importId,
                                null,
                                OrderRow.at(article.firstAt())));
            }
            return List.of();
        }

        private static String slug(Sku sku) {
            return "legacy-" + sku.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        }

        private static ProductDescription description(String name) {
            return new ProductDescription(
                    LocalizedText.english(name),
                    null,
                    null,
                    List.of("Past range"),
                    List.of(),
                    Map.of(),
                    List.of(),
                    false);
        }

        private static Variant variant(Article article) {
            return new Variant(
                    article.sku(),
                    Map.of(),
                    Money.of(OrderRow.CURRENCY, article.unitPrice().stripTrailingZeros()),
                    null,
                    "standard",
                    0, // the file does not tell weights
                    null);
        }
    }

    private final class InvoiceStep implements Step {

        private final Invoice invoice;
        private final PastInvoice content;

        InvoiceStep(Invoice invoice) {
            this.invoice = invoice;
            this.content = invoice.content();
        }

        @Override
        public long position() {
            return invoice.ordinal();
        }

        @Override
        public List<OrderRow> rows() {
            return content.rows();
        }

        @Override
        public List<ReportedRow> takeIn(CommandsOfImport commands) {
            if (invoice.adjustment()) {
                adjust(commands);
                return List.of();
            }
            return content.rows().getFirst().isCancellation() ? refund(commands) : record(commands);
        }

        private void adjust(CommandsOfImport commands) {
            var taken = purchases.takenPlaces(content.number());
            content.adjustments(taken).forEach(commands::send);
            purchases.taken(
                    content.number(),
                    IntStream.range(0, content.rows().size())
                            .filter(place -> !taken.contains(place))
                            .boxed()
                            .toList());
        }

        private List<ReportedRow> record(CommandsOfImport commands) {
            var order = content.order();
            if (!order.lines().isEmpty()) {
                commands.send(order);
                purchases.add(order);
            }
            return content.negativeRows().stream()
                    .map(row -> new ReportedRow(row, RowReason.NEGATIVE_QUANTITY))
                    .toList();
        }

        private List<ReportedRow> refund(CommandsOfImport commands) {
            var customer = content.rows().getFirst().customerId();
            var bought =
                    customer == null
                            ? List.<PastPurchase>of()
                            : purchases.of(
                                    customer,
                                    content.rows().stream().map(OrderRow::sku).distinct().toList());
            var refund = content.refund(bought, purchases.takenPlaces(content.number()));
            refund.commands().forEach(commands::send);
            purchases.giveBack(refund.given());
            purchases.taken(content.number(), refund.takenPlaces());
            return refund.unmatched().stream()
                    .map(row -> new ReportedRow(row, RowReason.REFUND_WITHOUT_PURCHASE))
                    .toList();
        }
    }
}
