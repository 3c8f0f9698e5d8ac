package io.cartulary.command.catalog;

import io.cartulary.command.catalog.CatalogCommand.PresentProduct;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Some values of a product; what is absent is not spoken of.
///
/// @param prices of some of its variants
/// @param attributes by their codes; an empty list for one that the product has no value of
public record ProductValues(
        @Nullable Publication publication,
        List<PriceOfVariant> prices,
        @Nullable List<CategoryId> categories,
        @Nullable List<String> tags,
        Map<String, List<String>> attributes) {

    public static final ProductValues NONE =
            new ProductValues(null, List.of(), null, null, Map.of());

    /// Who can see a product: staff only, everyone, or staff only again.
    public enum State {
        DRAFT,
        PUBLISHED,
        ARCHIVED
    }

    /// @param publishAt when it is to be published by itself
    public record Publication(State state, @Nullable Instant publishAt) {}

    public record PriceOfVariant(Sku sku, Money price, @Nullable Money compareAtPrice) {

        public static PriceOfVariant of(Variant variant) {
            return new PriceOfVariant(variant.sku(), variant.price(), variant.compareAtPrice());
        }
    }

    /// Whether a product may get the values `after` in the place of these: each of its own is still
    /// what it was, or is already what it is to be.
    boolean mayBecome(ProductValues after, PresentProduct present) {
        var description = present.description();
        return isOneOf(
                        new Publication(present.state(), present.publishAt()),
                        publication,
                        after.publication)
                && isOneOf(description.categories(), categories, after.categories)
                && isOneOf(description.tags(), tags, after.tags)
                && attributes.entrySet().stream()
                        .allMatch(attribute ->
                                isOneOf(
                                        valuesOf(attribute.getKey(), description),
                                        attribute.getValue(),
                                        after.attributes.get(attribute.getKey())))
                && arePricesOf(present.variants(), after);
    }

    private boolean arePricesOf(List<Variant> variants, ProductValues after) {
        return prices.stream()
                .allMatch(before ->
                        variants.stream()
                                .filter(variant -> variant.sku().equals(before.sku()))
                                .map(PriceOfVariant::of)
                                .anyMatch(present ->
                                        present.equals(before) || after.prices.contains(present)));
    }

    private static <T> boolean isOneOf(T present, @Nullable T before, @Nullable T after) {
        return before == null || present.equals(before) || present.equals(after);
    }

    private static List<String> valuesOf(String attribute, ProductDescription description) {
        return description.attributes().getOrDefault(attribute, List.of());
    }

    /// The same description with these values.
    public ProductDescription in(ProductDescription description) {
        var all = new LinkedHashMap<>(description.attributes());
        attributes.forEach((code, values) -> {
            if (values.isEmpty()) {
                all.remove(code);
            } else {
                all.put(code, values);
            }
        });
        return description.with(
                Objects.requireNonNullElse(categories, description.categories()),
                Objects.requireNonNullElse(tags, description.tags()),
                all);
    }
}
