package io.cartulary.eventstore.storage;

import java.util.OptionalLong;

/// The index of the last event this thread appended and committed, so that an answer can state how
/// far a reader must have come without asking the store.
public final class LastAppendedIndex {

    private static final ThreadLocal<Long> LAST = new ThreadLocal<>();

    private LastAppendedIndex() {}

    public static void forget() {
        LAST.remove();
    }

    public static OptionalLong last() {
        var last = LAST.get();
        return last == null ? OptionalLong.empty() : OptionalLong.of(last);
    }

    static void append(long index) {
        LAST.set(index);
    }
}
