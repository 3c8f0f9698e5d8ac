package io.cartulary.command.importing.products;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.command.importing.csv.CsvRows;
import io.cartulary.command.importing.file.FileBounds;
import io.cartulary.command.importing.file.ReceivedFile;
import io.cartulary.command.importing.file.UnreadableFile;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.events.inventory.Sku;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tables of products as they come in, whatever spreadsheets made of them.
class ProductRowsTest {

    private static final FileBounds BOUNDS = new FileBounds(1 << 22, 0);
    private static final CsvRows.Bounds ROWS = new CsvRows.Bounds(1 << 19, 1000);

    @TempDir private Path directory;

    private final List<ProductLine> taken = new ArrayList<>();

    /// `row column: detail` of what is reported.
    private final List<String> reported = new ArrayList<>();

    private void read(byte[] content) throws IOException {
        var file = ReceivedFile.receive(new ByteArrayInputStream(content), directory, BOUNDS);
        try (var rows =
                CsvRows.whole(file.path(), file.charset(), List.of("slug", "sku", "price"), ROWS)) {
            var layout =
                    ShopifyTable.isOne(rows.columns())
                            ? new ShopifyTable(rows.columns(), CurrencyUnit.EUR)
                            : new OwnTable(rows.columns());
            var products = new ProductRows(rows, layout);
            for (var product = products.read(); product != null; product = products.read()) {
                take(product);
            }
        }
    }

    private void take(ProductRows.Product product) {
        for (var row : product.rows()) {
            var fault = product.faults().getOrDefault(row, product.fault());
            if (fault != null) {
                reported.add(
                        "%d %s: %s".formatted(row.number(), fault.column(), fault.getMessage()));
            }
        }
        if (product.said() != null) {
            taken.add(product.said());
        }
    }

    private void read(String content) throws IOException {
        read(content.getBytes(UTF_8));
    }

    private ProductLine only() {
        assertThat(reported).isEmpty();
        assertThat(taken).hasSize(1);
        return taken.getFirst();
    }

    private static final String SIMPLE = "slug,name:en,sku,currency,price\nmug,Müg,MUG,EUR,12.50\n";

    @Nested
    class Whatever_wrote_it {
        private void isRead(byte[] content) throws IOException {
            read(content);
            assertThat(only().description().name().in("en")).isEqualTo("Müg");
            assertThat(only().variants().getFirst().variant().price())
                    .isEqualTo(Money.parse("EUR 12.50"));
        }

        @Test
        void a_byte_order_mark() throws IOException {
            isRead(("\ufeff" + SIMPLE).getBytes(UTF_8));
        }

        @Test
        void utf_16() throws IOException {
            isRead(("\ufeff" + SIMPLE).getBytes(UTF_16LE));
        }

        @Test
        void latin_1() throws IOException {
            isRead(SIMPLE.getBytes(ISO_8859_1));
        }

        @Test
        void crlf_and_empty_lines() throws IOException {
            isRead(SIMPLE.replace("\n", "\r\n\r\n").getBytes(UTF_8));
        }

        @Test
        void semicolons_decimal_commas_and_empty_columns() throws IOException {
            isRead(
                    SIMPLE.replace(',', ';')
                            .replace("12.50", "12,50")
                            .replace("\n", ";;\n")
                            .getBytes(UTF_8));
        }

        @Test
        void tabs_and_a_line_that_names_them() throws IOException {
            isRead(("sep=\t\n" + SIMPLE.replace(',', '\t')).getBytes(UTF_8));
        }
    }

    @Test
    void quotes_over_lines_are_kept_as_they_are() throws IOException {
        read(
                "slug,name:en,description:en,sku,price\nmug,Mug,\"One \"\"two\"\"\r\n three\nfour \",MUG,1\n");

        assertThat(only().description().description().in("en"))
                .isEqualTo("One \"two\"\r\n three\nfour ");
    }

