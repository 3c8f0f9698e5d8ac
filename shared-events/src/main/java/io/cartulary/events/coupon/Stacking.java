package io.cartulary.events.coupon;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.Whole;
import org.jspecify.annotations.Nullable;

/// How a discount goes together with others on one order.
///
/// @param priority the higher goes first; 0 when none is given
/// @param combinable whether others may apply beside it
/// @param bestOf a name for several discounts of which only the one that takes most off applies
public record Stacking(
        @Whole(min = -Stacking.HIGHEST_PRIORITY, max = Stacking.HIGHEST_PRIORITY) int priority,
        boolean combinable,
        @Nullable String bestOf) {

    public static final int HIGHEST_PRIORITY = 1_000_000;

    /// It applies alone.
    public static final Stacking ALONE = new Stacking(0, false, null);

    /// It applies beside others that do.
    public static final Stacking COMBINABLE = new Stacking(0, true, null);

    public Stacking {
        if (priority < -HIGHEST_PRIORITY || priority > HIGHEST_PRIORITY) {
            throw new InvalidValue(
                    "priority",
                    "must be %d to %d, was %d"
                            .formatted(-HIGHEST_PRIORITY, HIGHEST_PRIORITY, priority));
        }
    }
}
