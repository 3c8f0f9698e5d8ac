package io.cartulary.eventstore.storage;

import java.time.Duration;

/// Whether other processes write to the same store: noticed by their events in the tail, and by an
/// append that met one. A process that does not know it yet does no harm: the store takes an event
/// only where none of its number is, so the process only decides in vain.
public final class ForeignWriterDetector {

    /// Who wrote is expected to write again for so long.
    private static final Duration EXPECTED = Duration.ofMinutes(1);

    private volatile long noticedAt = System.nanoTime() - EXPECTED.toNanos();

    public void noticed() {
        noticedAt = System.nanoTime();
    }

    public boolean areExpected() {
        return System.nanoTime() - noticedAt < EXPECTED.toNanos();
    }
}
