package io.cartulary.command.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class MinorUnitsTest {

    private static final long LARGEST = 1_000_000_000_000_000_000L;

    @Test
    void rounds_a_share_half_up() {
        assertThat(MinorUnits.share(5, 1, 2)).isEqualTo(3);
        assertThat(MinorUnits.share(499, 1, 1000)).isZero();
        assertThat(MinorUnits.share(500, 1, 1000)).isEqualTo(1);
        assertThat(MinorUnits.share(0, 7, 9)).isZero();
    }

    @Test
    void gives_what_is_left_to_the_largest_remainders_the_earlier_first() {
        assertThat(MinorUnits.spread(100, new long[] {1, 1, 1})).containsExactly(34, 33, 33);
        // Exact shares 1.67, 6.67 and 1.67.
        assertThat(MinorUnits.spread(10, new long[] {1, 4, 1})).containsExactly(2, 7, 1);
        assertThat(MinorUnits.spread(10, new long[] {0, 5, 0})).containsExactly(0, 10, 0);
        assertThat(MinorUnits.spread(10, new long[] {0, 0})).containsExactly(0, 0);
    }

    @Test
    void counts_a_line_in_pieces_without_losing_any() {
        assertThat(MinorUnits.ofPieces(100, 0, 1, 3)).isEqualTo(33);
        assertThat(MinorUnits.ofPieces(100, 1, 1, 3)).isEqualTo(34);
        assertThat(MinorUnits.ofPieces(100, 2, 1, 3)).isEqualTo(33);
    }

    /// Run one again with `-Dcartulary.seed=<seed>`.
    @Test
    void agrees_with_exact_arithmetic_whatever_the_size(TestReporter reporter) {
        var seed = Long.getLong("cartulary.seed", System.nanoTime());
        reporter.publishEntry("seed", Long.toString(seed));
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++) {
            var whole = 1 + amount(random, LARGEST);
            var part = amount(random, whole + 1);
            var amount = amount(random, LARGEST);
            assertThat(MinorUnits.share(amount, part, whole))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(
                            new BigDecimal(
                                            BigInteger.valueOf(amount)
                                                    .multiply(BigInteger.valueOf(part)))
                                    .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                                    .longValueExact());
            var weights = random.longs(1 + random.nextInt(9), 0, LARGEST / 10).toArray();
            assertThat(Arrays.stream(MinorUnits.spread(amount, weights)).sum())
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(Arrays.stream(weights).sum() == 0 ? 0 : amount);
        }
    }

    private static long amount(Random random, long below) {
        return random.nextBoolean()
                ? random.nextLong(below)
                : random.nextLong(Math.min(below, 100_000));
    }
}
