package io.cartulary.query.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.query.brand.BrandNames;
import io.cartulary.query.catalog.AdministeredProduct;
import io.cartulary.query.catalog.CatalogQuery.*;
import io.cartulary.query.catalog.UsedColumns;
import io.cartulary.query.category.PresentCategories;
import io.cartulary.query.inventory.StockLevel;
import io.cartulary.query.inventory.StockQuery.ListStockOfSkus;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// Writes the whole catalogue as a table, some products at a time.
@RestController
class ProductSheetController {

    private static final int PRODUCTS_AT_ONCE = 200;

    private final Questions questions;
    private final PresentCategories categories;
    private final BrandNames brands;

    ProductSheetController(Questions questions, PresentCategories categories, BrandNames brands) {
        this.questions = questions;
        this.categories = categories;
        this.brands = brands;
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @GetMapping(path = "/api/v1/admin/products/export", produces = "text/csv")
    ResponseEntity<StreamingResponseBody> export() {
        var used = questions.ask(new FindUsedColumns(), UsedColumns.class);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"products.csv\"")
                .body(out ->
                        write(
                                new ProductSheet(
                                        used, categories.read().tree(), brands.inEnglish()),
                                out));
    }

    private void write(ProductSheet sheet, OutputStream out) throws IOException {
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out)) {
            csv.writeRecord(sheet.header());
            for (var products = after(null);
                    !products.isEmpty();
                    products = after(products.getLast().page().productId().value())) {
                var stock = stockOf(products);
                for (var product : products) {
                    sheet.rows(product, stock).forEach(csv::writeRecord);
                }
            }
        }
    }

    private List<AdministeredProduct> after(@Nullable String product) {
        return questions.list(
                new ListProducts(null, product, PRODUCTS_AT_ONCE), AdministeredProduct.class);
    }

    private Map<Sku, StockLevel> stockOf(List<AdministeredProduct> products) {
        var skus =
                products.stream()
                        .flatMap(product -> product.page().variants().stream())
                        .map(Variant::sku)
                        .toList();
        return questions.list(new ListStockOfSkus(skus), StockLevel.class).stream()
                .collect(Collectors.toMap(StockLevel::sku, Function.identity()));
    }
}
