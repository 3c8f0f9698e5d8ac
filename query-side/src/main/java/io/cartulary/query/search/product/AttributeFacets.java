package io.cartulary.query.search.product;

import static java.util.stream.Collectors.toMap;

import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.query.attribute.AttributeDefinitions.Defined;
import io.cartulary.query.attribute.AttributeDetails;
import io.cartulary.query.search.product.ProductAnswer.Attribute;
import io.cartulary.query.search.product.ProductAnswer.Value;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Facets of attributes as their definitions have them: only those that shoppers can filter by,
/// with their labels.
///
/// @param language of the labels
record AttributeFacets(Defined definitions, String language) {

    List<Attribute> of(SortedMap<String, List<Value>> counted) {
        return counted.entrySet().stream()
                .map(facet -> facet(facet.getKey(), facet.getValue()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Attribute> facet(String code, List<Value> values) {
        var attribute = definitions.attributes().get(code);
        if (attribute == null) {
            return Optional.of(Attribute.unlabelled(code, values));
        }
        return attribute.definition().filterable()
                ? Optional.of(labelled(attribute, values))
                : Optional.empty();
    }

    private Attribute labelled(AttributeDetails attribute, List<Value> values) {
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
                        .toList());
    }
}
