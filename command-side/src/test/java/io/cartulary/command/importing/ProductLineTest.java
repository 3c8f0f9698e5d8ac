package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.inventory.Sku;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/// Lines of files of products and coupons.
class ProductLineTest {

    private <T> List<T> sample(String file, Class<T> type) throws IOException {
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                new ClassPathResource("sample/" + file).getInputStream(),
                                StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> JsonLinesImport.JSON.readValue(line, type)).toList();
        }
    }

    @Test
    void prices_are_exact_and_an_article_number_given_twice_is_told_apart() {
        var product =
                JsonLinesImport.JSON.readValue(
                        """
                        {"slug": "modern-cafe-chair", "name": "Modern Cafe Chair", "description": "Sit.",
                         "images": ["chair.jpg"], "categories": ["Home & Garden", "Furniture"], "brand": null,
                         "facets": {"category": ["Furniture"], "color": ["white"]}, "option_groups": ["color"],
                         "variants": [
                          {"sku": "404.038.96", "options": ["mustard"], "price": 18.99, "tax_category": "standard",
                           "stock_on_hand": 100, "variant_facets": "color:yellow"},
                          {"sku": "404.038.96", "options": ["mint"], "price": 100.0, "tax_category": "standard",
                           "stock_on_hand": 0, "variant_facets": ""}]}
                        """,
                        ProductLine.class);

        assertThat(product.stockedVariants())
                .extracting(stocked -> stocked.variant().sku())
                .containsExactly(new Sku("404.038.96"), new Sku("404.038.96-2"));
        assertThat(product.stockedVariants().getFirst().variant().price())
                .isEqualTo(Money.parse("USD 18.99"));
        assertThat(product.productDescription().attributes())
                .containsEntry("color", List.of("white", "yellow"))
                .doesNotContainKey("category");
    }

    @Test
    void the_sample_shop_has_five_shops_with_unique_skus() throws IOException {
        var products = sample("products.jsonl", ProductLine.class);

        var skus =
                products.stream()
                        .flatMap(product -> product.stockedVariants().stream())
                        .map(stocked -> stocked.variant().sku())
                        .toList();
        assertThat(skus).doesNotHaveDuplicates().hasSizeGreaterThan(150);
        assertThat(products).extracting(ProductLine::slug).doesNotHaveDuplicates();
        assertThat(
                        products.stream()
                                .map(product ->
                                        product.productDescription().categories().getFirst())
                                .collect(Collectors.toSet()))
                .hasSize(5);
        assertThat(products)
                .filteredOn(product -> product.categories().contains("Spa services"))
                .flatExtracting(ProductLine::stockedVariants)
                .extracting(stocked -> stocked.variant().weightGrams())
                .containsOnly(0);
    }

    @Test
    void the_sample_coupons_have_terms() throws IOException {
        assertThat(sample("coupons.jsonl", CouponLine.class))
                .extracting(CouponLine::terms)
                .hasSize(6)
                .doesNotContainNull();
    }
}
