package io.cartulary.benchmarks.recommend;

import io.cartulary.query.recommendation.cooccurrence.ItemAttributes;
import io.cartulary.query.recommendation.cooccurrence.Ranking;
import io.cartulary.query.recommendation.cooccurrence.RankingSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/// Learns from what everybody did without their last items, and asks everybody for the first of
/// those. Items that they had already are not shown.
final class LeaveOut {

    private static final int SHOWN = 10;

    private final List<List<String>> histories;
    private final List<List<String>> known;

    /// @param leftOut how many items at the end of each history
    LeaveOut(List<List<String>> histories, int leftOut) {
        this.histories = histories.stream().filter(history -> history.size() > leftOut).toList();
        this.known =
                this.histories.stream()
                        .map(history -> history.subList(0, history.size() - leftOut))
                        .toList();
    }

    record Outcome(Hits hits, Duration training, long mebibytes) {}

    Outcome popular() {
        return ask(RankingSettings.DEFAULT, ItemAttributes.NONE, false);
    }

    Outcome ask(RankingSettings settings, ItemAttributes attributes) {
        return ask(settings, attributes, true);
    }

    private Outcome ask(RankingSettings settings, ItemAttributes attributes, boolean byHistory) {
        var trained = Trained.by(known, settings);
        var ranking = new Ranking(settings, trained.counts(), attributes);
        var hits = new Hits();
        for (var at = 0; at < known.size(); at++) {
            var had = known.get(at);
            var ranked =
                    ranking.best(byHistory ? had.reversed() : List.of(), new HashSet<>(had), SHOWN);
            hits.add(ranked, histories.get(at).get(had.size()));
        }
        return new Outcome(hits, trained.training(), trained.mebibytes());
    }
}
