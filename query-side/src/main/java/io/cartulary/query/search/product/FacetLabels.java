package io.cartulary.query.search.product;

import static java.util.stream.Collectors.toMap;

import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.query.attribute.AttributeDefinitions.Defined;
import io.cartulary.query.attribute.AttributeDetails;
import io.cartulary.query.brand.BrandNames.Known;
import io.cartulary.query.category.PresentCategories.Present;
import io.cartulary.query.search.product.ProductAnswer.Attribute;
import io.cartulary.query.search.product.ProductAnswer.Value;
import io.cartulary.query.search.product.number.NumberRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Facets as shoppers read them: those of attributes as their definitions have them, only such that
/// they can filter by; those of categories and brands with their names.
///
/// @param language of the labels
record FacetLabels(Defined definitions, Present categories, Known brands, String language) {

    /// Changes with every change of a label.
    List<Object> revision() {
        return List.of(definitions.revision(), categories.version(), brands.version());
    }

    /// Slugs in the language of the labels, too.
    List<Value> ofCategories(List<Value> slugs) {
        return slugs.stream()
                .map(value ->
                        categories
                                .find(value.value())
                                .map(category ->
                                        new Value(
                                                category.slug(language),
                                                category.description().name().in(language),
                                                value.count()))
                                .orElse(value))
                .toList();
    }

    List<Value> ofBrands(List<Value> slugs) {
        return slugs.stream()
                .map(brand ->
                        new Value(
                                brand.value(),
                                Optional.ofNullable(brands.bySlug().get(brand.value()))
                                        .map(name -> name.in(language))
                                        .orElse(null),
                                brand.count()))
                .toList();
    }

    /// @param ranges of those that are numbers
    List<Attribute> ofAttributes(
            SortedMap<String, List<Value>> counted, Map<String, NumberRange> ranges) {
        var all = new TreeMap<>(counted);
        ranges.keySet().forEach(code -> all.putIfAbsent(code, List.of()));
        return all.entrySet().stream()
                .map(facet -> facet(facet.getKey(), facet.getValue(), ranges.get(facet.getKey())))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Attribute> facet(
            String code, List<Value> values, @Nullable NumberRange range) {
        var attribute = definitions.attributes().get(code);
        if (attribute == null) {
            return Optional.of(Attribute.unlabelled(code, values));
        }
        return attribute.definition().filterable()
                ? Optional.of(labelled(attribute, values, range))
                : Optional.empty();
    }

    private Attribute labelled(
            AttributeDetails attribute, List<Value> values, @Nullable NumberRange range) {
        var definition = attribute.definition();
        var labels =
                definition.choices().stream()
                        .collect(
                                toMap(
                                        AttributeChoice::code,
                                        choice -> choice.label().in(language)));
        return new Attribute(
                attribute.code(),
                definition.label().in(language),
                definition.unit(),
                values.stream()
                        .map(value ->
                                new Value(value.value(), labels.get(value.value()), value.count()))
                        .toList(),
                range);
    }
}
