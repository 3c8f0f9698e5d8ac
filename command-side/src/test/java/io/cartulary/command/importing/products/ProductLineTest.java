package io.cartulary.command.importing.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.command.importing.json.JsonLines;
import io.cartulary.command.importing.products.ProductLine.StockedVariant;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.catalog.Dimensions;
import io.cartulary.events.inventory.Sku;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/// Lines of files of products.
class ProductLineTest {

    private static ProductLine product(String line) {
        return JsonLines.read(line.replace("\n", ""), ProductLine::of);
    }

    private static List<ProductLine> sample() throws IOException {
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                new ClassPathResource("sample/products.jsonl").getInputStream(),
                                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> line.startsWith("{\"slug\""))
                    .map(ProductLineTest::product)
                    .toList();
        }
    }

    @Test
    void prices_are_exact_and_an_article_number_given_twice_is_distinguished() {
        var product =
                product(
                        """
                        {"slug": "modern-cafe-chair", "name": "Modern Cafe Chair", "description": "Sit.",
                         "images": ["chair.jpg"], "categories": ["Home & Garden", "Furniture"], "brand": null,
                         "facets": {"category": ["Furniture"], "color": ["white"]}, "option_groups": ["color"],
                         "variants": [
                          {"sku": "404.038.96", "options": ["mustard"], "price": 18.99, "tax_category": "standard",
                           "stock_on_hand": 100, "variant_facets": "color:yellow"},
                          {"sku": "404.038.96", "options": ["mint"], "price": 100.0, "tax_category": "standard",
                           "stock_on_hand": 0, "variant_facets": ""},
                          {"sku": "404.038.96-2", "options": ["red"], "price": 100.0}]}
                        """);

        assertThat(product.variants())
                .extracting(stocked -> stocked.variant().sku())
                .containsExactly(
                        new Sku("404.038.96"), new Sku("404.038.96-3"), new Sku("404.038.96-2"));
        assertThat(product.variants().getFirst().variant().price())
                .isEqualTo(Money.parse("USD 18.99"));
        assertThat(product.categories()).containsExactly(List.of("Home & Garden", "Furniture"));
        assertThat(product.description().attributes())
                .containsEntry("color", List.of("white", "yellow"))
                .doesNotContainKey("category");
    }

    @Test
    void names_of_attributes_become_codes() {
        var product =
                product(
                        """
                        {"slug": "toner", "name": "Toner", "attribute_set": "skincare",
                         "facets": {"Skin type": ["dry"]}, "attributes": {"skin-type": ["oily"], "สภาพผิว": ["แห้ง"]},
                         "variants": [{"sku": "T", "price": 4}]}
                        """);

        assertThat(product.description().attributeSet()).isEqualTo("skincare");
        assertThat(product.description().attributes())
                .containsEntry("skin-type", List.of("dry", "oily"))
                .hasSize(2);
        assertThat(product.attributeNames())
                .containsEntry("skin-type", "Skin type")
                .containsValue("สภาพผิว")
                .hasSize(2)
                .allSatisfy((code, _) -> assertThat(AttributeId.isCode(code)).isTrue());
    }

    @Test
    void what_shoppers_and_search_engines_read_and_what_a_piece_costs_the_shop() {
        var product =
                product(
                        """
                        {"slug": "mug", "name": "Mug", "short_description": "Holds tea.",
                         "short_descriptions": {"th": "ใส่ชา"}, "seo_title": "Mug of stoneware", "seo_description": "Buy a mug.",
                         "currency": "EUR", "variants": [{"sku": "M", "price": 9.5, "cost_price": 3.1,
                           "length_mm": 80, "width_mm": 120, "height_mm": 95}]}
                        """);

        var description = product.description();
        assertThat(description.shortDescription().in("th")).isEqualTo("ใส่ชา");
        assertThat(description.seoTitle().in("en")).isEqualTo("Mug of stoneware");
        assertThat(description.seoDescription().in("en")).isEqualTo("Buy a mug.");
        var stocked = product.variants().getFirst();
        assertThat(stocked.costPrice()).isEqualTo(Money.parse("EUR 3.10"));
        assertThat(stocked.variant().dimensions()).isEqualTo(new Dimensions(80, 120, 95));
    }

    @Test
    void the_sample_shop_has_five_shops_with_unique_skus() throws IOException {
        var products = sample();

        var skus =
                products.stream()
                        .flatMap(product -> product.variants().stream())
                        .map(stocked -> stocked.variant().sku())
                        .toList();
        assertThat(skus).doesNotHaveDuplicates().hasSizeGreaterThan(150);
        assertThat(products).extracting(ProductLine::slug).doesNotHaveDuplicates();
        assertThat(
                        products.stream()
                                .map(product -> product.categories().getFirst().getFirst())
                                .collect(Collectors.toSet()))
                .hasSize(5);
        assertThat(products)
                .filteredOn(product -> product.categories().getFirst().contains("Spa services"))
                .flatExtracting(ProductLine::variants)
                .extracting(StockedVariant::variant)
                .extracting(variant -> variant.weightGrams())
                .containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"slug\": \"mug\", \"variants\": [{\"sku\": \"M\", \"price\": 1}]}|name|missing",
                "{\"slug\": \"mug\", \"name\": \"\", \"variants\": [{\"sku\": \"M\", \"price\": 1}]}|name|missing",
                "{\"slug\": 1}|slug|a text",
                "{\"slug\": \"A b\", \"name\": \"Mug\"}|slug|small letters",
                "{\"slug\": \"mug\", \"slug\": \"cup\"}|slug|twice",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": []}|variants|at least one",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [null]}|variants[0]|an object",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"tags\": [\"a\", null], \"variants\": [{\"sku\": \"M\", \"price\": 1}]}|tags[1]|a text",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\"}]}|variants[0].price|missing",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\", \"price\": \"1\"}]}|variants[0].price|a number",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\", \"price\": 9.999}]}|variants[0].price|at most 2 decimals in USD",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\", \"price\": 1e999999999}]}|variants[0].price|without an exponent",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\", \"price\": 10000000000.01}]}|variants[0].price|at most USD 10000000000.00",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\", \"price\": -1}]}|variants[0].price|not be negative",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\", \"price\": 1, \"stock_on_hand\": 20000000}]}|variants[0].stock_on_hand|0 to 10000000",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\", \"price\": 1, \"stock_on_hand\": 1.5}]}|variants[0].stock_on_hand|whole number",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\", \"price\": 1, \"weight\": 5}]}|variants[0].weight|not known here",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\", \"price\": 1, \"width_mm\": 5}]}|variants[0].length_mm|all of length_mm",
                "{\"slug\": \"mug\", \"name\": \"Mug\", \"currency\": \"ABC\", \"variants\": [{\"sku\": \"M\", \"price\": 1}]}|currency|ISO 4217",
                "{\"slug\": \"mug\", \"Name\": \"Mug\", \"name\": \"Mug\", \"variants\": [{\"sku\": \"M\", \"price\": 1}]}|Name|not known here",
                "{\"slug\": \"mug\", \"name\": \"Mug\\u0000\"}|name|control character",
                "{\"slug\": \"mug\", \"name\": \"Mug\\ud800\"}|name|surrogate",
                "{\"slug\": \"mug\"} {}||Something follows",
                "{\"slug\": \"mug\", }||no JSON",
                "[{\"slug\": \"mug\"}]||one JSON object",
                "nonsense||no JSON",
                "{\"a\": [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}||nested deeper",
            })
    void what_is_wrong_is_named_by_its_member(String line, String column, String words) {
        assertThatExceptionOfType(RowFault.class)
                .isThrownBy(() -> product(line))
                .withMessageContaining(words)
                .satisfies(fault -> assertThat(fault.column()).isEqualTo(column))
                .satisfies(fault ->
                        assertThat(fault.getMessage())
                                .doesNotContain("java", "jackson", "Exception", "token"));
    }

    @Test
    void texts_are_bounded() {
        var line =
                "{\"slug\": \"mug\", \"name\": \"%s\", \"variants\": [{\"sku\": \"M\", \"price\": 1}]}";
        assertThatExceptionOfType(RowFault.class)
                .isThrownBy(() -> product(line.formatted("x".repeat(301))))
                .withMessage("name has 301 characters; it may have 300.");
    }
}
