package io.cartulary.simulation.invariant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the events said of an edit of an order.
final class CheckedEdit {

    boolean made;
    @Nullable Instant droppedAt;
}
