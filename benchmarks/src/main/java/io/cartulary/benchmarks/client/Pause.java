package io.cartulary.benchmarks.client;

import java.time.Duration;

/// How clients wait.
public final class Pause {

    private Pause() {}

    public static void of(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    /// @param instant by [System#nanoTime]
    public static void until(long instant) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, instant - System.nanoTime())));
    }
}