    @Test
    void everything_of_a_product() throws IOException {
        read(
                """
                product_id,slug,slug:th,status,publish_at,name:en,name:th,brand,categories,tags,featured,attribute_set,attribute:skin-type,option1_name,option1_value,sku,currency,price,compare_at_price,cost_price,tax_class,weight_grams,length_mm,width_mm,height_mm,barcode,stock_on_hand,low_stock_threshold,backorder_limit
                product-1,toner,nam,draft,2031-03-14T09:00:00Z,Toner,โทนเนอร์,Rosa,Skincare > Toners | Men \\> Boys,vegan | a\\|b,yes,skincare,dry | oily,size,100 ml,T-100,EUR,12.50,15.00,4.20,reduced,180,10,20,30,'-4006381333931,5,2,3
                ,toner,,,,,,,,,,,,size,200 ml,T-200,EUR,20,,,,,,,,,,,
                """);

        var line = only();
        assertThat(line.productId().value()).isEqualTo("product-1");
        assertThat(line.state()).isEqualTo(State.DRAFT);
        assertThat(line.slugs()).isEqualTo(Map.of("th", "nam"));
        assertThat(line.categories())
                .containsExactly(List.of("Skincare", "Toners"), List.of("Men > Boys"));
        var description = line.description();
        assertThat(description.name().in("th")).isEqualTo("โทนเนอร์");
        assertThat(description.tags()).containsExactly("vegan", "a|b");
        assertThat(description.featured()).isTrue();
        assertThat(description.attributes()).containsEntry("skin-type", List.of("dry", "oily"));
        assertThat(line.variants()).hasSize(2);
        var first = line.variants().getFirst();
        assertThat(first.variant().options()).isEqualTo(Map.of("size", "100 ml"));
        assertThat(first.variant().compareAtPrice()).isEqualTo(Money.parse("EUR 15"));
        assertThat(first.variant().barcode()).isEqualTo("-4006381333931");
        assertThat(first.costPrice()).isEqualTo(Money.parse("EUR 4.20"));
        assertThat(first.onHand()).isEqualTo(5);
        assertThat(first.lowStockThreshold()).isEqualTo(2);
        assertThat(first.backorderLimit()).isEqualTo(3);
        assertThat(line.variants().getLast().backorderLimit()).isNull();
    }

    @Test
    void a_wrong_row_is_reported_and_the_other_variants_are_taken() throws IOException {
        read(
                """
                slug,name:en,sku,currency,price,weight_grams
                mug,Mug,MUG-R,EUR,"1,234",
                mug,,MUG-G,EUR,9.999,
                mug,,MUG-B,EUR,12,1.5
                mug,,MUG-Y,EUR,13,
                mug,,mug-y,EUR,14,
                mug,,MUG W,EUR,15,
                mug,,MUG-K,USD,15,
                mug,,MUG-P,EUR,
                ,,MUG-O,EUR,16,
                """);

        assertThat(taken).singleElement();
        assertThat(taken.getFirst().variants())
                .extracting(stocked -> stocked.variant().sku())
                .containsExactly(new Sku("MUG-Y"));
        assertThat(reported).hasSize(8);
        assertThat(reported)
                .extracting(text -> text.substring(0, text.indexOf(": ")))
                .containsExactly(
                        "1 price",
                        "2 price",
                        "3 weight_grams",
                        "5 sku",
                        "6 sku",
                        "7 currency",
                        "8 null",
                        "9 slug");
        assertThat(reported.getFirst()).contains("two ways");
        assertThat(reported.get(1)).contains("price must have at most 2 decimals in EUR");
        assertThat(reported.get(3)).contains("stands in row 4, too");
    }

    @Test
    void what_is_wrong_with_the_product_is_reported_of_all_its_rows() throws IOException {
        read(
                """
                slug,name:en,featured,tags,sku,price
                Mug,Mug,,,MUG-R,1
                cup,,,,CUP,1
                jug,Jug,maybe,,JUG-R,1
                jug,,,,JUG-G,1
                pot,Pot,,,POT,1
                """);

        assertThat(taken).extracting(ProductLine::slug).containsExactly("pot");
        assertThat(reported)
                .extracting(text -> text.substring(0, text.indexOf(": ")))
                .containsExactly("1 slug", "2 name:en", "3 featured", "4 featured");
    }

