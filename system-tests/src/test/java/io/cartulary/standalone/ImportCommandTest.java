package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.standalone.shop.StandaloneShop;
import io.cartulary.tests.access.OperatorAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/// The import commands against a whole shop.
class ImportCommandTest {

    private static final String SIX_DAYS =
            """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
            736365,ZZ1,HEART,6,2009-12-01 08:26:00,2.55,71850,United Kingdom
            736365,ZZ2,LANTERN,1,2009-12-01 08:26:00,0.001,71850,United Kingdom
            C736379,ZZ1,HEART,-2,2009-12-03 09:41:00,2.55,71850,United Kingdom
            C736380,ZZ1,HEART,-9,2009-12-03 09:42:00,2.55,71850,United Kingdom
            736366,ZZ2,LANTERN,3,2010-01-04 08:26:00,3.39,,France
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir private Path directory;

    private ShopClient shop;
    private ImportCommand importing;
    private Path orders;

    @BeforeEach
    void writeFile() throws IOException {
        var port = StandaloneShop.context().getWebServer().getPort();
        var console = new PrintStream(out, true, StandardCharsets.UTF_8);
        shop = new ShopClient(URI.create("http://localhost:" + port), OperatorAccess.KEY);
        importing = new ImportCommand(shop, directory.resolve("imports"), console);
        orders = Files.writeString(directory.resolve("orders.csv"), SIX_DAYS);
    }

    private int check(String december, String january, String total) throws IOException {
        var expected =
                Files.writeString(
                        directory.resolve("expected.json"),
                        """
                        {"sum_amount": %s, "amount_by_month": {"2009-12": %s, "2010-01": %s}}
                        """
                                .formatted(total, december, january));
        return new OrdersCheck(shop, importing, new PrintStream(out, true, StandardCharsets.UTF_8))
                .run(orders, expected, null);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void says_what_was_taken_and_keeps_the_rest() throws IOException {
        assertThat(importing.run(CommandLine.Import.Kind.ORDERS, orders, null)).isZero();

        assertThat(text())
                .contains("5 rows read: 3 taken + 2 reported = 5", "REFUND_WITHOUT_PURCHASE");
        try (var reports = Files.list(directory.resolve("imports"))) {
            assertThat(reports)
                    .singleElement()
                    .satisfies(report ->
                            assertThat(report)
                                    .content()
                                    .contains("2,UnitPrice,FRACTION_OF_PENNY,", "C736380"));
        }
    }

    @Test
    void lets_staff_find_each_document_by_its_number() {
        assertThat(importing.run(CommandLine.Import.Kind.ORDERS, orders, null)).isZero();
        var number = "/api/v1/admin/orders?number=";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !shop.get(number + "C736379").at("/items/0").isMissingNode());

        var order = shop.get(number + "736365").at("/items/0/orderId").asString();
        assertThat(shop.get(number + "C736379").at("/items/0/orderId").asString()).isEqualTo(order);
        var refund = shop.get("/api/v1/admin/orders/" + order).at("/importedRefunds/0");
        assertThat(refund.at("/number").asString()).isEqualTo("C736379");
        assertThat(refund.at("/lines/0/sku").asString()).isEqualTo("ZZ1");
        assertThat(refund.at("/amount/amount").asLong()).isEqualTo(510);
    }

    @Test
    void agrees_with_the_right_totals_to_the_penny() throws IOException {
        assertThat(check("-12.75", "10.17", "-2.579")).as(text()).isZero();
        assertThat(text())
                .contains("Each of the 3 days agrees with the file itself.")
                .doesNotContain("DIFFERS");
    }

    @Test
    void shows_a_difference_of_a_penny() throws IOException {
        assertThat(check("-12.75", "10.18", "-2.579")).isEqualTo(1);
        assertThat(text()).contains("DIFFERS by -0.01");
    }

    @Test
    void takes_products_that_shoppers_find() throws IOException {
        var products = directory.resolve("products.jsonl");
        Files.write(
                products, new ClassPathResource("sample/products.jsonl").getContentAsByteArray());

        assertThat(importing.run(CommandLine.Import.Kind.PRODUCTS, products, null)).isZero();
        assertThat(text()).contains("101 rows read: 101 taken + 0 reported = 101");
    }

    @Test
    void shows_how_far_it_is() {
        assertThat(
                        ImportCommand.line(
                                JsonMapper.shared()
                                        .readTree(
                                                """
                                                {"phase": "TAKING_IN", "rowsRead": 1000, "rowsTaken": 490,
                                                 "rowsReported": 10, "rowsPerSecond": 5, "secondsLeft": 100}
                                                """)))
                .isEqualTo(
                        "[###############···············]  50 %  500 rows, 5 rows/s, 1 min 40 s left");
    }
}
