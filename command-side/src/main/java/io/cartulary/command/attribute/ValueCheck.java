package io.cartulary.command.attribute;

import static io.cartulary.command.attribute.AttributeRejection.*;
import static java.util.stream.Collectors.joining;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.events.attribute.AttributeSetId;
import io.cartulary.events.catalog.ProductDescription;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares a product's values with definitions.
///
/// @param isNew whether the product does not exist yet: it gets no archived set, attribute or
///   choice, which a product that has it keeps
record ValueCheck(
        boolean isNew,
        Function<AttributeId, Optional<KnownAttribute>> attributes,
        Function<AttributeSetId, Optional<KnownAttributeSet>> sets) {

    /// Digits of a number before and after its point are bounded.
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

    private static final List<String> YES_NO = List.of("true", "false");
    private static final int MOST_NAMED = 20;

    /// The first thing that is wrong, if anything is.
    Optional<AttributeRefusal> refusal(ProductDescription product) {
        var code = product.attributeSet();
        if (code == null) {
            return refusal(product.attributes(), null);
        }
        var set = sets.apply(AttributeSetId.of(code));
        if (set.isEmpty() || set.get().archived() && isNew) {
            return Optional.of(
                    new AttributeRefusal(
                            ATTRIBUTE_SET_UNKNOWN,
                            "attributeSet",
                            "There is no attribute set %s, or it is archived; define it first, or leave attributeSet out."
                                    .formatted(code)));
        }
        return refusal(product.attributes(), set.get().definition());
    }

    private Optional<AttributeRefusal> refusal(
            Map<String, List<String>> values, @Nullable AttributeSetDefinition set) {
        return values.entrySet().stream()
                .map(entry -> refusal(entry.getKey(), entry.getValue(), set))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<AttributeRefusal> refusal(
            String code, List<String> values, @Nullable AttributeSetDefinition set) {
        var field = AttributeId.isCode(code) ? "attributes." + code : "attributes";
        if (set != null && !set.attributes().contains(code)) {
            return Optional.of(
                    new AttributeRefusal(
                            ATTRIBUTE_OUTSIDE_SET,
                            field,
                            "The product's attribute set has no attribute %s; it has %s."
                                    .formatted(
                                            InvalidValue.excerpt(code), named(set.attributes()))));
        }
        var known =
                AttributeId.isCode(code)
                        ? attributes.apply(AttributeId.of(code))
                        : Optional.<KnownAttribute>empty();
        if (known.isEmpty() || known.get().archived() && isNew) {
            return Optional.of(unknown(code, field));
        }
        return allowed(known.get().definition(), values)
                .map(right ->
                        new AttributeRefusal(
                                ATTRIBUTE_VALUE_UNFIT,
                                field,
                                "%s must be %s; was %s.".formatted(field, right, shown(values))));
    }

    static AttributeRefusal unknown(String code, String field) {
        return new AttributeRefusal(
                ATTRIBUTE_UNKNOWN,
                field,
                "There is no attribute %s, or it is archived; define it first."
                        .formatted(InvalidValue.excerpt(code)));
    }

    /// What would be right, when the values are not.
    private Optional<String> allowed(AttributeDefinition definition, List<String> values) {
        var fits =
                switch (definition.kind()) {
                    case TEXT -> !values.isEmpty();
                    case NUMBER ->
                            values.size() == 1 && NUMBER.matcher(values.getFirst()).matches();
                    case CHOICE -> values.size() == 1 && areChoices(definition, values);
                    case CHOICES -> !values.isEmpty() && areChoices(definition, values);
                    case YES_NO -> values.size() == 1 && YES_NO.contains(values.getFirst());
                };
        return fits ? Optional.empty() : Optional.of(inWords(definition));
    }

    private String inWords(AttributeDefinition definition) {
        return switch (definition.kind()) {
            case TEXT -> "one text at least";
            case NUMBER ->
                    "one decimal number%s such as 12.5"
                            .formatted(definition.unit() == null ? "" : " in " + definition.unit());
            case CHOICE -> "one of " + named(choices(definition).toList());
            case CHOICES -> "some of %s, each once".formatted(named(choices(definition).toList()));
            case YES_NO -> "true or false";
        };
    }

    private boolean areChoices(AttributeDefinition definition, List<String> values) {
        return new HashSet<>(values).size() == values.size()
                && choices(definition).toList().containsAll(values);
    }

    private Stream<String> choices(AttributeDefinition definition) {
        return definition.choices().stream()
                .filter(choice -> !(choice.archived() && isNew))
                .map(AttributeChoice::code);
    }

    private static String named(List<String> codes) {
        var some = codes.stream().limit(MOST_NAMED).collect(joining(", "));
        return codes.size() > MOST_NAMED ? some + " …" : some;
    }

    private static String shown(List<String> values) {
        return values.isEmpty() ? "nothing" : InvalidValue.excerpt(String.join(", ", values));
    }
}
