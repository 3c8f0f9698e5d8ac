package io.cartulary.command.attribute;

import static io.cartulary.command.attribute.AttributeRejection.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which values a product may have, and what is said of those it may not.
class ValueCheckTest {

    private static final Map<String, KnownAttribute> DEFINED =
            Map.of(
                    "usage", known(AttributeKind.TEXT, null),
                    "volume", known(AttributeKind.NUMBER, "ml"),
                    "texture", known(AttributeKind.CHOICE, null, "gel", "balm"),
                    "skin-type", known(AttributeKind.CHOICES, null, "dry", "oily"),
                    "vegan", known(AttributeKind.YES_NO, null),
                    "season", known(AttributeKind.TEXT, null).archive());

    private static final KnownAttributeSet SKINCARE =
            new KnownAttributeSet(
                    new AttributeSetDefinition(
                            LocalizedText.english("Skincare"), List.of("skin-type", "volume")),
                    false);

    private static final Map<String, KnownAttributeSet> SETS =
            Map.of("skincare", SKINCARE, "spa", SKINCARE.archive());

    /// The choice `balm` is archived.
    private static KnownAttribute known(
            AttributeKind kind, @Nullable String unit, String... choices) {
        var offered =
                List.of(choices).stream()
                        .map(code -> AttributeChoice.of(code, LocalizedText.english(code)))
                        .map(choice -> choice.code().equals("balm") ? choice.archive() : choice)
                        .toList();
        return new KnownAttribute(
                new AttributeDefinition(
                        LocalizedText.english("Label"), kind, unit, offered, true, true, true),
                false);
    }

    private static Optional<AttributeRefusal> refusal(
            boolean isNew, @Nullable String set, Map<String, List<String>> values) {
        var check =
                new ValueCheck(
                        isNew,
                        id -> Optional.ofNullable(DEFINED.get(id.code())),
                        id -> Optional.ofNullable(SETS.get(id.code())));
        return check.refusal(
                new ProductDescription(
                        LocalizedText.english("Toner"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        set,
                        values,
                        false));
    }

    private static AttributeRefusal refused(String attribute, String... values) {
        return refusal(true, null, Map.of(attribute, List.of(values))).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "usage, At night.",
        "volume, 12.5",
        "volume, -3",
        "texture, gel",
        "skin-type, oily",
        "vegan, false"
    })
    void a_value_that_fits_is_taken(String attribute, String value) {
        assertThat(refusal(true, null, Map.of(attribute, List.of(value)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volume | 12.5 ml | attributes.volume must be one decimal number in ml such as 12.5; was 12.5 ml.",
                "volume | 1e9 | attributes.volume must be one decimal number in ml such as 12.5; was 1e9.",
                "texture | foam | attributes.texture must be one of gel; was foam.",
                "skin-type | shiny | attributes.skin-type must be some of dry, oily, each once; was shiny.",
                "vegan | yes | attributes.vegan must be true or false; was yes."
            })
    void another_is_refused_with_what_would_be_right(
            String attribute, String value, String sentence) {
        var refusal = refused(attribute, value);
        assertThat(refusal.reason()).isEqualTo(ATTRIBUTE_VALUE_UNFIT);
        assertThat(refusal.field()).isEqualTo("attributes." + attribute);
        assertThat(refusal.sentence()).isEqualTo(sentence);
    }

    @Test
    void several_values_are_taken_where_there_may_be_several() {
        assertThat(
                        refusal(
                                true,
                                null,
                                Map.of(
                                        "usage", List.of("At night.", "Twice a week."),
                                        "skin-type", List.of("oily", "dry"))))
                .isEmpty();
        assertThat(refused("volume", "1", "2").reason()).isEqualTo(ATTRIBUTE_VALUE_UNFIT);
        assertThat(refused("vegan", "true", "false").reason()).isEqualTo(ATTRIBUTE_VALUE_UNFIT);
        assertThat(refused("skin-type", "dry", "dry").reason()).isEqualTo(ATTRIBUTE_VALUE_UNFIT);
        assertThat(refused("usage").sentence()).contains("one text at least; was nothing");
    }

    @Test
    void what_is_not_defined_is_refused() {
        var refusal = refused("skin-tpye", "dry");
        assertThat(refusal.reason()).isEqualTo(ATTRIBUTE_UNKNOWN);
        assertThat(refusal.field()).isEqualTo("attributes.skin-tpye");
        assertThat(refused("skin type", "dry").reason()).isEqualTo(ATTRIBUTE_UNKNOWN);
        assertThat(refusal(true, "fashion", Map.of()).orElseThrow().reason())
                .isEqualTo(ATTRIBUTE_SET_UNKNOWN);
    }

    @Test
    void a_product_of_a_set_has_attributes_of_that_set_only() {
        assertThat(refusal(true, "skincare", Map.of("skin-type", List.of("dry")))).isEmpty();
        var refusal = refusal(true, "skincare", Map.of("vegan", List.of("true"))).orElseThrow();
        assertThat(refusal.reason()).isEqualTo(ATTRIBUTE_OUTSIDE_SET);
        assertThat(refusal.sentence())
                .isEqualTo(
                        "The product's attribute set has no attribute vegan; it has skin-type, volume.");
    }

    @Test
    void what_is_archived_stays_with_products_that_are_there_and_is_not_given_to_new_ones() {
        for (var values :
                List.of(Map.of("texture", List.of("balm")), Map.of("season", List.of("Spring")))) {
            assertThat(refusal(true, null, values)).isPresent();
            assertThat(refusal(false, null, values)).isEmpty();
        }
        assertThat(refusal(true, "spa", Map.of())).isPresent();
        assertThat(refusal(false, "spa", Map.of())).isEmpty();
    }
}
