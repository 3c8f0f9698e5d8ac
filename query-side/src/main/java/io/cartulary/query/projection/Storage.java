package io.cartulary.query.projection;

import io.cartulary.query.projection.comparison.Contents;
import java.util.List;

/// Where the rows of one generation live. Every method runs in a transaction of the read models and
/// may be repeated after a crash.
public interface Storage {

    /// Makes the tables or the index, empty.
    void create();

    /// Makes it fit for readers, who are about to be led to it: when it has caught up, or at once
    /// when there is no older generation to read.
    default void beforeLive() {}

    /// What two generations are compared by before readers are led to the newer one: the same parts
    /// in the same order for every generation.
    List<Contents> contents();

    /// Removes everything.
    void drop();
}
