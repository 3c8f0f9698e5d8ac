package io.cartulary.query.catalog;

import static java.util.stream.Collectors.toMap;

import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.media.MediaId;
import io.cartulary.query.attribute.AttributeDefinitions.Defined;
import io.cartulary.query.attribute.LabelledAttribute;
import io.cartulary.query.attribute.LabelledAttribute.LabelledValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Products side by side.
///
/// @param products in the order they were asked for
/// @param comparedAttributes that at least one of them has and that products are compared by
record ProductComparison(
        List<ComparedProduct> products, List<ComparedAttribute> comparedAttributes) {

    /// @param image the primary one
    record ComparedProduct(
            ProductId productId,
            String slug,
            Map<String, String> slugs,
            LocalizedText name,
            @Nullable LocalizedText shortDescription,
            @Nullable MediaId image,
            List<Variant> variants,
            ProductRating productRating) {

        private static ComparedProduct of(ProductPage page) {
            return new ComparedProduct(
                    page.productId(),
                    page.slug(),
                    page.slugs(),
                    page.description().name(),
                    page.description().shortDescription(),
                    ProductMedia.primaryOf(page.media()).orElse(null),
                    page.variants(),
                    page.productRating());
        }
    }

    /// @param valuesByProduct one list for each product, in their order; an empty one for a product
    ///   that has none
    /// @param differs whether they are not the same of all products
    record ComparedAttribute(
            String code,
            LocalizedText label,
            AttributeKind kind,
            @Nullable String unit,
            List<List<LabelledValue>> valuesByProduct,
            boolean differs) {

        private static ComparedAttribute of(
                LabelledAttribute attribute, List<Map<String, LabelledAttribute>> ofEach) {
            var values =
                    ofEach.stream()
                            .map(known -> known.get(attribute.code()))
                            .map(known -> known == null ? List.<LabelledValue>of() : known.values())
                            .toList();
            return new ComparedAttribute(
                    attribute.code(),
                    attribute.label(),
                    attribute.kind(),
                    attribute.unit(),
                    values,
                    new HashSet<>(values).size() > 1);
        }
    }

    /// Attributes stand in the order of the first product's set, and after them what others have.
    static ProductComparison of(List<ProductPage> pages, Defined definitions) {
        var ofEach = new ArrayList<Map<String, LabelledAttribute>>();
        var all = new LinkedHashMap<String, LabelledAttribute>();
        for (var page : pages) {
            var compared =
                    definitions.label(page.description()).stream()
                            .filter(LabelledAttribute::comparable)
                            .toList();
            compared.forEach(attribute -> all.putIfAbsent(attribute.code(), attribute));
            ofEach.add(compared.stream().collect(toMap(LabelledAttribute::code, known -> known)));
        }
        return new ProductComparison(
                pages.stream().map(ComparedProduct::of).toList(),
                all.values().stream()
                        .map(attribute -> ComparedAttribute.of(attribute, ofEach))
                        .toList());
    }
}
