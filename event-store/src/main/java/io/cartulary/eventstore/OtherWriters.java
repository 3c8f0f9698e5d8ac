package io.cartulary.eventstore;

import java.time.Duration;

/// Whether other processes write to the same store: noticed by their events in the tail, and by an
/// append that met one. Nobody is wrong who does not know it yet, since the store takes an event
/// only where none of its number is; he only decides in vain.
final class OtherWriters {

    /// Who wrote is expected to write again for so long.
    private static final Duration EXPECTED = Duration.ofMinutes(1);

    private volatile long noticedAt = System.nanoTime() - EXPECTED.toNanos();

    void noticed() {
        noticedAt = System.nanoTime();
    }

    boolean areExpected() {
        return System.nanoTime() - noticedAt < EXPECTED.toNanos();
    }
}
