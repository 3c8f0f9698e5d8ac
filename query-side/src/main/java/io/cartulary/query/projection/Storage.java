package io.cartulary.query.projection;

/// Where the rows of one generation live. Every method may be repeated after a crash.
public interface Storage {

    /// Makes the tables or the index, empty.
    void create();

    /// Called when the generation has caught up and readers are about to be switched to it.
    default void beforeLive() {}

    /// Removes everything.
    void drop();
}
