package io.cartulary.web.idempotency;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/// Identifiers for what a request creates. A request that is repeated with the same idempotency key
/// gets the same ones again, in the same order, so that the repetition meets the aggregates of the
/// first attempt.
public final class NewIds {

    private final UUID seed;
    private final boolean repeated;
    private int drawn;

    NewIds(UUID seed, boolean repeated) {
        this.seed = seed;
        this.repeated = repeated;
    }

    static NewIds fresh() {
        return new NewIds(newSeed(), false);
    }

    static UUID newSeed() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /// Whether an earlier attempt may have used them already.
    public boolean areRepeated() {
        return repeated;
    }

    /// The next identifier, `prefix` and a UUID.
    public String next(String prefix) {
        var number = drawn++;
        return prefix
                + (number == 0
                        ? seed
                        : UuidCreator.getNameBasedSha1(seed, Integer.toString(number)));
    }
}
