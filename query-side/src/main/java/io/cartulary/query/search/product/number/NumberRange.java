package io.cartulary.query.search.product.number;

import java.util.List;

/// The values of an attribute that is a number, in its unit, as decimal numbers.
///
/// @param min the lowest among the hits
/// @param bands how many hits there are between two values, the lowest first
public record NumberRange(String min, String max, List<Band> bands) {

    /// @param to itself not in it
    public record Band(String from, String to, long count) {}
}
