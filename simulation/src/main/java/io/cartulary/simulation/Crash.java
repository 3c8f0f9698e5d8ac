package io.cartulary.simulation;

/// The process ends here and now. No `catch` of production may see it.
final class Crash extends Error {

    Crash() {
        super("the process ended", null, false, false);
    }
}
