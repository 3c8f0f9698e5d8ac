package io.cartulary.command.importing;

import static io.cartulary.command.importing.ImportingShop.json;
import static io.cartulary.command.importing.ImportingShop.netSales;
import static io.cartulary.command.importing.ImportingShop.sample;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.cartulary.command.attribute.AttributeCommand.DefineAttribute;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent.AttributeDefined;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CategoryEvent.CategoryCreated;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.coupon.CouponEvent.CouponCreated;
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
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Files over HTTP. Each test sells articles of its own to customers of its own.
class ImportTest {

    @TempDir private static Path directory;

    private static final AttributeDefinition NUMBER =
            new AttributeDefinition(
                    LocalizedText.english("Capacity"),
                    AttributeKind.NUMBER,
                    "l",
                    List.of(),
                    true,
                    false,
                    true);

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
    void a_refused_row_does_not_keep_its_neighbours_out() throws IOException, InterruptedException {
        var taken =
                "{\"slug\": \"cup\", \"name\": \"Cup\", \"variants\": [{\"sku\": \"CUP\", \"price\": 4}]}\n";
        var clash = taken.replace("\"cup\"", "\"beaker\"");
        var other = taken.replace("cup", "bowl").replace("CUP", "BOWL");
        var status =
                shop.takeIn("products", (taken + clash + other).getBytes(StandardCharsets.UTF_8));

        assertThat(shop.reasons(status)).containsExactly("2 REFUSED");
        assertThat(shop.report(status).getFirst().getField("detail")).startsWith("SKU_TAKEN");
        assertThat(status.get("rowsTaken").asLong()).isEqualTo(2);
    }

    @Test
    void a_product_with_a_tax_class_that_no_rule_has_is_reported()
            throws IOException, InterruptedException {
        var line =
                "{\"slug\": \"tankard\", \"name\": \"Tankard\", \"variants\": [{\"sku\": \"TANKARD\", \"price\": 4, \"tax_category\": \"%s\"}]}";
        var status = shop.takeIn("products", lines(line.formatted("redcued")));

        assertThat(shop.reasons(status)).containsExactly("1 REFUSED");
        assertThat(shop.report(status).getFirst().getField("detail"))
                .startsWith("UNKNOWN_TAX_CLASS");

        var corrected = shop.takeIn("products", lines(line.formatted("reduced")));
        assertThat(corrected.get("rowsTaken").asLong()).isEqualTo(1);
    }

    @Test
    void attributes_are_defined_on_the_way_and_a_value_that_does_not_fit_is_reported()
            throws IOException, InterruptedException {
        shop.bean(CommandGateway.class)
                .sendAndWait(new DefineAttribute(AttributeId.of("capacity"), NUMBER));
        var line =
                "{\"slug\": \"%1$s\", \"name\": \"%1$s\", \"attributes\": {\"Glaze colour\": [\"blue\"], \"capacity\": [\"%2$s\"]}, \"variants\": [{\"sku\": \"%1$s\", \"price\": 4}]}";
        var begun = shop.events().size();
        var status =
                shop.takeIn(
                        "products",
                        lines(
                                line.formatted("jar-1", "0.5"),
                                line.formatted("jar-2", "half"),
                                line.formatted("jar-3", "0.7")));

        assertThat(status.get("rowsTaken").asLong()).isEqualTo(2);
        var reported = shop.report(status).getFirst();
        assertThat(reported.getField("row")).isEqualTo("2");
        assertThat(reported.getField("column")).isEqualTo("attributes.capacity");
        assertThat(reported.getField("detail"))
                .isEqualTo(
                        "ATTRIBUTE_VALUE_UNFIT: attributes.capacity must be one decimal number in l such as 12.5; was half.");
        assertThat(shop.eventsAfter(begun))
                .filteredOn(AttributeDefined.class::isInstance)
                .containsExactly(
                        new AttributeDefined(
                                AttributeId.of("glaze-colour"),
                                AttributeDefinition.text(LocalizedText.english("Glaze colour"))));
    }

    @Test
    void products_are_created_then_described_and_priced_again()
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

