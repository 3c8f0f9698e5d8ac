package io.cartulary.events.catalog;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.Whole;

/// The edges of the smallest box that a piece fits into.
public record Dimensions(
        @Whole(min = 1, max = Dimensions.LONGEST) int lengthMillimetres,
        @Whole(min = 1, max = Dimensions.LONGEST) int widthMillimetres,
        @Whole(min = 1, max = Dimensions.LONGEST) int heightMillimetres) {

    /// In millimetres: a hundred metres.
    public static final int LONGEST = 100_000;

    public Dimensions {
        check("lengthMillimetres", lengthMillimetres);
        check("widthMillimetres", widthMillimetres);
        check("heightMillimetres", heightMillimetres);
    }

    private static void check(String field, int edge) {
        if (edge < 1 || edge > LONGEST) {
            throw new InvalidValue(field, "must be 1 to %d, was %d".formatted(LONGEST, edge));
        }
    }
}