    @Test
    void a_column_that_is_not_known_is_named_before_anything_is_taken() {
        assertThatExceptionOfType(UnreadableFile.class)
                .isThrownBy(() -> read("slug,sku,price,colour\nmug,MUG,1,red\n"))
                .withMessageContaining("colour");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "12.5;12.5",
                "12,5;12.5",
                "1.234,50;1234.50",
                "1,234.50;1234.50",
                "1,234,567;1234567",
                "1.234.567,8;1234567.8",
                "'1 234,50';1234.50",
                "1'234.50;1234.50",
                "-3,20;-3.20",
                "1e5;1e5",
                "12,;12,",
                "EUR 5;EUR 5"
            })
    void numbers_of_spreadsheets(String cell, String plain) {
        assertThat(LocalNumber.plain("price", cell)).isEqualTo(plain);
    }

    @Test
    void a_number_that_may_be_read_in_two_ways_is_refused() {
        assertThatExceptionOfType(RowFault.class)
                .isThrownBy(() -> LocalNumber.plain("price", "1,234"))
                .withMessageContaining("two ways");
    }

    @Nested
    class Of_Shopify {
        private static final String HEADER =
                "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,"
                        + "Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,"
                        + "Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,"
                        + "Gift Card,SEO Title,SEO Description,Variant Weight Unit,Cost per item,Price / International,Status\n";

        @Test
        void a_product_with_options_and_pictures() throws IOException {
            read(
                    HEADER
                            + """
                            tee,Tee,<p>Soft.</p>,Acme,Apparel & Accessories > Clothing,Shirts,"cotton, new",TRUE,Size,S,Color,Red,TEE-S,200.0,shopify,12,deny,manual,19.90,25.00,TRUE,TRUE,'4006381333931,https://cdn/1.jpg,1,FALSE,Tee of cotton,Buy it.,kg,7.5,21.00,active
                            tee,,,,,,,,,M,,Red,,210,shopify,-3,continue,manual,19.90,19.90,TRUE,FALSE,,https://cdn/2.jpg,2,,,,kg,,,
                            tee,,,,,,,,,,,,,,,,,,,,,,,https://cdn/3.jpg,3,,,,,,,
                            """);

            var line = only();
            assertThat(line.state()).isEqualTo(State.PUBLISHED);
            assertThat(line.brand()).isEqualTo("Acme");
            assertThat(line.description().tags()).containsExactly("cotton", "new");
            assertThat(line.categories())
                    .containsExactly(List.of("Apparel & Accessories", "Clothing"));
            var small = line.variants().getFirst();
            assertThat(small.variant().options()).isEqualTo(Map.of("Size", "S", "Color", "Red"));
            assertThat(small.variant().price()).isEqualTo(Money.parse("EUR 19.90"));
            assertThat(small.variant().compareAtPrice()).isEqualTo(Money.parse("EUR 25"));
            assertThat(small.variant().weightGrams()).isEqualTo(200);
            assertThat(small.variant().barcode()).isEqualTo("4006381333931");
            assertThat(small.costPrice()).isEqualTo(Money.parse("EUR 7.50"));
            assertThat(small.onHand()).isEqualTo(12);
            assertThat(small.backorderLimit()).isZero();
            var medium = line.variants().getLast();
            assertThat(medium.variant().sku()).isEqualTo(new Sku("TEE-M-RED"));
            assertThat(medium.variant().compareAtPrice()).isNull();
            assertThat(medium.variant().taxClass()).isEqualTo("exempt");
            assertThat(medium.onHand()).isZero();
            assertThat(medium.backorderLimit()).isEqualTo(1_000_000);
        }

        @Test
        void a_product_without_options_and_with_an_odd_handle() throws IOException {
            read(
                    "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Status,Published\n"
                            + "ถ้วย--x,Cup,Title,Default Title,,4,active,FALSE\nถ้วย-x,Cup,Title,Default Title,,4,draft,\n");

            assertThat(reported).isEmpty();
            assertThat(taken).hasSize(2);
            assertThat(taken).extracting(ProductLine::slug).doesNotHaveDuplicates();
            assertThat(taken).extracting(ProductLine::state).containsOnly(State.DRAFT);
            assertThat(taken)
                    .allSatisfy(line ->
                            assertThat(line.variants().getFirst().variant().options()).isEmpty());
        }

        @Test
        void gift_cards_and_wrong_prices_are_reported() throws IOException {
            read(
                    "Handle,Title,Variant SKU,Variant Price,Gift Card\ncard,Card,C,10,TRUE\nmug,Mug,M,\"9,99 €\",\n");

            assertThat(taken).isEmpty();
            assertThat(reported)
                    .extracting(text -> text.substring(0, text.indexOf(": ")))
                    .containsExactly("1 Gift Card", "2 Variant Price");
        }
    }
}
