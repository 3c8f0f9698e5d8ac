package io.cartulary.command.importing;

import static io.cartulary.command.importing.ImportingShop.json;
import static io.cartulary.command.importing.ImportingShop.netSales;
import static io.cartulary.command.importing.ImportingShop.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.inventory.StockEvent.StockAdjusted;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Files over HTTP. Each test sells articles of its own to customers of its own.
class ImportTest {

    @TempDir private static Path directory;

    private static ImportingShop shop;
    private int before;

    @BeforeAll
    static void open() {
        shop = new ImportingShop(directory);
        shop.start();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @BeforeEach
    void count() {
        before = shop.events().size();
    }

    @Test
    void real_orders_are_taken_to_the_penny_and_the_same_file_again_changes_nothing()
            throws IOException, InterruptedException {
        var file = sample("online_retail_excerpt.csv");
        var status = shop.takeIn("orders", file);

        assertThat(status.get("state").asString()).isEqualTo("DONE");
        assertThat(status.get("rowsRead").asLong()).isEqualTo(415);
        assertThat(status.get("rowsTaken").asLong() + status.get("rowsReported").asLong())
                .isEqualTo(415);
        assertThat(shop.report(status)).hasSize((int) status.get("rowsReported").asLong());
        assertThat(status.get("reasons").propertyNames())
                .containsExactly("REFUND_WITHOUT_PURCHASE");
        assertThat(
                        netSales(shop.eventsAfter(before))
                                .getAmount()
                                .add(amountOf(reportedRows(status))))
                .isEqualByComparingTo(amountOf(new String(file, StandardCharsets.UTF_8)));

        var taken = shop.events().size();
        var again = shop.takeIn("orders", file);
        assertThat(again.get("importId")).isEqualTo(status.get("importId"));
        assertThat(shop.events()).hasSize(taken);
    }

    private String reportedRows(JsonNode status) throws IOException, InterruptedException {
        var rows = new StringBuilder(ImportingShop.HEADER);
        shop.report(status).forEach(row -> rows.append(row.get("content")).append('\n'));
        return rows.toString();
    }

    private static BigDecimal amountOf(String file) throws IOException {
        var sum = BigDecimal.ZERO;
        try (var rows = OrderRow.parser(new StringReader(file))) {
            for (var row : rows) {
                sum =
                        sum.add(
                                new BigDecimal(row.get("UnitPrice"))
                                        .multiply(new BigDecimal(row.get("Quantity"))));
            }
        }
        return sum;
    }

    @Test
    void a_file_that_holds_rows_of_an_earlier_one_adds_only_the_new()
            throws IOException, InterruptedException {
        var first =
                """
                936365,AA1,HEART,6,2010-12-01 08:26:00,2.55,91850,United Kingdom
                936370,AA2,damaged,-4,2010-12-01 08:30:00,0.0,,United Kingdom
                C936379,AA1,HEART,-2,2010-12-01 09:41:00,2.55,91850,United Kingdom
                """;
        var more =
                """
                936366,AA1,HEART,6,2010-12-01 08:28:00,2.95,91850,United Kingdom
                936371,AA2,,-3,2010-12-01 08:31:00,0.0,,United Kingdom
                """;
        shop.takeInOrders(first);
        var status = shop.takeInOrders(first + more);

        assertThat(status.get("rowsTaken").asLong()).isEqualTo(5);
        assertThat(netSales(shop.eventsAfter(before))).isEqualTo(Money.parse("GBP 27.90"));
        assertThat(shop.eventsAfter(before))
                .filteredOn(StockAdjusted.class::isInstance)
                .extracting(event -> ((StockAdjusted) event).onHand())
                .containsExactly(4, 0, 3, 0);
    }

    @Test
    void what_cannot_be_taken_is_reported_with_its_reason()
            throws IOException, InterruptedException {
        var status =
                shop.takeInOrders(
                        """
                        836365,BB1,HEART,6,2010-12-01 08:26:00,2.55,81850,United Kingdom
                        836365,BB2,LANTERN,many,2010-12-01 08:26:00,3.39,81850,United Kingdom
                        836365,BB2,LANTERN,6,2010-12-01 08:26:00,0.001,81850,United Kingdom
                        836365,BB2,LANTERN,-6,2010-12-01 08:26:00,3.39,81850,United Kingdom
                        C836379,BB1,HEART,-7,2010-12-01 09:41:00,2.55,81850,United Kingdom
                        C836380,BB1,HEART,-1,2010-12-01 09:41:00,2.55,,United Kingdom
                        A863185,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,United Kingdom
                        836381,M,Manual,1,2010-12-01 09:41:00,-5.00,81850,United Kingdom
                        836365,BB2,LANTERN,2,2010-12-01 08:27:00,3.39,81850,United Kingdom
                        """);

        assertThat(shop.reasons(status))
                .containsExactly(
                        "2 MALFORMED_ROW",
                        "3 FRACTION_OF_PENNY",
                        "4 NEGATIVE_QUANTITY",
                        "5 REFUND_WITHOUT_PURCHASE",
                        "6 REFUND_WITHOUT_PURCHASE",
                        "7 BAD_DEBT_ADJUSTMENT",
                        "8 NEGATIVE_PRICE");
        assertThat(status.get("rowsTaken").asLong()).isEqualTo(2);
        assertThat(netSales(shop.eventsAfter(before))).isEqualTo(Money.parse("GBP 22.08"));
    }

    @Test
    void a_refused_row_does_not_keep_its_neighbours_out() throws IOException, InterruptedException {
        var taken =
                "{\"slug\": \"cup\", \"name\": \"Cup\", \"variants\": [{\"sku\": \"CUP\", \"price\": 4}]}\n";
        var clash = taken.replace("\"cup\"", "\"beaker\"");
        var other = taken.replace("cup", "bowl").replace("CUP", "BOWL");
        var status =
                shop.takeIn("products", (taken + clash + other).getBytes(StandardCharsets.UTF_8));

        assertThat(shop.reasons(status)).containsExactly("2 REFUSED");
        assertThat(shop.report(status).getFirst().get("detail")).startsWith("SKU_TAKEN");
        assertThat(status.get("rowsTaken").asLong()).isEqualTo(2);
    }

    @Test
    void products_are_created_then_described_and_priced_anew()
            throws IOException, InterruptedException {
        var line =
                """
                {"slug": "mug", "name": "Mug", "option_groups": ["colour"], "variants": [
                 {"sku": "MUG-R", "options": ["red"], "price": 12.0, "stock_on_hand": 5}%s]}
                """;
        var first = line.formatted("").replace("\n", "") + "\n{\"slug\": 1}\nnonsense\n";
        var status = shop.takeIn("products", first.getBytes(StandardCharsets.UTF_8));
        assertThat(shop.reasons(status)).containsExactly("2 MALFORMED_ROW", "3 MALFORMED_ROW");

        var created = shop.events().size();
        var second =
                line.formatted(
                                ", {\"sku\": \"MUG-B\", \"options\": [\"blue\"], \"price\": 13, \"stock_on_hand\": 2}")
                        .replace("12.0", "14.5")
                        .replace("\n", "");
        shop.takeIn("products", second.getBytes(StandardCharsets.UTF_8));
        assertThat(shop.eventsAfter(created))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "PriceChanged", "StockItemRegistered", "VariantAdded", "StockAdjusted");
    }

    @Test
    void a_file_of_another_kind_is_refused_at_once() throws IOException, InterruptedException {
        var refused = shop.post("orders", sample("products.jsonl"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused.body()).get("code").asString()).isEqualTo("UNREADABLE_FILE");
    }
}
