package io.cartulary.eventstore;

import java.util.OptionalLong;

/// The index of the last event this thread appended and committed, so that an answer can tell how
/// far a reader must have come without asking the store.
final class AppendedHere {

    private static final ThreadLocal<Long> LAST = new ThreadLocal<>();

    private AppendedHere() {}

    static void forget() {
        LAST.remove();
    }

    static OptionalLong last() {
        var last = LAST.get();
        return last == null ? OptionalLong.empty() : OptionalLong.of(last);
    }

    static void append(long index) {
        LAST.set(index);
    }
}
