package io.cartulary.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.simulation.fault.Fault;
import io.cartulary.simulation.world.Violation;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The short form of build/simulate.
class SimulationTest {

    private static final int SEEDS = 120;
    private static final int RANDOM_SEEDS = 40;
    private static final long COMPARED = 100;

    private final SilentLogs quiet = new SilentLogs();
    private final Simulation simulation = new Simulation(null);

    @AfterEach
    void restore() {
        simulation.close();
        quiet.close();
    }

    @Test
    void thousands_of_order_lives_end_well() {
        var lives = 0;
        for (var seed = 1L; seed <= SEEDS; seed++) {
            lives += simulation.run(seed).lives();
        }
        assertThat(lives).isGreaterThan(1000);
    }

    @Test
    void so_do_those_that_no_one_has_seen_before() {
        var first = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1L << 40));
        System.out.println("seed " + first);
        for (var seed = first; seed < first + RANDOM_SEEDS; seed++) {
            try {
                simulation.run(seed);
            } catch (Violation violation) {
                throw new AssertionError("build/simulate --seed " + seed + " --trace", violation);
            }
        }
    }

    @Test
    void a_seed_is_always_the_same_run_whichever_came_before() {
        var forwards = new TreeMap<Long, Long>();
        var backwards = new TreeMap<Long, Long>();

        for (var seed = 1L; seed <= COMPARED; seed++) {
            simulation.run(seed);
            forwards.put(seed, simulation.fingerprint());
        }
        for (var seed = COMPARED; seed >= 1; seed--) {
            simulation.run(seed);
            backwards.put(seed, simulation.fingerprint());
        }

        assertThat(backwards).isEqualTo(forwards);
    }

    @Test
    void every_fault_on_the_list_can_still_be_made() {
        assertThat(Fault.all()).hasSizeGreaterThanOrEqualTo(20);
        for (var fault : Fault.all()) {
            assertThat(fault.applied()).as(fault.name()).isNotEmpty();
        }
    }
}
