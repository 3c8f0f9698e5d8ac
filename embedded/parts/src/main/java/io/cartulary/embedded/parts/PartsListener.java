package io.cartulary.embedded.parts;

import java.time.Duration;

/// Hears how the parts are doing; called from several threads.
public interface PartsListener {
    /// Says nothing.
    PartsListener SILENT = new PartsListener() {};

    default void starting(Part part) {}

    default void ready(Part part, String address, Duration took) {}

    /// A part ended although no one asked it to; `sentence` says so and names its log.
    default void died(Part part, String sentence) {}
}
