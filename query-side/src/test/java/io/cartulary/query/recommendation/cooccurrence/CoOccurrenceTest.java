package io.cartulary.query.recommendation.cooccurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cartulary.query.recommendation.cooccurrence.RankedItem.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CoOccurrenceTest {

    private static final RankingSettings SETTINGS = RankingSettings.DEFAULT;
    private static final int MOST_OTHERS = 100;

    @Nested
    class Counting {
        @Test
        void what_came_right_before_weighs_most_and_the_way_back_a_fifth() {
            var counts = counted(List.of(List.of("cleanser", "toner", "serum")));

            assertThat(weight(counts, "cleanser", "toner")).isEqualTo(1_000_000);
            assertThat(weight(counts, "toner", "cleanser")).isEqualTo(200_000);
            assertThat(weight(counts, "cleanser", "serum"))
                    .isEqualTo(Math.round(1_000_000 * Math.pow(2, -0.7)));
            assertThat(counts.times("serum")).isEqualTo(1);
        }

        @Test
        void an_item_does_not_belong_to_itself() {
            var counts = counted(List.of(List.of("toner", "toner")));

            assertThat(counts.times("toner")).isEqualTo(2);
            assertThat(weight(counts, "toner", "toner")).isZero();
        }

        @Test
        void one_event_adds_a_hundred_weights_at_most() {
            var additions = new ArrayList<String>();
            new PairWeights(SETTINGS)
                    .of(
                            IntStream.range(0, 200).mapToObj(at -> "item-" + at).toList(),
                            "next",
                            (item, other, _) -> additions.add(item + other));

            assertThat(additions).hasSize(100).doesNotHaveDuplicates();
        }

        @Test
        void is_the_same_in_whatever_order_people_come() {
            var histories = histories(200);
            var shuffled = new ArrayList<>(histories);
            Collections.shuffle(shuffled, new Random(7));

            assertThat(all(counted(shuffled))).isEqualTo(all(counted(histories)));
        }

        @Test
        void keeps_a_limited_number_of_others_the_heaviest() {
            var counts = new Counts.InMemory(SETTINGS, 3);
            count(counts, List.of("toner", "serum"));
            count(counts, List.of("toner", "serum"));
            for (var at = 0; at < 50; at++) {
                count(counts, List.of("toner", "once-" + at));
            }

            assertThat(others(counts, "toner")).hasSizeLessThanOrEqualTo(6).containsKey("serum");
        }
    }

    @Nested
    class RankingItems {
        @Test
        void says_because_of_which_item() {
            var counts =
                    counted(
                            List.of(
                                    List.of("toner", "serum"),
                                    List.of("toner", "serum"),
                                    List.of("soap")));

            var best = best(counts, ItemAttributes.NONE, List.of("toner"), Set.of("toner"));

            assertThat(best).extracting(RankedItem::item).containsExactly("serum", "soap");
            assertThat(best.getFirst().reason()).isEqualTo(Reason.TOGETHER);
            assertThat(best.getFirst().because()).isEqualTo("toner");
            // 2 · 1 / (2 · 2)^0.3 + 0.01 · ln 3
            assertThat(best.getFirst().score())
                    .isCloseTo(2 / Math.pow(4, 0.3) + 0.01 * Math.log(3), within(1e-9));
            assertThat(best.getLast().reason()).isEqualTo(Reason.POPULAR);
            assertThat(best.getLast().because()).isNull();
        }

        @Test
        void what_was_done_last_counts_most() {
            var counts = counted(List.of(List.of("toner", "serum"), List.of("soap", "brush")));

            assertThat(
                            best(
                                    counts,
                                    ItemAttributes.NONE,
                                    List.of("soap", "toner"),
                                    Set.of("toner", "soap")))
                    .extracting(RankedItem::item)
                    .containsExactly("brush", "serum");
        }

        @Test
        void what_people_do_with_everything_says_less() {
            var counts =
                    counted(
                            List.of(
                                    List.of("toner", "bag"),
                                    List.of("toner", "serum"),
                                    List.of("soap", "bag"),
                                    List.of("brush", "bag")));

            assertThat(best(counts, ItemAttributes.NONE, List.of("toner"), Set.of("toner")))
                    .extracting(RankedItem::item)
                    .startsWith("serum", "bag");
        }

        @Test
        void an_item_that_nobody_had_is_found_by_its_attributes() {
            var attributes =
                    ItemAttributes.of(
                            Map.of(
                                    "toner", List.of("rose", "skin"),
                                    "new", List.of("rose", "skin"),
                                    "soap", List.of("skin"),
                                    "comb", List.of("hair")));

            var best =
                    best(
                            counted(List.of(List.of("toner"))),
                            attributes,
                            List.of("toner"),
                            Set.of("toner"));

            assertThat(best).extracting(RankedItem::item).containsExactly("new", "soap");
            assertThat(best.getFirst().reason()).isEqualTo(Reason.ALIKE);
            assertThat(best.getFirst().score()).isCloseTo(0.3, within(1e-9));
        }

        @Test
        void without_anything_done_the_most_frequent_come_first() {
            var counts = counted(List.of(List.of("soap"), List.of("soap"), List.of("toner")));

            assertThat(best(counts, ItemAttributes.NONE, List.of(), Set.of()))
                    .extracting(RankedItem::item)
                    .containsExactly("soap", "toner");
        }
    }

    private static List<RankedItem> best(
            Counts counts, ItemAttributes attributes, List<String> done, Set<String> without) {
        return new Ranking(SETTINGS, counts, attributes).best(done, without, 10);
    }

    private static Counts.InMemory counted(List<List<String>> histories) {
        var counts = new Counts.InMemory(SETTINGS, MOST_OTHERS);
        histories.forEach(history -> count(counts, history));
        return counts;
    }

    private static void count(Counts.InMemory counts, List<String> history) {
        for (var at = 0; at < history.size(); at++) {
            counts.count(history.subList(0, at).reversed(), history.get(at));
        }
    }

    private static List<List<String>> histories(int people) {
        var random = new Random(1);
        return IntStream.range(0, people)
                .mapToObj(_ ->
                        IntStream.range(0, 1 + random.nextInt(9))
                                .mapToObj(_ -> "item-" + random.nextInt(30))
                                .toList())
                .toList();
    }

    private static Map<String, Map<String, Long>> all(Counts counts) {
        var all = new HashMap<String, Map<String, Long>>();
        counts.mostFrequent(1_000).forEach(item -> all.put(item, others(counts, item)));
        return all;
    }

    private static Map<String, Long> others(Counts counts, String item) {
        var others = new HashMap<String, Long>();
        counts.each(item, others::put);
        return others;
    }

    private static long weight(Counts counts, String item, String other) {
        return others(counts, item).getOrDefault(other, 0L);
    }
}
