package io.cartulary.query.sheet;

import static io.cartulary.web.sheet.ProductColumns.*;

import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.query.catalog.AdministeredProduct;
import io.cartulary.query.catalog.UsedColumns;
import io.cartulary.query.category.CategoryTree;
import io.cartulary.query.inventory.StockLevel;
import io.cartulary.web.sheet.Cells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// The catalogue as a table: one row a variant, what is said of a product in the first of its rows.
/// There is a column for each language, attribute and option that some product has.
final class ProductSheet {

    private final CategoryTree tree;
    private final Map<BrandId, String> brands;
    private final List<String> header;

    /// @param brands their names
    ProductSheet(UsedColumns used, CategoryTree tree, Map<BrandId, String> brands) {
        this.tree = tree;
        this.brands = brands;
        this.header = header(used);
    }

    private static List<String> header(UsedColumns used) {
        var columns = new ArrayList<>(List.of(PRODUCT_ID, SLUG));
        used.slugs().forEach(language -> columns.add(SLUG_IN + language));
        columns.addAll(List.of(STATUS, PUBLISH_AT));
        columns.addAll(used.texts());
        columns.addAll(List.of(BRAND, CATEGORIES, TAGS, FEATURED, ATTRIBUTE_SET));
        used.attributes().forEach(code -> columns.add(ATTRIBUTE + code));
        for (int number = 1; number <= used.options(); number++) {
            columns.add(optionName(number));
            columns.add(optionValue(number));
        }
        columns.addAll(
                List.of(
                        SKU,
                        CURRENCY,
                        PRICE,
                        COMPARE_AT_PRICE,
                        COST_PRICE,
                        TAX_CLASS,
                        WEIGHT,
                        LENGTH,
                        WIDTH,
                        HEIGHT,
                        BARCODE,
                        STOCK,
                        LOW_STOCK,
                        BACKORDERS));
        return List.copyOf(columns);
    }

    List<String> header() {
        return header;
    }

    List<List<String>> rows(AdministeredProduct product, Map<Sku, StockLevel> stock) {
        var rows = new ArrayList<List<String>>();
        var cells = ofProduct(product);
        for (var variant : product.page().variants()) {
            cells.put(SLUG, product.page().slug());
            cells.putAll(ofVariant(variant, product.costPrices().get(variant.sku())));
            cells.putAll(ofStock(stock.get(variant.sku())));
            rows.add(row(cells));
            cells.clear();
        }
        if (rows.isEmpty()) {
            rows.add(row(cells));
        }
        return rows;
    }

    private List<String> row(Map<String, String> cells) {
        return header.stream().map(column -> Cells.safe(cells.getOrDefault(column, ""))).toList();
    }

    private Map<String, String> ofProduct(AdministeredProduct product) {
        var page = product.page();
        var description = page.description();
        var cells = new HashMap<String, String>();
        cells.put(PRODUCT_ID, page.productId().value());
        cells.put(SLUG, page.slug());
        page.slugs().forEach((language, slug) -> cells.put(SLUG_IN + language, slug));
        cells.put(STATUS, page.status().name());
        cells.put(PUBLISH_AT, text(product.publishAt()));
        text("name", description.name(), cells);
        text("description", description.description(), cells);
        text("short_description", description.shortDescription(), cells);
        text("seo_title", description.seoTitle(), cells);
        text("seo_description", description.seoDescription(), cells);
        cells.put(BRAND, brand(description));
        cells.put(CATEGORIES, categories(description));
        cells.put(TAGS, Cells.list(description.tags()));
        cells.put(FEATURED, Boolean.toString(description.featured()));
        cells.put(ATTRIBUTE_SET, text(description.attributeSet()));
        description
                .attributes()
                .forEach((code, values) -> cells.put(ATTRIBUTE + code, Cells.list(values)));
        return cells;
    }

    private static void text(
            String member, @Nullable LocalizedText text, Map<String, String> cells) {
        if (text != null) {
            text.byLanguage().forEach((language, words) -> cells.put(in(member, language), words));
        }
    }

    /// Its name; one that was removed stands there by its identifier.
    private String brand(ProductDescription description) {
        var brand = description.brand();
        return brand == null ? "" : brands.getOrDefault(brand, brand.value());
    }

    /// Their names in English from the top down. One that was removed stands there by its
    /// identifier.
    private String categories(ProductDescription description) {
        return Cells.join(
                Cells.OF_LIST, description.categories().stream().map(this::category).toList());
    }

    private String category(CategoryId id) {
        var way =
                tree.pathTo(id).stream()
                        .map(category -> Cells.escaped(category.description().name().in("en")))
                        .toList();
        return way.isEmpty() ? id.value() : Cells.join(Cells.OF_WAY, way);
    }

    private static Map<String, String> ofVariant(Variant variant, @Nullable Money cost) {
        var cells = new HashMap<String, String>();
        int number = 1;
        for (var option : variant.options().entrySet()) {
            cells.put(optionName(number), option.getKey());
            cells.put(optionValue(number), option.getValue());
            number++;
        }
        cells.put(SKU, variant.sku().value());
        cells.put(CURRENCY, variant.price().getCurrencyUnit().getCode());
        cells.put(PRICE, amount(variant.price()));
        cells.put(COMPARE_AT_PRICE, amount(variant.compareAtPrice()));
        cells.put(COST_PRICE, amount(cost));
        cells.put(TAX_CLASS, variant.taxClass());
        cells.put(WEIGHT, Integer.toString(variant.weightGrams()));
        var dimensions = variant.dimensions();
        if (dimensions != null) {
            cells.put(LENGTH, text(dimensions.lengthMillimetres()));
            cells.put(WIDTH, text(dimensions.widthMillimetres()));
            cells.put(HEIGHT, text(dimensions.heightMillimetres()));
        }
        cells.put(BARCODE, text(variant.barcode()));
        return cells;
    }

    private static Map<String, String> ofStock(@Nullable StockLevel level) {
        return level == null || !level.parts().isEmpty()
                ? Map.of()
                : Map.of(
                        STOCK,
                        Integer.toString(level.onHand()),
                        LOW_STOCK,
                        text(level.lowStockThreshold()),
                        BACKORDERS,
                        Integer.toString(level.backorderLimit()));
    }

    private static String amount(@Nullable Money money) {
        return money == null ? "" : money.getAmount().toPlainString();
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
