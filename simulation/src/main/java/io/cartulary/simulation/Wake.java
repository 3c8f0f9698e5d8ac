package io.cartulary.simulation;

import io.cartulary.simulation.world.Violation;
import io.cartulary.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// One thing that production does on a thread of its own: when it is due, a little later, and again
/// when it failed.
final class Wake {

    /// How often in a row something may fail before it is taken for stuck.
    private static final int HOPELESS = 12;

    static final Duration LONGEST_LAG = Duration.ofSeconds(2);

    private final World world;
    private final String name;
    private final Supplier<Optional<Instant>> next;
    private final Runnable act;
    private Instant armed = Instant.MAX;
    private int failures;
    private int life;

    Wake(World world, String name, Supplier<Optional<Instant>> next, Runnable act) {
        this.world = world;
        this.name = name;
        this.next = next;
        this.act = act;
    }

    void clear() {
        armed = Instant.MAX;
        failures = 0;
        life++;
    }

    void arm() {
        var due = next.get();
        if (due.isEmpty() || !due.get().isBefore(armed)) {
            return;
        }
        var now = world.time().instant();
        var from = due.get().isBefore(now) ? now : due.get();
        armed = due.get();
        var armedIn = life;
        world.time()
                .at(
                        from.plus(lag()),
                        () -> {
                            if (armedIn == life) {
                                wake();
                            }
                        });
    }

    private Duration lag() {
        var random = world.random();
        return random.in(0.02) ? random.within(Duration.ofMinutes(3)) : random.within(LONGEST_LAG);
    }

    private void wake() {
        armed = Instant.MAX;
        try {
            act.run();
            failures = 0;
        } catch (RuntimeException failure) {
            failures++;
            world.report(name, () -> "fails: " + failure);
            if (failures >= HOPELESS) {
                throw new Violation("nothing is stuck", name + ": " + failure);
            }
            armed = Instant.MIN;
            var armedIn = life;
            world.time()
                    .in(
                            Duration.ofSeconds(1L << failures),
                            () -> {
                                if (armedIn == life) {
                                    wake();
                                }
                            });
        }
    }
}
