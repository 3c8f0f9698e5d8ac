package io.cartulary.query.attribute;

import static java.util.stream.Collectors.toMap;

import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.LocalizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a search index has of a product's attributes, as they are defined.
///
/// @param words by language, of those that words are found in: a value behind its attribute's label
/// @param numbers of those that are numbers, by code
public record IndexedAttributes(Map<String, List<String>> words, Map<String, Double> numbers) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

    /// @param values of a product, by code
    /// @param languages that words are searched in
    public static IndexedAttributes of(
            Map<String, List<String>> values,
            Map<String, AttributeDefinition> definitions,
            List<String> languages) {
        var words = new TreeMap<String, List<String>>();
        var numbers = new TreeMap<String, Double>();
        values.forEach((code, ofCode) -> {
            var definition = definitions.get(code);
            for (var language : languages) {
                words.computeIfAbsent(language, _ -> new ArrayList<>())
                        .addAll(words(code, ofCode, definition, language));
            }
            if (definition != null && definition.kind() == AttributeKind.NUMBER) {
                // A product may still have values from before it became a number.
                ofCode.stream()
                        .filter(NUMBER.asMatchPredicate())
                        .findFirst()
                        .ifPresent(value -> numbers.put(code, Double.valueOf(value)));
            }
        });
        return new IndexedAttributes(words, numbers);
    }

    private static List<String> words(
            String code,
            List<String> values,
            @Nullable AttributeDefinition definition,
            String language) {
        if (definition == null) {
            return values.stream().map(value -> code + " " + value).toList();
        }
        if (!definition.searchable()) {
            return List.of();
        }
        var label = definition.label().in(language);
        return shown(values, definition, language)
                .map(value -> (label + " " + value).strip())
                .toList();
    }

    private static Stream<String> shown(
            List<String> values, AttributeDefinition definition, String language) {
        return switch (definition.kind()) {
            case TEXT -> values.stream();
            case NUMBER ->
                    values.stream()
                            .map(value ->
                                    definition.unit() == null
                                            ? value
                                            : value + " " + definition.unit());
            case CHOICE, CHOICES -> {
                var labels = labels(definition);
                yield values.stream()
                        .map(value ->
                                labels.containsKey(value) ? labels.get(value).in(language) : value);
            }
            // Of what it is the label says it all, and what it is not is no word of it.
            case YES_NO -> values.contains("true") ? Stream.of("") : Stream.empty();
        };
    }

    private static Map<String, LocalizedText> labels(AttributeDefinition definition) {
        return definition.choices().stream()
                .collect(toMap(AttributeChoice::code, AttributeChoice::label));
    }
}
