package io.cartulary.simulation.world;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// All that is left to chance, from one seed.
public final class SeededRandom {

    private final SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public boolean in(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    public int upTo(int most) {
        return random.nextInt(most + 1);
    }

    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    public <T> T of(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    public Duration within(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
    }

    public Duration between(Duration shortest, Duration longest) {
        return shortest.plus(within(longest.minus(shortest)));
    }
}
