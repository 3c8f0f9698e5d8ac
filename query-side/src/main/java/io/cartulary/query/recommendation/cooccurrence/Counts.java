package io.cartulary.query.recommendation.cooccurrence;

import static java.util.Map.Entry.comparingByKey;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was counted so far.
public interface Counts {

    /// How often somebody did something with the item.
    long times(String item);

    /// Gives every item that belongs to this one, with the weight of the pair.
    void each(String item, Pair pairs);

    /// The items with which people did most, the most frequent first.
    List<String> mostFrequent(int most);

    interface Pair {
        void with(String other, long weight);
    }

    /// Counts that are kept on the heap. An item has a limited number of others: when twice as many
    /// were seen, the lightest half is forgotten.
    final class InMemory implements Counts {

        private static final Comparator<Map.Entry<String, Long>> HEAVIEST_FIRST =
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(comparingByKey());

        private final Map<String, Item> items = new HashMap<>();
        private final PairWeights weights;
        private final int mostOthers;
        private @Nullable List<String> frequentFirst;

        public InMemory(RankingSettings settings, int mostOthers) {
            this.weights = new PairWeights(settings);
            this.mostOthers = mostOthers;
        }

        private static final class Item {
            private long times;
            private Map<String, Long> others = new HashMap<>();
        }

        /// @param latestFirst what the same person did before, the latest first
        public void count(List<String> latestFirst, String item) {
            items.computeIfAbsent(item, _ -> new Item()).times++;
            frequentFirst = null;
            weights.of(latestFirst, item, this::add);
        }

        private void add(String item, String other, long weight) {
            var known = items.computeIfAbsent(item, _ -> new Item());
            known.others.merge(other, weight, Long::sum);
            if (known.others.size() > 2 * mostOthers) {
                known.others = new HashMap<>(heaviest(known.others));
            }
        }

        private Map<String, Long> heaviest(Map<String, Long> others) {
            var kept = new HashMap<String, Long>();
            others.entrySet().stream()
                    .sorted(HEAVIEST_FIRST)
                    .limit(mostOthers)
                    .forEach(other -> kept.put(other.getKey(), other.getValue()));
            return kept;
        }

        @Override
        public long times(String item) {
            var known = items.get(item);
            return known == null ? 0 : known.times;
        }

        @Override
        public void each(String item, Pair pairs) {
            var known = items.get(item);
            if (known != null) {
                known.others.forEach(pairs::with);
            }
        }

        @Override
        public List<String> mostFrequent(int most) {
            if (frequentFirst == null) {
                frequentFirst =
                        items.entrySet().stream()
                                .sorted(
                                        Comparator.<Map.Entry<String, Item>>comparingLong(
                                                        known -> -known.getValue().times)
                                                .thenComparing(comparingByKey()))
                                .map(Map.Entry::getKey)
                                .toList();
            }
            return frequentFirst.subList(0, Math.min(most, frequentFirst.size()));
        }
    }
}
