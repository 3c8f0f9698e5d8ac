package io.cartulary.simulation.world;

import io.cartulary.command.effect.EffectFailed;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run: its time, its chance, and what others may do while somebody waits.
public final class World {

    private static final int DEEPEST = 3;
    private static final Duration SOON = Duration.ofSeconds(4);
    private static final int MOST_TRIES = 20;

    private final Timeline time = new Timeline();
    private final Trace trace;
    private SeededRandom random = new SeededRandom(0);
    private final @Nullable SimulatedStore store;
    private Conditions conditions;
    private Runnable arm = () -> {};
    private long seed;
    private int depth;
    private long steps;

    /// @param store of every run; drawn for each when absent
    public World(Trace trace, @Nullable SimulatedStore store) {
        this.trace = trace;
        this.store = store;
        this.conditions = Conditions.of(random, store);
    }

    public void begin(long seed) {
        this.seed = seed;
        time.clear();
        random = new SeededRandom(seed);
        conditions = Conditions.of(random, store);
        depth = 0;
        steps = 0;
    }

    /// @param arm lets our process say when it wants to do something next
    public void setProcess(Runnable arm) {
        this.arm = arm;
    }

    public long seed() {
        return seed;
    }

    public Timeline time() {
        return time;
    }

    public SeededRandom random() {
        return random;
    }

    public Conditions conditions() {
        return conditions;
    }

    public void report(String who, Supplier<Object> what) {
        trace.report(time.instant(), who, what);
    }

    /// A caller that waited for an answer of ours gets none.
    public void crash() {
        depth = 0;
    }

    /// Does what is due next; `false` when nothing is left.
    public boolean turn() {
        var act = time.next();
        if (act == null) {
            return false;
        }
        steps++;
        Violation.unless(
                steps < 200_000, "the shop comes to rest", steps, " steps and no end of them");
        act.run();
        return true;
    }

    /// While somebody waits for an answer, others act.
    public void meanwhile() {
        if (depth >= DEEPEST || !random.in(0.2)) {
            return;
        }
        depth++;
        try {
            for (var left = random.upTo(4); left > 0; left--) {
                arm.run();
                var act = time.nextWithin(SOON);
                if (act == null) {
                    return;
                }
                act.run();
            }
        } finally {
            depth--;
        }
    }

    /// A request goes out, or does not.
    public void asks() {
        if (random.in(conditions.losses())) {
            throw random.in(0.5)
                    ? EffectFailed.later("no one listens", null, null)
                    : EffectFailed.unknown("the request went nowhere", null);
        }
    }

    /// The answer comes back, or does not.
    public void answers() {
        meanwhile();
        if (random.in(conditions.losses())) {
            throw EffectFailed.unknown("the answer went nowhere", null);
        }
    }

    /// Somebody outside reports something to us until we take it in: late, twice, or only the third
    /// time.
    public void tellUs(Duration delay, String what, Runnable message) {
        tellUs(delay, what, message, 1);
    }

    private void tellUs(Duration delay, String what, Runnable message, int number) {
        time.in(
                delay,
                () -> {
                    var again = Duration.ofSeconds(1L << Math.min(number, 12));
                    if (random.in(conditions.losses()) && number < MOST_TRIES) {
                        report("network", () -> "loses " + what);
                        tellUs(again, what, message, number + 1);
                        return;
                    }
                    report("outside", () -> what);
                    var taken = false;
                    try {
                        message.run();
                        taken = true;
                    } catch (RuntimeException refused) {
                        report("outside", () -> "is refused: " + refused.getMessage());
                    } finally {
                        if (!taken && number < MOST_TRIES) {
                            tellUs(again, what, message, number + 1);
                        }
                    }
                    if (random.in(conditions.repeats()) && number < MOST_TRIES) {
                        tellUs(
                                random.within(Duration.ofMinutes(10)),
                                what + ", once more",
                                message,
                                number + 1);
                    }
                });
    }
}
