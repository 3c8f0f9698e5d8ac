package io.cartulary.simulation;

import io.cartulary.simulation.fault.FaultHunt;
import io.cartulary.simulation.world.SimulatedStore;
import io.cartulary.simulation.world.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs seeds, or hunts faults, from the command line; see build/simulate.
public final class Main {

    private int seeds = 1000;
    private long first = 1;
    private boolean trace;
    private int mostFailures = 10;
    private @Nullable SimulatedStore store;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var main = new Main();
        var faults = false;
        var only = "";
        var seedsOfHunt = 2500;
        for (var at = 0; at < arguments.length; at++) {
            switch (arguments[at]) {
                case "--seeds" -> {
                    main.seeds = Integer.parseInt(arguments[++at]);
                    seedsOfHunt = main.seeds;
                }
                case "--seed" -> {
                    main.first = Long.parseLong(arguments[++at]);
                    main.seeds = 1;
                }
                case "--from" -> main.first = Long.parseLong(arguments[++at]);
                case "--trace" -> main.trace = true;
                case "--event-store" -> main.store = store(arguments[++at]);
                case "--until-found" -> main.mostFailures = 1;
                case "--faults" -> faults = true;
                case "--fault" -> {
                    faults = true;
                    only = arguments[++at];
                }
                default -> {
                    System.err.println(
                            "build/simulate [--event-store postgres|axon-server] [--seeds N] [--from S]"
                                    + " | --seed S [--trace] | --faults [--seeds N] | --fault NAME");
                    System.exit(2);
                }
            }
        }
        System.exit(faults ? new FaultHunt(seedsOfHunt).run(only) : main.run());
    }

    private static SimulatedStore store(String name) {
        return SimulatedStore.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private int run() {
        var endings = new TreeMap<String, Integer>();
        var lives = 0L;
        var events = 0L;
        var crashes = 0L;
        var failures = 0;
        var started = System.nanoTime();
        try (var _ = new SilentLogs();
                var simulation = new Simulation(trace ? System.out : null, store)) {
            for (var seed = first; seed < first + seeds && failures < mostFailures; seed++) {
                try {
                    var run = simulation.run(seed);
                    lives += run.lives();
                    events += run.events();
                    crashes += run.crashes();
                    run.endings().forEach((end, many) -> endings.merge(end, many, Integer::sum));
                } catch (Violation violation) {
                    failures++;
                    System.out.printf("seed %d: %s%n", seed, violation.getMessage());
                }
            }
            if (seeds == 1) {
                System.out.printf("fingerprint %016x%n", simulation.fingerprint());
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - started);
        System.out.printf(
                "%d order lives, %d events and %d crashes in %.1f s: %.0f lives/s%n",
                lives, events, crashes, took.toMillis() / 1e3, lives * 1e3 / took.toMillis());
        endings.forEach((end, many) -> System.out.printf("%8d  %s%n", many, end));
        return failures == 0 ? 0 : 1;
    }
}
