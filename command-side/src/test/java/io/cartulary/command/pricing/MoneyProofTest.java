package io.cartulary.command.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Random sequences of rules, cart edits, discounts, shipping and refunds cost what the oracle
/// says, to the minor unit; `docs/money.md` says more. `-Dcartulary.money.sequences` says how many
/// and `-Dcartulary.seed` from which seed; a sequence that fails names its own.
class MoneyProofTest {

    private static final long SEQUENCES = Long.getLong("cartulary.money.sequences", 20_000);

    @Test
    void every_sequence_costs_what_the_oracle_says(TestReporter reporter) throws Exception {
        var seed = Long.getLong("cartulary.seed", System.nanoTime());
        var threads = (int) Math.min(SEQUENCES, Runtime.getRuntime().availableProcessors());
        var began = System.nanoTime();
        var orders = 0L;
        try (var players = Executors.newFixedThreadPool(threads)) {
            var parts =
                    IntStream.range(0, threads)
                            .mapToObj(part -> (Callable<Long>) () -> play(seed, part, threads))
                            .toList();
            for (var part : players.invokeAll(parts)) {
                orders += part.get();
            }
        }
        var seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        var outcome =
                "%,d sequences from seed %d, %,d of them with an order, in %.1f s on %d cores: %,.0f a second"
                        .formatted(SEQUENCES, seed, orders, seconds, threads, SEQUENCES / seconds);
        reporter.publishEntry("money", outcome);
        System.out.println(outcome); // what the long form is run for
        assertThat(orders).isGreaterThan(SEQUENCES == 1 ? -1 : SEQUENCES / 2);
    }

    /// How many of this thread's sequences ended in an order.
    private static long play(long seed, int first, int step) {
        var orders = 0L;
        for (var number = (long) first; number < SEQUENCES; number += step) {
            try {
                if (MoneyOracle.check(MoneySequence.play(seed + number))) {
                    orders++;
                }
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "the sequence of -Dcartulary.seed=%d -Dcartulary.money.sequences=1: %s"
                                .formatted(seed + number, failure.getMessage()),
                        failure);
            }
        }
        return orders;
    }
}
