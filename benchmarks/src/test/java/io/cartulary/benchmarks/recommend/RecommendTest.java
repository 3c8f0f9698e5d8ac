package io.cartulary.benchmarks.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.query.recommendation.cooccurrence.ItemAttributes;
import io.cartulary.query.recommendation.cooccurrence.RankedItem;
import io.cartulary.query.recommendation.cooccurrence.RankingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How good recommendations are counts as the literature says.
class RecommendTest {

    @TempDir Path folder;

    @Test
    void a_first_place_is_worth_one_and_a_later_one_less() {
        var hits = new Hits();
        hits.add(ranked("serum", "toner"), "serum");
        hits.add(ranked("soap", "serum", "toner"), "toner");
        hits.add(ranked("soap"), "comb");

        assertThat(hits.hitRate()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(hits.ndcg()).isCloseTo((1 + 0.5) / 3, within(1e-9)); // 1 / log2 4
        assertThat(hits.meanReciprocalRank()).isCloseTo((1 + 1 / 3.0) / 3, within(1e-9));
    }

    @Test
    void the_last_item_is_asked_for_and_not_learned() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("people.txt"),
                        "1 toner serum soap\n2 toner serum comb\n3 toner serum\n4 toner brush\n");

        var histories = DataFile.histories(file);
        assertThat(histories.getFirst()).containsExactly("toner", "serum", "soap");
        var outcome = new LeaveOut(histories, 1).ask(RankingSettings.DEFAULT, ItemAttributes.NONE);
        // That of the third person alone was learned.
        assertThat(outcome.hits().asked()).isEqualTo(4);
        assertThat(outcome.hits().hitRate()).isEqualTo(0.25);
        assertThat(new LeaveOut(histories, 2).popular().hits().asked()).isEqualTo(2);
    }

    @Test
    void sessions_are_split_by_their_last_moment() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("sessions.csv"),
                        """
                        session;item;time
                        late;toner;2026-03-02
                        early;toner;2026-03-01
                        early;serum;2026-03-01
                        late;serum;2026-03-02
                        late;never-learned;2026-03-02
                        """);

        var sessions = Sessions.read(file, Duration.ofDays(1));
        assertThat(sessions.training()).containsExactly(List.of("toner", "serum"));
        assertThat(sessions.test()).containsExactly(List.of("toner", "serum", "never-learned"));
        var hits = new NextInSession(sessions).ask(RankingSettings.DEFAULT);
        assertThat(hits.asked()).isEqualTo(1);
        assertThat(hits.meanReciprocalRank()).isEqualTo(1);
    }

    @Test
    void a_line_that_is_no_history_is_named() throws IOException {
        var file = Files.writeString(folder.resolve("people.txt"), "1 toner\nalone\n");
        assertThatExceptionOfType(BenchmarkUnavailable.class)
                .isThrownBy(() -> DataFile.histories(file))
                .withMessageContaining("\"alone\"");
        assertThatExceptionOfType(BenchmarkUnavailable.class)
                .isThrownBy(() -> Sessions.read(file, Duration.ofDays(1)))
                .withMessageContaining("\"1 toner\"");
    }

    private static List<RankedItem> ranked(String... items) {
        return List.of(items).stream()
                .map(item -> new RankedItem(item, 1, RankedItem.Reason.POPULAR, null))
                .toList();
    }
}
