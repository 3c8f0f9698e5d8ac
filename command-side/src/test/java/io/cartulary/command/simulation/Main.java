package io.cartulary.command.simulation;

import java.time.Duration;
import java.util.TreeMap;

/// Runs seeds from the command line; see build/simulate.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var seeds = 1000;
        var first = 1L;
        var trace = false;
        var mostFailures = 10;
        for (var at = 0; at < arguments.length; at++) {
            switch (arguments[at]) {
                case "--seeds" -> seeds = Integer.parseInt(arguments[++at]);
                case "--seed" -> {
                    first = Long.parseLong(arguments[++at]);
                    seeds = 1;
                }
                case "--from" -> first = Long.parseLong(arguments[++at]);
                case "--trace" -> trace = true;
                case "--until-found" -> mostFailures = 1;
                default -> throw new IllegalArgumentException(arguments[at]);
            }
        }
        System.exit(run(first, seeds, trace, mostFailures));
    }

    private static int run(long first, int seeds, boolean trace, int mostFailures) {
        var endings = new TreeMap<String, Integer>();
        var lives = 0L;
        var events = 0L;
        var crashes = 0L;
        var failed = 0;
        var started = System.nanoTime();
        try (var simulation = new Simulation(trace ? System.out : null)) {
            for (var seed = first; seed < first + seeds; seed++) {
                try {
                    var run = simulation.run(seed);
                    lives += run.lives();
                    events += run.events();
                    crashes += run.crashes();
                    run.endings().forEach((end, many) -> endings.merge(end, many, Integer::sum));
                } catch (Violation violation) {
                    failed++;
                    System.out.printf("seed %d: %s%n", seed, violation.getMessage());
                    if (trace) violation.printStackTrace(System.out);
                    if (failed == mostFailures) {
                        break;
                    }
                }
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - started);
        System.out.printf(
                "%d seeds, %d order lives, %d events, %d crashes in %.1f s: %.0f lives/s%n",
                seeds, lives, events, crashes, took.toMillis() / 1e3, lives * 1e3 / took.toMillis());
        endings.forEach((end, many) -> System.out.printf("%8d  %s%n", many, end));
        return failed == 0 ? 0 : 1;
    }
}
