package io.cartulary.benchmarks.recommend;

import io.cartulary.query.recommendation.cooccurrence.ItemAttributes;
import io.cartulary.query.recommendation.cooccurrence.Ranking;
import io.cartulary.query.recommendation.cooccurrence.RankingSettings;
import java.util.List;
import java.util.Set;

/// Asks after every action of the later sessions what comes next, if that item was ever learned.
final class NextInSession {

    private static final int SHOWN = 20;

    private final Sessions sessions;

    NextInSession(Sessions sessions) {
        this.sessions = sessions;
    }

    Hits popular() {
        return ask(RankingSettings.DEFAULT, false);
    }

    Hits ask(RankingSettings settings) {
        return ask(settings, true);
    }

    private Hits ask(RankingSettings settings, boolean bySession) {
        var counts = Trained.by(sessions.training(), settings).counts();
        var ranking = new Ranking(settings, counts, ItemAttributes.NONE);
        var hits = new Hits();
        for (var session : sessions.test()) {
            var learned = session.stream().filter(item -> counts.times(item) > 0).toList();
            for (var at = 1; at < learned.size(); at++) {
                var done = bySession ? learned.subList(0, at).reversed() : List.<String>of();
                hits.add(ranking.best(done, Set.of(), SHOWN), learned.get(at));
            }
        }
        return hits;
    }
}
