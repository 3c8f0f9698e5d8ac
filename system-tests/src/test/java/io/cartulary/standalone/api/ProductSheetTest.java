package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.cartulary.standalone.shop.Shopper;
import io.cartulary.standalone.shop.StandaloneShop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The catalogue as a table, and that table taken in again.
class ProductSheetTest {

    private final Shopper shopper = StandaloneShop.shopper();

    private String export() {
        return shopper.staff("GET", "/admin/products/export", null).expect(200).response().body();
    }

    private static List<NamedCsvRecord> rowsOf(String slug, String table) throws IOException {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(table)) {
            return csv.stream().filter(row -> row.getField("slug").equals(slug)).toList();
        }
    }

    private void offer(String product) {
        shopper.staff("POST", "/admin/products", product).expect(201);
    }

    private static long events() {
        return StandaloneShop.context()
                .getBean(JdbcClient.class)
                .sql(
                        "select count(*) from domain_event_entry where type in ('Product', 'StockItem')")
                .query(Long.class)
                .single();
    }

    @Test
    void an_exported_table_changes_nothing_when_it_is_taken_in() throws IOException {
        offer(
                """
                {"slug": "sheet-mug",
                 "description": {"name": {"en": "=cmd()", "zh-Hant": "杯"}, "description": {"en": " One,\\r\\n\\"two\\"\\n"},
                                 "tags": ["-sale", "a|b", "c > d", " e"], "featured": true},
                 "variants": [{"sku": "SHEET-MUG-S", "options": {"size": "S", "colour": "+red"}, "price": {"amount": 1250, "currency": "EUR"},
                               "compareAtPrice": {"amount": 1500, "currency": "EUR"}, "weightGrams": 200, "barcode": "'=1",
                               "dimensions": {"lengthMillimetres": 1, "widthMillimetres": 2, "heightMillimetres": 3}},
                              {"sku": "SHEET_MUG__L", "options": {"size": "L"}, "price": {"amount": 1300, "currency": "EUR"}}],
                 "publish": true}
                """);
        offer(
                """
                {"slug": "sheet-yen", "description": {"name": {"en": "Bowl"}},
                 "variants": [{"sku": "SHEET-YEN", "price": {"amount": 1500, "currency": "JPY"}}], "publish": true}
                """);
        var id =
                shopper.staff("GET", "/admin/products/sheet-yen", null)
                        .expect(200)
                        .text("productId");
        shopper.staff("POST", "/admin/products/" + id + "/archival", null).expect(204);
        offer(
                "{\"slug\": \"sheet-draft\", \"description\": {\"name\": {\"en\": \"Bare\"}}, \"variants\": [], \"publish\": false}");
        shopper.staff(
                        "PUT",
                        "/admin/stock/SHEET-MUG-S/policy",
                        "{\"lowStockThreshold\": 2, \"backorderLimit\": 3}")
                .expect(204);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> {
                    var table = export();
                    assertThat(rowsOf("sheet-draft", table)).hasSize(1);
                    assertThat(rowsOf("sheet-mug", table).getFirst().getField("backorder_limit"))
                            .isEqualTo("3");
                });
        var table = export();
        var mug = rowsOf("sheet-mug", table);
        assertThat(mug).hasSize(2);
        assertThat(mug.getFirst().getField("name:en")).isEqualTo("'=cmd()");
        assertThat(mug.getFirst().getField("description:en")).isEqualTo(" One,\r\n\"two\"\n");
        assertThat(mug.getFirst().getField("price")).isEqualTo("12.50");
        assertThat(mug.getLast().getField("product_id")).isEmpty();
        assertThat(rowsOf("sheet-yen", table).getFirst().getField("price")).isEqualTo("1500");
        assertThat(rowsOf("sheet-yen", table).getFirst().getField("status")).isEqualTo("ARCHIVED");
        var before = events();

        var received =
                shopper.staff("POST", "/admin/imports/products", table, "Content-Type", "text/csv")
                        .expect(202);
        var importId = received.text("importId");
        var ended =
                await().atMost(Duration.ofMinutes(2))
                        .until(
                                () ->
                                        shopper.staff("GET", "/admin/imports/" + importId, null)
                                                .expect(200),
                                status -> !status.text("state").equals("RUNNING"));

        assertThat(
                        shopper.staff("GET", "/admin/imports/" + importId + "/report", null)
                                .response()
                                .body()
                                .lines())
                .hasSize(1);
        assertThat(ended.text("state")).isEqualTo("DONE");
        assertThat(events()).isEqualTo(before);
        assertThat(export()).isEqualTo(table);
    }
}
