package io.cartulary.benchmarks.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How good answers are counts as the literature says.
class RelevanceTest {

    private static final JudgedQuery QUERY =
            new JudgedQuery("words", "serum", Map.of("a", 3, "b", 2, "c", 1));

    @Test
    void the_best_order_is_worth_one() {
        assertThat(Quality.of(QUERY, List.of("a", "b", "c"))).isEqualTo(new Quality(1, 1, 1, 0));
    }

    @Test
    void later_places_are_worth_less() {
        var quality = Quality.of(QUERY, List.of("other", "c", "a"));
        // (1 / log2 3 + 7 / log2 4) of (7 + 3 / log2 3 + 1 / log2 4)
        assertThat(quality.ndcg()).isCloseTo(0.440, within(0.001));
        assertThat(quality.reciprocalRank()).isEqualTo(0.5);
        assertThat(quality.recall()).isCloseTo(0.667, within(0.001));
    }

    @Test
    void an_empty_answer_is_worth_nothing() {
        assertThat(Quality.of(QUERY, List.of())).isEqualTo(new Quality(0, 0, 0, 1));
    }

    @Test
    void only_products_of_the_shop_count() {
        assertThat(QUERY.among(Set.of("b")))
                .containsExactly(new JudgedQuery("words", "serum", Map.of("b", 2)));
        assertThat(QUERY.among(Set.of("other"))).isEmpty();
    }

    @Test
    void a_line_that_is_no_judgement_is_named(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("judged.tsv"), "words\tserum\ta\t4\n");
        assertThatExceptionOfType(BenchmarkUnavailable.class)
                .isThrownBy(() -> JudgedQuery.readAll(file))
                .withMessageContaining("words\tserum\ta\t4");
    }

    @Test
    void the_judged_queries_of_the_project_are_read_whole() throws IOException {
        var judged = JudgedQuery.readAll(Path.of("judgements", "products.tsv"));
        assertThat(judged).hasSizeGreaterThan(200);
        assertThat(judged)
                .extracting(JudgedQuery::group)
                .contains("typo", "code", "unit", "thai", "khmer");
    }
}
