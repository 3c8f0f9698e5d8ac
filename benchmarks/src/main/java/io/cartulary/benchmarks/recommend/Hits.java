package io.cartulary.benchmarks.recommend;

import io.cartulary.query.recommendation.cooccurrence.RankedItem;
import java.util.List;

/// At which places the item that came next was.
final class Hits {

    private int asked;
    private int found;
    private double gain;
    private double reciprocalRanks;

    void add(List<RankedItem> ranked, String next) {
        asked++;
        for (var at = 0; at < ranked.size(); at++) {
            if (ranked.get(at).item().equals(next)) {
                found++;
                gain += Math.log(2) / Math.log(at + 2.0);
                reciprocalRanks += 1.0 / (at + 1);
                return;
            }
        }
    }

    int asked() {
        return asked;
    }

    /// The share of questions that were answered with the next item among others.
    double hitRate() {
        return share(found);
    }

    /// Normalised discounted cumulative gain, of one relevant item.
    double ndcg() {
        return share(gain);
    }

    /// 1 for a first place, 1/2 for a second, 0 where the item is missing.
    double meanReciprocalRank() {
        return share(reciprocalRanks);
    }

    private double share(double sum) {
        return asked == 0 ? 0 : sum / asked;
    }
}
