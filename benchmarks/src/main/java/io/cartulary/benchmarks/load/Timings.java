package io.cartulary.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/// All durations that one client measured of one step; exact percentiles, no buckets. Belongs to
/// one thread until it is merged.
final class Timings {

    private long[] nanos = new long[256];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    static Timings merged(Collection<Timings> parts) {
        var merged = new Timings();
        merged.count = parts.stream().mapToInt(Timings::count).sum();
        merged.nanos =
                parts.stream()
                        .flatMapToLong(part -> Arrays.stream(part.nanos, 0, part.count))
                        .sorted()
                        .toArray();
        return merged;
    }

    int count() {
        return count;
    }

    /// Of merged timings: the duration that `percent` of all do not exceed; zero when there are
    /// none.
    Duration percentile(double percent) {
        if (count == 0) {
            return Duration.ZERO;
        }
        var rank = (int) Math.ceil(percent / 100 * count);
        return Duration.ofNanos(nanos[Math.clamp(rank - 1, 0, count - 1)]);
    }

    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
