package io.cartulary.query.recommendation.cooccurrence;

import java.util.List;

/// What one event adds to the counts: at most two pairs for each of a person's latest items, one in
/// each direction.
final class PairWeights {

    /// Of a weight of 1, which a pair has that is seen once and in which one item came right after
    /// the other.
    static final long ONE = 1_000_000;

    private final long[] forward;
    private final long[] backward;

    PairWeights(RankingSettings settings) {
        forward = new long[settings.history()];
        backward = new long[settings.history()];
        for (var at = 0; at < settings.history(); at++) {
            var weight = ONE * Math.pow(at + 1.0, -settings.distance());
            forward[at] = Math.round(weight);
            backward[at] = Math.round(settings.backward() * weight);
        }
    }

    /// Takes what is to be added.
    interface Sink {
        void add(String item, String other, long weight);
    }

    /// @param latestFirst what the same person did before, the latest first
    void of(List<String> latestFirst, String item, Sink counts) {
        var pairs = Math.min(latestFirst.size(), forward.length);
        for (var at = 0; at < pairs; at++) {
            var before = latestFirst.get(at);
            if (!before.equals(item)) {
                counts.add(before, item, forward[at]);
                if (backward[at] > 0) {
                    counts.add(item, before, backward[at]);
                }
            }
        }
    }
}
