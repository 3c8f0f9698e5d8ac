package io.cartulary.benchmarks.recommend;

import io.cartulary.query.recommendation.cooccurrence.Counts;
import io.cartulary.query.recommendation.cooccurrence.RankingSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Counts of many histories, one event after the other as they come to a shop, and what they took.
///
/// @param mebibytes of heap that the counts hold
record Trained(Counts.InMemory counts, Duration training, long mebibytes) {

    private static final int MOST_OTHERS = 1_000;
    private static final int MEBIBYTE = 1 << 20;

    static Trained by(List<List<String>> histories, RankingSettings settings) {
        var before = usedHeap();
        var began = System.nanoTime();
        var counts = new Counts.InMemory(settings, MOST_OTHERS);
        for (var history : histories) {
            var latest = new ArrayDeque<String>();
            for (var item : history) {
                counts.count(new ArrayList<>(latest), item);
                latest.addFirst(item);
                if (latest.size() > settings.history()) {
                    latest.removeLast();
                }
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        return new Trained(counts, took, (usedHeap() - before) / MEBIBYTE);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
