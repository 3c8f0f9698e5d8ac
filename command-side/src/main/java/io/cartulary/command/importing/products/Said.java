package io.cartulary.command.importing.products;

import io.cartulary.command.importing.row.Checks;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.Variant;
import io.cartulary.web.sheet.ProductColumns;
import java.util.LinkedHashMap;
import java.util.function.Predicate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Which columns a file has. What has no column is left as it is; an empty cell takes it away.
///
/// @param column whether there is one
record Said(Predicate<String> column) {

    static final Said EVERYTHING = new Said(_ -> true);

    boolean about(String name) {
        return column.test(name);
    }

    /// What a product becomes.
    ProductDescription of(ProductDescription file, ProductDescription present) {
        var attributes = new LinkedHashMap<>(present.attributes());
        attributes.keySet().removeIf(code -> about(ProductColumns.ATTRIBUTE + code));
        attributes.putAll(file.attributes());
        return new ProductDescription(
                text("name", file.name(), present.name()),
                text("description", file.description(), present.description()),
                text("short_description", file.shortDescription(), present.shortDescription()),
                text("seo_title", file.seoTitle(), present.seoTitle()),
                text("seo_description", file.seoDescription(), present.seoDescription()),
                about(ProductColumns.BRAND) ? file.brand() : present.brand(),
                about(ProductColumns.CATEGORIES) ? file.categories() : present.categories(),
                about(ProductColumns.TAGS) ? file.tags() : present.tags(),
                about(ProductColumns.ATTRIBUTE_SET) ? file.attributeSet() : present.attributeSet(),
                attributes,
                about(ProductColumns.FEATURED) ? file.featured() : present.featured());
    }

    private @Nullable LocalizedText text(
            String member, @Nullable LocalizedText file, @Nullable LocalizedText present) {
        var texts = new LinkedHashMap<String, String>();
        if (present != null) {
            texts.putAll(present.byLanguage());
            texts.keySet().removeIf(language -> about(ProductColumns.in(member, language)));
        }
        if (file != null) {
            file.byLanguage()
                    .forEach((language, words) -> {
                        if (about(ProductColumns.in(member, language))) {
                            texts.put(language, words);
                        }
                    });
        }
        return texts.isEmpty() ? null : new LocalizedText(texts);
    }

    /// What a variant becomes.
    Variant of(Variant file, Variant present) {
        var price = of(ProductColumns.PRICE, file.price(), present);
        var compareAt = file.compareAtPrice();
        return new Variant(
                present.sku(),
                aboutOptions() ? file.options() : present.options(),
                price,
                about(ProductColumns.COMPARE_AT_PRICE)
                        ? compareAt == null
                                ? null
                                : of(ProductColumns.COMPARE_AT_PRICE, compareAt, present)
                        : present.withPrice(price).compareAtPrice(),
                about(ProductColumns.TAX_CLASS) ? file.taxClass() : present.taxClass(),
                about(ProductColumns.WEIGHT) ? file.weightGrams() : present.weightGrams(),
                about(ProductColumns.LENGTH) ? file.dimensions() : present.dimensions(),
                about(ProductColumns.BARCODE) ? file.barcode() : present.barcode());
    }

    /// An amount of a variant, in its currency where the file names none.
    Money of(String column, Money file, Variant present) {
        return about(ProductColumns.CURRENCY)
                ? file
                : Checks.money(column, file.getAmount(), present.price().getCurrencyUnit());
    }

    private boolean aboutOptions() {
        return about(ProductColumns.optionName(1));
    }
}
