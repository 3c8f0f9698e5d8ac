package io.cartulary.events.coupon;

import org.jspecify.annotations.Nullable;

/// How a discount goes together with others on one order.
///
/// @param priority the higher goes first; 0 when none is given
/// @param combinable whether others may apply beside it
/// @param bestOf a name for several discounts of which only the one that takes most off applies
public record Stacking(int priority, boolean combinable, @Nullable String bestOf) {

    /// It applies alone.
    public static final Stacking ALONE = new Stacking(0, false, null);

    /// It applies beside others that do.
    public static final Stacking COMBINABLE = new Stacking(0, true, null);
}
