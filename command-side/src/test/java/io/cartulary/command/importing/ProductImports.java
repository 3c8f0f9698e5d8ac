package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.attribute.AttributeCommand.DefineAttribute;
import io.cartulary.command.media.MediaCommand.RecordUpload;
import io.cartulary.command.pricing.tables.MediaTable;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent.AttributeDefined;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.BrandEvent.BrandCreated;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CategoryEvent.CategoryCreated;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.coupon.CouponEvent.CouponCreated;
import io.cartulary.events.inventory.StockEvent.StockAdjusted;
import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.media.PictureSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;

/// Files of products, in the shop of [ImportTest].
abstract class ProductImports extends ImportedFiles {

    private static final AttributeDefinition NUMBER =
            new AttributeDefinition(
                    LocalizedText.english("Capacity"),
                    AttributeKind.NUMBER,
                    "l",
                    List.of(),
                    true,
                    false,
                    true);

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
    void uploaded_pictures_are_found_by_their_file_names_and_a_repeat_changes_nothing()
            throws IOException, InterruptedException {
        var front = upload("f407", "Carafe-Front.jpg", MediaFormat.JPEG);
        var side = upload("51de", "carafe-side.png", MediaFormat.PNG);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        shop.bean(MediaTable.class)
                                        .named(List.of("carafe-front.jpg", "carafe-side.png"))
                                        .size()
                                == 2);
        var line =
                "{\"slug\": \"carafe\", \"name\": \"Carafe\", \"images\": [\"https://old.example.org/p/carafe-front.jpg?v=2\", \"missing.jpg\"%s], \"variants\": [{\"sku\": \"CARAFE\", \"price\": 4}]}";
        var begun = shop.events().size();

        assertThat(shop.takeIn("products", lines(line.formatted(""))).get("rowsTaken").asInt())
                .isEqualTo(1);
        assertThat(media(begun)).containsExactly(List.of(front));

        var more = line.formatted(", \"carafe-side.png\"");
        shop.takeIn("products", lines(more));
        assertThat(media(begun)).containsExactly(List.of(front), List.of(front, side));

        shop.takeIn("products", lines(more));
        shop.takeIn("products", lines(line.formatted("")));
        assertThat(media(begun)).hasSize(2);
    }

    private MediaId upload(String content, String fileName, MediaFormat format) {
        var media = new MediaId("media-" + content);
        shop.bean(CommandGateway.class)
                .sendAndWait(
                        new RecordUpload(
                                media,
                                MediaFileId.next(),
                                fileName,
                                format,
                                100,
                                new PictureSize(10, 10)));
        return media;
    }

    private List<List<MediaId>> media(int before) {
        return shop.eventsAfter(before).stream()
                .filter(MediaArranged.class::isInstance)
                .map(MediaArranged.class::cast)
                .map(arranged -> arranged.media().stream().map(ProductMedia::mediaId).toList())
                .toList();
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
        var in = "\"categories\": [\"Pantry\", \"Jugs\"], \"name\"";
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
                .containsExactly("pantry", "jugs");
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
                        "{\"code\": \"JUGS\", \"kind\": \"percentage\", \"value\": 5, \"categories\": [\"Pantry > Jugs\"]}"));
        assertThat(eventsOf(CategoryCreated.class)).hasSize(2);
        assertThat(((CouponCreated) eventsOf(CouponCreated.class).getLast()).terms().categories())
                .containsExactly(jugs.categoryId());
    }

    @Test
    void brands_are_created_by_the_first_row_that_names_them_and_known_again()
            throws IOException, InterruptedException {
        shop.takeIn("products", lines(branded("rosa-1", "Rosa"), branded("rosa-2", "ROSA")));

        var rosa = (BrandCreated) eventsOf(BrandCreated.class).getLast();
        assertThat(eventsOf(BrandCreated.class)).hasSize(1);
        assertThat(rosa.slug()).isEqualTo("rosa");
        assertThat(eventsOf(ProductCreated.class))
                .extracting(event -> ((ProductCreated) event).description().brand())
                .containsExactly(rosa.brandId(), rosa.brandId());

        shop.takeIn("products", lines(branded("rosa-3", "rosa")));
        assertThat(eventsOf(BrandCreated.class)).hasSize(1);
    }

    private static String branded(String slug, String brand) {
        return product(slug, "9", "0")
                .replace("\"name\"", "\"brand\": \"%s\", \"name\"".formatted(brand));
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
}
