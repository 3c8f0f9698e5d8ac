package io.cartulary.simulation.world;

/// Something happened that must never happen.
public final class Violation extends Error {

    private final String invariant;

    /// @param invariant what must always hold, in a few words
    public Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }

    public static void unless(boolean holds, String invariant, Object... what) {
        if (!holds) {
            var text = new StringBuilder();
            for (var part : what) {
                text.append(part);
            }
            throw new Violation(invariant, text.toString());
        }
    }
}
