package io.cartulary.benchmarks.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Which part is killed when. Drawn from a seed before anything begins, so that the same seed plans
/// the same; what the killed process was doing at its moment no one plans.
record CrashPlan(List<Kill> kills) {

    /// @param at since the load began
    record Kill(Duration at, String victim) {}

    /// Moments are spread evenly by chance alone, so some come in each other's wake. Every part has
    /// its turn as often as the others, to one.
    ///
    /// @param victims the names of the parts to choose from
    /// @param within the last kill comes before this is over
    static CrashPlan of(long seed, int count, List<String> victims, Duration within) {
        var random = new Random(seed);
        var turns = new ArrayList<String>();
        while (turns.size() < count) {
            var round = new ArrayList<>(victims);
            Collections.shuffle(round, random);
            turns.addAll(round);
        }
        var moments =
                LongStream.generate(() -> random.nextLong(within.toMillis()))
                        .limit(count)
                        .sorted()
                        .toArray();
        var kills = new ArrayList<Kill>();
        for (int number = 0; number < count; number++) {
            kills.add(new Kill(Duration.ofMillis(moments[number]), turns.get(number)));
        }
        return new CrashPlan(kills);
    }
}