        var priced = shop.events().size();
        var third =
                second.replace(
                                "\"price\": 14.5",
                                "\"price\": 14.5, \"cost_price\": 6, \"weight_grams\": 300")
                        .replace("\"name\"", "\"slugs\": {\"th\": \"kaeo\"}, \"name\"");
        shop.takeIn("products", third.getBytes(StandardCharsets.UTF_8));
        assertThat(shop.eventsAfter(priced))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("VariantDescribed", "SlugClaimed", "SlugChanged", "CostPriceSet");
    }

    @Test
    void categories_are_created_by_the_first_row_that_is_taken_and_names_them()
            throws IOException, InterruptedException {
        var in = "\"categories\": [\"Kitchen\", \"Jugs\"], \"name\"";
        var refused = product("taken", "1", "0").replace("\"name\"", in);
        shop.takeIn(
                "products",
                lines(product("first", "1", "0").replace("first\", \"price", "taken\", \"price")));
        assertThat(shop.reasons(shop.takeIn("products", lines(refused))))
                .containsExactly("1 REFUSED");
        assertThat(eventsOf(CategoryCreated.class)).isEmpty();

        shop.takeIn("products", lines(product("jug", "9", "0").replace("\"name\"", in)));
        var jugs = (CategoryCreated) eventsOf(CategoryCreated.class).getLast();
        assertThat(eventsOf(CategoryCreated.class))
                .extracting(event -> ((CategoryCreated) event).slug())
                .containsExactly("kitchen", "jugs");
        assertThat(
                        ((ProductCreated) eventsOf(ProductCreated.class).getLast())
                                .description()
                                .categories())
                .containsExactly(jugs.categoryId());

        shop.takeIn(
                "products",
                lines(product("ewer", "9", "0").replace("\"name\"", in.replace("Jugs", "jugs"))));
        shop.takeIn(
                "coupons",
                lines(
                        "{\"code\": \"JUGS\", \"kind\": \"percentage\", \"value\": 5, \"categories\": [\"Kitchen > Jugs\"]}"));
        assertThat(eventsOf(CategoryCreated.class)).hasSize(2);
        assertThat(((CouponCreated) eventsOf(CouponCreated.class).getLast()).terms().categories())
                .containsExactly(jugs.categoryId());
    }

    private List<Object> eventsOf(Class<?> type) {
        return shop.eventsAfter(before).stream().filter(type::isInstance).toList();
    }

    private static byte[] lines(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static String product(String slug, String price, String stock) {
        return "{\"slug\": \"%1$s\", \"name\": \"%1$s\", \"variants\": [{\"sku\": \"%1$s\", \"price\": %2$s, \"stock_on_hand\": %3$s}]}"
                .formatted(slug, price, stock);
    }

    @Test
    void one_bad_row_is_one_line_of_the_report_and_nothing_stays_behind()
            throws IOException, InterruptedException {
        var bytes =
                lines(
                        product("pot-1", "9.99", "1"),
                        product("pot-2", "9.999", "1"),
                        product("pot-3", "1e999999999", "1"),
                        product("pot-4", "9.99", "20000000"),
                        "{\"slug\": \"pot-5\", \"name\": \"Pot\\u0000\", \"variants\": []}",
                        "{\"slug\": \"pot-6\", \"name\": \"Pot?\"}",
                        "{\"slug\": \"pot-7",
                        "",
                        product("pot-9", "9.99", "9"));
        bytes[new String(bytes, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xe9;

        var status = shop.takeIn("products", bytes);

        assertThat(shop.reasons(status))
                .containsExactly(
                        "2 FRACTION_OF_PENNY",
                        "3 MALFORMED_ROW",
                        "4 OUT_OF_BOUNDS",
                        "5 UNREADABLE_TEXT",
                        "6 UNREADABLE_TEXT",
                        "7 MALFORMED_ROW");
        assertThat(shop.report(status))
                .extracting(row -> row.getField("column"))
                .containsExactly(
                        "variants[0].price",
                        "variants[0].price",
                        "variants[0].stock_on_hand",
                        "name",
                        "The line",
                        "");
        assertThat(status.get("rowsTaken").asLong()).isEqualTo(2);
        assertThat(status.get("rowsRead").asLong()).isEqualTo(8);
        assertThat(eventsOf(ProductCreated.class)).hasSize(2);
        shop.awaitEmptyFolder();
    }

    @Test
    void a_reported_row_took_no_effect_and_works_once_it_is_corrected()
            throws IOException, InterruptedException {
        shop.takeIn("products", lines(product("jug", "9.99", "20000000")));
        assertThat(shop.eventsAfter(before)).isEmpty();

        shop.takeIn("products", lines(product("jug", "9.99", "20")));

        assertThat(eventsOf(StockAdjusted.class))
                .singleElement()
                .extracting(event -> ((StockAdjusted) event).onHand())
                .isEqualTo(20);
    }

    @Test
    void two_lines_of_one_product_are_both_taken() throws IOException, InterruptedException {
        shop.takeIn("products", lines(product("urn", "9.99", "20"), product("urn", "8.99", "20")));

        assertThat(eventsOf(PriceChanged.class)).hasSize(1);
        assertThat(eventsOf(StockAdjusted.class)).hasSize(1);
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

    private List<OrderImported> ordersOf(JsonNode status) {
        assertThat(status.get("state").asString()).isEqualTo("DONE");
        return eventsOf(OrderImported.class).stream().map(OrderImported.class::cast).toList();
    }

    @Test
    void an_article_that_the_shop_sells_is_that_product() throws IOException, InterruptedException {
        shop.takeIn("products", lines(product("vase", "9.99", "3")));
        var vase = (ProductCreated) eventsOf(ProductCreated.class).getFirst();

        var status =
                shop.takeInOrders(
                        "656365,VASE,VASE,6,2010-12-01 08:26:00,2.55,61850,United Kingdom\n");

        assertThat(ordersOf(status).getFirst().lines().getFirst().productId())
                .isEqualTo(vase.productId());
        assertThat(eventsOf(ProductCreated.class)).hasSize(1);
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
}
