package io.cartulary.benchmarks.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// When parts were down, by [System#nanoTime].
final class Outages {

    /// A part that answers again has yet to be found by those who lost it.
    private static final long GRACE = Duration.ofSeconds(10).toNanos();

    private record Outage(long from, long until) {}

    private final Map<String, Long> open = new HashMap<>();
    private final List<Outage> over = new ArrayList<>();

    synchronized void begin(String part) {
        open.put(part, System.nanoTime());
    }

    synchronized void end(String part) {
        var from = open.remove(part);
        if (from != null) {
            over.add(new Outage(from, System.nanoTime()));
        }
    }

    synchronized boolean isDown(String part) {
        return open.containsKey(part);
    }

    synchronized boolean isAnyDown() {
        return !open.isEmpty();
    }

    /// Whether something was down, or had just come back, at some moment from `begin` on until now.
    synchronized boolean explain(long begin) {
        return !open.isEmpty()
                || over.stream().anyMatch(outage -> outage.until() + GRACE - begin >= 0);
    }
}
