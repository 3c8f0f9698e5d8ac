package io.cartulary.command.importing;

import static io.cartulary.command.importing.ImportingShop.json;
import static io.cartulary.command.importing.ImportingShop.netSales;
import static io.cartulary.command.importing.ImportingShop.sample;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.importedorder.ImportedOrderEvent.OrderImported;
import io.cartulary.events.inventory.StockEvent.StockAdjusted;
import io.cartulary.events.order.OrderLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Files over HTTP. Each test sells articles of its own to customers of its own.
class ImportTest extends ImportedFiles {

    @TempDir private static Path directory;

    @BeforeAll
    static void open() {
        shop = new ImportingShop(directory);
        shop.start();
    }

    @AfterAll
    static void close() {
        shop.close();
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
        shop.report(status).forEach(row -> rows.append(row.getField("content")).append('\n'));
        return rows.toString();
    }

    private static BigDecimal amountOf(String file) throws IOException {
        var sum = BigDecimal.ZERO;
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (var row : rows) {
                sum =
                        sum.add(
                                new BigDecimal(row.getField("UnitPrice"))
                                        .multiply(new BigDecimal(row.getField("Quantity"))));
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
    void different_codes_are_different_articles() throws IOException, InterruptedException {
        var status =
                shop.takeInOrders(
                        """
                        636365,CC.X,HEART,6,2010-12-01 08:26:00,2.55,61850,United Kingdom
                        636365,CC-X,STAR,6,2010-12-01 08:26:00,2.55,61850,United Kingdom
                        636365,CC X,MOON,6,2010-12-01 08:26:00,2.55,61850,United Kingdom
                        636365,CC/X,SUN,6,2010-12-01 08:26:00,2.55,61850,United Kingdom
                        """);

        assertThat(status.get("rowsTaken").asLong()).isEqualTo(4);
        var products =
                eventsOf(ProductCreated.class).stream()
                        .map(event -> ((ProductCreated) event).productId())
                        .toList();
        assertThat(products).hasSize(4).doesNotHaveDuplicates();
        assertThat(ordersOf(status))
                .singleElement()
                .satisfies(order ->
                        assertThat(order.lines())
                                .extracting(OrderLine::productId)
                                .containsExactlyInAnyOrderElementsOf(products));
    }

    @Test
    void a_corrected_row_is_taken_beside_those_that_were()
            throws IOException, InterruptedException {
        var good = "646365,EE1,HEART,6,2010-12-01 08:26:00,2.55,61850,United Kingdom\n";
        var bad = "646365,EE2,STAR,6,2010-02-31 08:26:00,1.00,61850,United Kingdom\n";
        var corrected = bad.replace("02-31", "12-01");
        assertThat(shop.reasons(shop.takeInOrders(good + bad))).containsExactly("2 MALFORMED_ROW");

        var status = shop.takeInOrders(good + corrected);

        assertThat(status.get("rowsTaken").asLong()).isEqualTo(2);
        assertThat(netSales(shop.eventsAfter(before))).isEqualTo(Money.parse("GBP 21.30"));
        assertThat(ordersOf(status))
                .extracting(OrderImported::number)
                .containsExactly("646365", "646365/2");
        shop.takeInOrders(corrected);
        assertThat(netSales(shop.eventsAfter(before))).isEqualTo(Money.parse("GBP 21.30"));
    }

    @Test
    void a_corrected_row_may_be_sent_alone() throws IOException, InterruptedException {
        var good = "647365,EE1,HEART,6,2010-12-01 08:26:00,2.55,61850,United Kingdom\n";
        var bad = "647365,EE2,STAR,six,2010-12-01 08:26:00,1.00,61850,United Kingdom\n";
        shop.takeInOrders(good + bad);

        var status = shop.takeInOrders(bad.replace("six", "6"));

        assertThat(status.get("rowsTaken").asLong()).isEqualTo(1);
        assertThat(netSales(shop.eventsAfter(before))).isEqualTo(Money.parse("GBP 21.30"));
    }

    @Test
    void an_invoice_that_was_taken_is_not_doubled_by_other_rows()
            throws IOException, InterruptedException {
        var row = "648365,EE1,HEART,6,2010-12-01 08:26:00,2.55,61850,United Kingdom\n";
        shop.takeInOrders(row);

        var status = shop.takeInOrders(row.replace(",6,", ",7,"));

        assertThat(shop.reasons(status)).containsExactly("1 REFUSED");
        assertThat(shop.report(status).getFirst().getField("detail")).startsWith("INVOICE_DIFFERS");
        assertThat(netSales(shop.eventsAfter(before))).isEqualTo(Money.parse("GBP 15.30"));
    }

    @Test
    void rows_of_two_customers_are_not_one_order() throws IOException, InterruptedException {
        var status =
                shop.takeInOrders(
                        """
                        649365,EE1,HEART,6,2010-12-01 08:26:00,2.55,61850,United Kingdom
                        649365,EE1,HEART,6,2010-12-01 08:26:00,2.55,61851,United Kingdom
                        """);

        assertThat(shop.reasons(status)).containsExactly("2 MALFORMED_ROW");
        assertThat(shop.report(status).getFirst().getField("column")).isEqualTo("CustomerID");
    }

    @Test
    void an_invoice_may_not_be_endless() throws IOException, InterruptedException {
        var row = "650365,EE%d,\"A, B\",6,2010-12-01 08:26:00,2.55,61850,United Kingdom\n";
        var rows = new StringBuilder();
        for (int i = 0; i < 5001; i++) {
            rows.append(row.formatted(i % 9));
        }
        var status = shop.takeInOrders(rows + row.formatted(1).replace("650365", "650366"));

        assertThat(status.get("rowsReported").asLong()).isEqualTo(5001);
        assertThat(status.get("rowsTaken").asLong()).isEqualTo(1);
        assertThat(shop.report(status).getFirst().getField("content") + "\n")
                .isEqualTo(row.formatted(0));
    }

    @Test
    void what_came_before_a_broken_end_is_kept() throws IOException, InterruptedException {
        var rows = new StringBuilder(ImportingShop.HEADER);
        for (int i = 0; i < 2000; i++) {
            rows.append(
                    "66%04d,FF%d,THING %d,2,2010-12-01 08:26:00,1.50,%d,France\n"
                            .formatted(i, i % 7, i * 7919 % 2003, i % 40));
        }
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        }
        var whole = packed.toByteArray();

        var status = shop.takeIn("orders", Arrays.copyOf(whole, whole.length / 2));

        assertThat(status.get("rowsTaken").asLong()).isBetween(100L, 1900L);
        assertThat(shop.report(status))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("reason")).isEqualTo("BROKEN_FILE"));
        assertThat(shop.takeIn("orders", whole).get("rowsTaken").asLong()).isEqualTo(2000);
        assertThat(eventsOf(OrderImported.class)).hasSize(2000);
    }

    @Test
    void times_are_of_the_zone_that_is_given() throws IOException, InterruptedException {
        var file =
                lines(
                        ImportingShop.HEADER.strip(),
                        "668365,GG1,HEART,6,2011-07-01 00:30:00,2.55,61850,United Kingdom");

        var received = shop.post("orders?timeZone=Europe/London", file);

        assertThat(shop.awaitEnd(received).get("timeZone").asString()).isEqualTo("Europe/London");
        assertThat(((OrderImported) eventsOf(OrderImported.class).getFirst()).placedAt())
                .isEqualTo(Instant.parse("2011-06-30T23:30:00Z"));
        var other = shop.post("orders?timeZone=Asia/Bangkok", file);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(json(other.body()).get("code").asString()).isEqualTo("TIME_ZONE_DIFFERS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "UTF-16"})
    void encodings_and_separators_of_spreadsheets_are_recognised(String charset)
            throws IOException, InterruptedException {
        var row = "6%d9365;HH1;CAF\u00c9;6;2010-12-01 08:26:00;2.55;61850;United Kingdom\r\n";
        var text =
                ImportingShop.HEADER.replace(",", ";").replace("\n", "\r\n")
                        + row.formatted(charset.length() % 10);

        var status = shop.takeIn("orders", text.getBytes(Charset.forName(charset)));

        assertThat(status.get("rowsTaken").asLong()).isEqualTo(1);
        assertThat(status.get("charset").asString()).startsWith(charset);
        assertThat(((OrderImported) eventsOf(OrderImported.class).getFirst()).lines())
                .extracting(OrderLine::name)
                .containsExactly("CAF\u00c9");
    }

    @Test
    void what_unpacks_to_far_more_than_it_is_leaves_nothing()
            throws IOException, InterruptedException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 32; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        var refused = shop.post("orders", packed.toByteArray());

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(json(refused.body()).get("code").asString()).isEqualTo("FILE_TOO_LARGE");
        shop.awaitEmptyFolder();
    }

    @Test
    void a_file_of_another_kind_is_refused_at_once() throws IOException, InterruptedException {
        var refused = shop.post("orders", sample("products.jsonl"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused.body()).get("code").asString()).isEqualTo("UNREADABLE_FILE");
    }

    @Nested
    class Products extends ProductImports {}

    @Nested
    class Tables extends TableImports {}
}
