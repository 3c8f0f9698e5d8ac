package io.cartulary.command.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.command.StateTable;
import io.cartulary.command.attribute.AttributeCommand.*;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent.*;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.events.attribute.AttributeSetId;
import io.cartulary.events.catalog.LocalizedText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AttributeTest {

    private static final AttributeId SKIN_TYPE = AttributeId.of("skin-type");
    private static final AttributeDefinition DRY_OR_OILY = skinTypes(choice("dry"), choice("oily"));
    private static final AttributeDefined DEFINED = new AttributeDefined(SKIN_TYPE, DRY_OR_OILY);
    private static final AttributeArchived ARCHIVED = new AttributeArchived(SKIN_TYPE);
    private static final LocalizedText LABEL = LocalizedText.english("Skin type");

    private static final AttributeSetId SKINCARE = AttributeSetId.of("skincare");
    private static final AttributeSetDefinition OF_SKIN =
            new AttributeSetDefinition(
                    LocalizedText.english("Skincare"), List.of("skin-type", "volume"));
    private static final AttributeSetDefined SET = new AttributeSetDefined(SKINCARE, OF_SKIN);
    private static final AttributeSetArchived NO_SET = new AttributeSetArchived(SKINCARE);

    private final AggregateTestFixture<Attribute> attribute =
            new AggregateTestFixture<>(Attribute.class);

    private static AttributeChoice choice(String code) {
        return AttributeChoice.of(code, LocalizedText.english(code));
    }

    private static AttributeDefinition skinTypes(AttributeChoice... choices) {
        return new AttributeDefinition(
                LocalizedText.english("Skin type"),
                AttributeKind.CHOICES,
                null,
                List.of(choices),
                true,
                true,
                false);
    }

    @Nested
    class A_choice_that_is_left_out {
        @Test
        void is_archived_and_never_lost() {
            attribute
                    .given(DEFINED)
                    .when(new DefineAttribute(SKIN_TYPE, skinTypes(choice("oily"))))
                    .expectEvents(
                            new AttributeDefined(
                                    SKIN_TYPE, skinTypes(choice("oily"), choice("dry").archive())));
        }

        @Test
        void can_be_left_out_again() {
            attribute
                    .given(
                            new AttributeDefined(
                                    SKIN_TYPE, skinTypes(choice("oily"), choice("dry").archive())))
                    .when(new DefineAttribute(SKIN_TYPE, skinTypes(choice("oily"))))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void is_offered_again_once_it_is_named() {
            attribute
                    .given(
                            new AttributeDefined(
                                    SKIN_TYPE, skinTypes(choice("oily"), choice("dry").archive())))
                    .when(new DefineAttribute(SKIN_TYPE, DRY_OR_OILY))
                    .expectEvents(DEFINED);
        }

        @Test
        void goes_with_the_choices_of_an_attribute_that_becomes_a_text() {
            var text = AttributeDefinition.text(LABEL);
            attribute
                    .given(DEFINED)
                    .when(new DefineAttribute(SKIN_TYPE, text))
                    .expectEvents(new AttributeDefined(SKIN_TYPE, text));
        }
    }

    @Nested
    class A_definition_is_refused {
        @Test
        void with_choices_where_there_are_none_and_without_where_there_are() {
            refused("choices", AttributeKind.CHOICE, null);
            refused("choices", AttributeKind.TEXT, null, choice("dry"));
            refused("choices", AttributeKind.CHOICES, null, choice("dry"), choice("dry"));
        }

        @Test
        void with_a_unit_of_anything_but_a_number() {
            refused("unit", AttributeKind.YES_NO, "ml");
            refused("unit", AttributeKind.NUMBER, " ");
        }

        @Test
        void with_a_choice_that_has_no_code() {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> choice("Very dry"))
                    .satisfies(refused -> field(refused, "code"));
        }

        private static void refused(
                String field, AttributeKind kind, String unit, AttributeChoice... choices) {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() ->
                            new AttributeDefinition(
                                    LABEL, kind, unit, List.of(choices), true, true, true))
                    .satisfies(refused -> field(refused, field));
        }

        private static void field(InvalidValue refused, String field) {
            assertThat(refused.field()).isEqualTo(field);
        }
    }

    @Test
    void a_set_names_each_attribute_once() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new AttributeSetDefinition(LABEL, List.of("volume", "volume")));
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "defined", List.of(DEFINED),
                            "archived", List.of(DEFINED, ARCHIVED)),
                    Map.of(
                            "DefineAttribute", new DefineAttribute(SKIN_TYPE, DRY_OR_OILY),
                            "AdoptAttribute", new AdoptAttribute(SKIN_TYPE, LABEL),
                            "ArchiveAttribute", new ArchiveAttribute(SKIN_TYPE),
                            "ReadAttribute", new ReadAttribute(SKIN_TYPE)),
                    AttributeTest::stateAfter);

    private static final StateTable TABLE_OF_SETS =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "defined", List.of(SET),
                            "archived", List.of(SET, NO_SET)),
                    Map.of(
                            "DefineAttributeSet", new DefineAttributeSet(SKINCARE, OF_SKIN),
                            "ArchiveAttributeSet", new ArchiveAttributeSet(SKINCARE),
                            "ReadAttributeSet", new ReadAttributeSet(SKINCARE)),
                    AttributeTest::stateAfter);

    @Test
    void an_attribute_does_what_its_state_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(Attribute.class), "attribute", "Attribute");
    }

    @Test
    void a_set_does_what_its_state_table_says() {
        TABLE_OF_SETS.check(
                () -> new AggregateTestFixture<>(AttributeSet.class), "attribute", "Set");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(
                AttributeCommand.class, Set.of(ComposeAttributeSet.class), TABLE, TABLE_OF_SETS);
    }

    private static String stateAfter(List<?> events) {
        return Stream.of(AttributeArchived.class, AttributeSetArchived.class)
                        .anyMatch(archival -> archival.isInstance(events.getLast()))
                ? "archived"
                : "defined";
    }
}
