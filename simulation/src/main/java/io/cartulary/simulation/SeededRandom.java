package io.cartulary.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// All that is left to chance, from one seed.
public final class SeededRandom {

    private final SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean in(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T of(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    Duration within(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
    }

    Duration between(Duration shortest, Duration longest) {
        return shortest.plus(within(longest.minus(shortest)));
    }
}
