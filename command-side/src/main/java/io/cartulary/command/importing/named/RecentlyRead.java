package io.cartulary.command.importing.named;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What many lines of a file look up, read again each second.
final class RecentlyRead<T> {

    private static final Duration READ_EVERY = Duration.ofSeconds(1);

    private final Supplier<T> read;
    private volatile @Nullable Known<T> known;

    RecentlyRead(Supplier<T> read) {
        this.read = read;
    }

    /// @param readAt as [System#nanoTime]
    private record Known<T>(T value, long readAt) {

        boolean isRecent() {
            return System.nanoTime() - readAt < READ_EVERY.toNanos();
        }
    }

    T get() {
        var last = known;
        if (last == null || !last.isRecent()) {
            last = new Known<>(read.get(), System.nanoTime());
            known = last;
        }
        return last.value();
    }
}
