package io.cartulary.simulation.world;

/// The process ends here and now. No `catch` of production may see it.
public final class Crash extends Error {

    public Crash() {
        super("the process ended", null, false, false);
    }
}
