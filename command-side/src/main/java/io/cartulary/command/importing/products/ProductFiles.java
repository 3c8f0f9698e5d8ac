package io.cartulary.command.importing.products;

import io.cartulary.command.importing.csv.CsvRows;
import io.cartulary.command.importing.file.UnreadableFile;
import io.cartulary.command.importing.json.ContentSteps;
import io.cartulary.command.importing.json.JsonLinesImport;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.ImportStatus.Phase;
import io.cartulary.command.importing.run.Importer;
import io.cartulary.command.importing.run.RunningImport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.joda.money.CurrencyUnit;

/// Takes in products from JSON lines, from the shop's own table or from that of Shopify.
final class ProductFiles implements Importer {

    private static final CsvRows.Bounds BOUNDS = new CsvRows.Bounds(1 << 19, 1000);

    private final JsonLinesImport<CatalogueLine> lines;
    private final JsonLinesImport.Content<CatalogueLine> content;
    private final CurrencyUnit currency;

    ProductFiles(
            JsonLinesImport<CatalogueLine> lines,
            JsonLinesImport.Content<CatalogueLine> content,
            CurrencyUnit currency) {
        this.lines = lines;
        this.content = content;
        this.currency = currency;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.PRODUCTS;
    }

    @Override
    public Charset charset(Path file, Charset likely) throws IOException {
        return JsonLinesImport.isJson(file, likely) ? lines.charset(file, likely) : likely;
    }

    @Override
    public void check(Path file, Charset charset) throws IOException {
        if (JsonLinesImport.isJson(file, charset)) {
            lines.check(file, charset);
        } else {
            try (var rows = open(file, charset)) {
                layout(rows.columns());
            }
        }
    }

    @Override
    public void run(RunningImport run) throws IOException {
        if (JsonLinesImport.isJson(run.file(), run.charset())) {
            lines.run(run);
            return;
        }
        if (run.phase() == Phase.READING) {
            run.enter(Phase.TAKING_IN, () -> 0);
        }
        try (var rows = open(run.file(), run.charset())) {
            var products = new ProductRows(rows, layout(rows.columns()));
            var steps = new ContentSteps<>(run, content);
            for (var product = products.read();
                    product != null && !run.isStopping();
                    product = products.read()) {
                steps.add(product.rows(), product.faults(), product::line);
            }
            steps.finish();
        }
    }

    private static CsvRows open(Path file, Charset charset) throws IOException {
        return CsvRows.whole(file, charset, KNOWN, BOUNDS);
    }

    private static final List<String> KNOWN =
            List.of("slug", "sku", "price", "Handle", "Title", "Variant Price");

    private TableLayout layout(List<String> columns) {
        if (ShopifyTable.isOne(columns)) {
            return new ShopifyTable(columns, currency);
        }
        if (OwnTable.isOne(columns)) {
            return new OwnTable(columns);
        }
        throw new UnreadableFile(
                "Each line must be one JSON object, or the first line must name the columns slug, sku and price, or Handle, Title and Variant Price, with commas, semicolons or tabs between. It names %s."
                        .formatted(String.join(", ", columns.stream().limit(20).toList())));
    }
}
