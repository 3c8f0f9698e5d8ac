package io.cartulary.eventstore.copying;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the two logs of a copy.
interface EventLog {

    /// How it is called to people.
    String name();

    long size();

    /// From the first event on.
    Reader read();

    /// @param before how many positions precede the log's first event
    /// @param from how many events the log has already
    void append(List<CopiedEvent> events, long before, long from);

    interface Reader extends AutoCloseable {

        /// `null` after the last one.
        @Nullable CopiedEvent next();

        @Override
        void close();
    }
}
