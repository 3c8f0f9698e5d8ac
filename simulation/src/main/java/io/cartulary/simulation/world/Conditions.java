package io.cartulary.simulation.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How hard the world is in one run.
///
/// @param atomic whether a saga's step and its commands are one transaction, as on PostgreSQL, or
///   each command commits alone, as on Axon Server
/// @param crashes how likely each step of our process is its last
/// @param losses how likely a message to or from somebody outside is lost
/// @param repeats how likely a request or a message comes twice
/// @param forgets how likely an aggregate is not in the cache
/// @param snapshotEvery how many events
/// @param attempts how often an order's payment may be declined
/// @param losesDeadlines whether some payment deadlines never come, so that promises of stock end
///   by themselves
public record Conditions(
        boolean atomic,
        double crashes,
        double losses,
        double repeats,
        double forgets,
        int snapshotEvery,
        int attempts,
        boolean losesDeadlines) {

    /// @param store which of the two a run is to have, if not the one that is drawn
    static Conditions of(SeededRandom random, @Nullable SimulatedStore store) {
        var calm = random.in(0.3);
        var drawn = random.in(0.6) ? SimulatedStore.POSTGRES : SimulatedStore.AXON_SERVER;
        return new Conditions(
                (store == null ? drawn : store) == SimulatedStore.POSTGRES,
                calm ? 0 : 0.004 * random.upTo(100) / 100,
                calm ? 0 : 0.3 * random.upTo(100) / 100,
                calm ? 0 : 0.3 * random.upTo(100) / 100,
                random.in(0.5) ? 0 : 0.3 * random.upTo(100) / 100,
                random.of(List.of(6, 30, 200)),
                random.between(1, 2),
                random.in(0.1));
    }
}
