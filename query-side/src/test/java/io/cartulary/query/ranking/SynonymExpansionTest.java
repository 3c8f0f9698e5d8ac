package io.cartulary.query.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.search.SearchedText;
import io.cartulary.query.ranking.SearchSettings.CodedSynonyms;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SynonymExpansionTest {

    private static final CodedSynonyms COUCHES = same("couch", "sofa");
    private static final CodedSynonyms PHONES = same("cell phone", "mobile");

    private static CodedSynonyms same(String... terms) {
        return new CodedSynonyms("same", texts(terms), List.of());
    }

    private static List<SearchedText> texts(String... texts) {
        return Stream.of(texts).map(SearchedText::new).toList();
    }

    private static List<String> ways(String text, CodedSynonyms... rules) {
        return SynonymExpansion.of(List.of(rules)).of(text);
    }

    @Test
    void replaces_a_term_and_keeps_the_rest() {
        assertThat(ways("Red couch, large", COUCHES)).containsExactly("red sofa, large");
    }

    @Test
    void leaves_a_text_without_a_term_alone() {
        assertThat(ways("red chair", COUCHES)).isEmpty();
        assertThat(ways("couchette", COUCHES)).isEmpty();
        assertThat(ways("couch")).isEmpty();
    }

    @Test
    void knows_a_term_in_singular_and_plural_and_without_accents() {
        assertThat(ways("couches", COUCHES)).containsExactly("sofa");
        assertThat(ways("CRÈMES", same("creme", "lotion"))).containsExactly("lotion");
    }

    @Test
    void replaces_terms_of_several_words() {
        assertThat(ways("case for cell-phones", PHONES)).containsExactly("case for mobile");
        assertThat(ways("mobile case", PHONES)).containsExactly("cell phone case");
    }

    @Test
    void takes_the_longest_of_terms_that_begin_together() {
        assertThat(ways("cell phone", same("cell", "battery"), PHONES)).containsExactly("mobile");
    }

    @Test
    void does_not_find_back_from_what_is_only_found_as_well() {
        var oneWay = new CodedSynonyms("one-way", texts("furniture"), texts("couch", "chair"));
        assertThat(ways("furniture", oneWay)).containsExactly("couch", "chair");
        assertThat(ways("chair", oneWay)).isEmpty();
    }

    @Test
    void finds_thai_and_khmer_terms_inside_unspaced_text() {
        assertThat(ways("ครีมกันแดดหน้า", same("กันแดด", "sunscreen")))
                .containsExactly("ครีมsunscreenหน้า");
        assertThat(ways("ឡេការពារកម្តៅថ្ងៃ", same("ការពារកម្តៅថ្ងៃ", "sunscreen")))
                .containsExactly("ឡេsunscreen");
    }

    @Test
    void replaces_one_term_before_several() {
        assertThat(ways("couch for a cell phone", COUCHES, PHONES))
                .containsExactly(
                        "sofa for a cell phone", "couch for a mobile", "sofa for a mobile");
    }

    @Test
    void adds_up_what_several_rules_say_of_a_term() {
        assertThat(ways("couch", COUCHES, same("couch", "settee")))
                .containsExactlyInAnyOrder("sofa", "settee");
    }

    @Test
    void says_a_text_in_a_bounded_number_of_ways() {
        var many = same(IntStream.range(0, 20).mapToObj(i -> "word" + i).toArray(String[]::new));
        assertThat(ways("word1 word2 word3 word4", many)).hasSize(16);
    }
}
