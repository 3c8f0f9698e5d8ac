package io.cartulary.command.search;

import static io.cartulary.command.search.SearchSettingsRejection.*;
import static io.cartulary.events.search.SearchSettingsId.OF_THE_SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.StateTable;
import io.cartulary.command.search.SearchSettingsCommand.*;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.search.Curation;
import io.cartulary.events.search.SearchEvent.*;
import io.cartulary.events.search.SearchWeights;
import io.cartulary.events.search.SearchedText;
import io.cartulary.events.search.Synonyms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SearchSettingsTest {

    private static final ProductId SOFA = ProductId.named("sofa");
    private static final ProductId CHAIR = ProductId.named("chair");
    private static final SearchWeights WEIGHTS = new SearchWeights(50, 100, 20);

    private static final Synonyms COUCHES = new Synonyms(texts("couch", "sofa"), List.of());
    private static final SynonymsDefined COUCHES_DEFINED =
            new SynonymsDefined(OF_THE_SHOP, "couches", COUCHES);
    private static final Curation SALE =
            new Curation(texts("sale", "black friday"), List.of(SOFA), List.of(CHAIR));
    private static final CurationDefined SALE_CURATED =
            new CurationDefined(OF_THE_SHOP, "sale", SALE);

    private final AggregateTestFixture<SearchSettings> settings =
            new AggregateTestFixture<>(SearchSettings.class);

    private static List<SearchedText> texts(String... texts) {
        return Stream.of(texts).map(SearchedText::new).toList();
    }

    @Nested
    class A_text {
        @Test
        void is_kept_as_texts_are_compared() {
            assertThat(texts("  Crème  BRÛLÉE ", "โทนเนอร์น้ำ", "й"))
                    .extracting(SearchedText::value)
                    .containsExactly("creme brulee", "โทนเนอร์น้ำ", "й");
        }

        @Test
        void without_a_letter_or_a_digit_is_refused() {
            assertThatThrownBy(() -> new SearchedText(" -- ")).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new SearchedText("a".repeat(101)))
                    .isInstanceOf(InvalidValue.class);
        }
    }

    @Nested
    class Synonyms_of_a_code {
        @Test
        void are_set_as_a_whole() {
            var more = new Synonyms(texts("couch", "settee"), texts("armchair"));
            settings.given(COUCHES_DEFINED)
                    .when(new DefineSynonyms(OF_THE_SHOP, "couches", more))
                    .expectEvents(new SynonymsDefined(OF_THE_SHOP, "couches", more));
        }

        @Test
        void are_two_different_texts_at_least() {
            assertThatThrownBy(() -> new Synonyms(texts("couch"), List.of()))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new Synonyms(texts("couch"), texts("COUCH")))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void are_not_kept_without_end() {
            settings.given(
                            IntStream.range(0, 1_000)
                                    .mapToObj(i ->
                                            new SynonymsDefined(OF_THE_SHOP, "code-" + i, COUCHES))
                                    .toList())
                    .when(new DefineSynonyms(OF_THE_SHOP, "one-more", COUCHES))
                    .expectNoEvents()
                    .expectExceptionDetails(TOO_MANY_SYNONYMS);
        }
    }

    @Nested
    class A_curation {
        @Test
        void may_be_changed_for_the_same_queries() {
            var other = new Curation(SALE.queries(), List.of(CHAIR), List.of());
            settings.given(SALE_CURATED)
                    .when(new DefineCuration(OF_THE_SHOP, "sale", other))
                    .expectEvents(new CurationDefined(OF_THE_SHOP, "sale", other));
        }

        @Test
        void has_its_queries_for_itself() {
            settings.given(SALE_CURATED)
                    .when(
                            new DefineCuration(
                                    OF_THE_SHOP,
                                    "friday",
                                    new Curation(
                                            texts("Black  Friday"), List.of(CHAIR), List.of())))
                    .expectNoEvents()
                    .expectExceptionDetails(QUERY_CURATED);
        }

        @Test
        void leaves_its_queries_to_others_once_it_was_removed() {
            settings.given(SALE_CURATED, new CurationRemoved(OF_THE_SHOP, "sale"))
                    .when(new DefineCuration(OF_THE_SHOP, "friday", SALE))
                    .expectEvents(new CurationDefined(OF_THE_SHOP, "friday", SALE));
        }

        @Test
        void does_not_hide_what_it_pins() {
            assertThatThrownBy(() -> new Curation(texts("sale"), List.of(SOFA), List.of(SOFA)))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new Curation(texts("sale"), List.of(), List.of()))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void is_one_of_a_thousand_at_most() {
            settings.given(
                            IntStream.range(0, 1_000)
                                    .mapToObj(i ->
                                            new CurationDefined(
                                                    OF_THE_SHOP,
                                                    "code-" + i,
                                                    new Curation(
                                                            texts("query " + i),
                                                            List.of(SOFA),
                                                            List.of())))
                                    .toList())
                    .when(new DefineCuration(OF_THE_SHOP, "sale", SALE))
                    .expectNoEvents()
                    .expectExceptionDetails(TOO_MANY_CURATIONS);
        }
    }

    @Test
    void a_weight_has_bounds() {
        assertThatThrownBy(() -> new SearchWeights(0, 501, 0))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("stock must be 0 to 500 percent");
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "with synonyms", List.of(COUCHES_DEFINED),
                            "with a curation", List.of(SALE_CURATED),
                            "with weights", List.of(new WeightsSet(OF_THE_SHOP, WEIGHTS))),
                    Map.of(
                            "DefineSynonyms",
                            new DefineSynonyms(OF_THE_SHOP, "couches", COUCHES),
                            "RemoveSynonyms",
                            new RemoveSynonyms(OF_THE_SHOP, "couches"),
                            "SetWeights",
                            new SetWeights(OF_THE_SHOP, WEIGHTS),
                            "DefineCuration",
                            new DefineCuration(OF_THE_SHOP, "sale", SALE),
                            "RemoveCuration",
                            new RemoveCuration(OF_THE_SHOP, "sale")),
                    SearchSettingsTest::stateAfter);

    @Test
    void they_do_what_their_state_table_says() {
        TABLE.check(
                () -> new AggregateTestFixture<>(SearchSettings.class),
                "search-settings",
                "SearchSettings");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(SearchSettingsCommand.class, Set.of(), TABLE);
    }

    /// By the last event: each part is set without regard to the others.
    private static String stateAfter(List<?> events) {
        return switch (events.getLast()) {
            case SynonymsDefined _ -> "with synonyms";
            case CurationDefined _ -> "with a curation";
            case WeightsSet _ -> "with weights";
            default -> "with nothing";
        };
    }
}
