package io.cartulary.events.pricing;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.OrderedCopy;
import io.cartulary.events.Whole;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What a shipping method costs under some conditions; of a method's rates the first that fits
/// counts. All amounts are in one currency, and the rate is for orders in it.
///
/// @param destinations where it holds; empty for everywhere
/// @param upToGrams the heaviest order it holds for
/// @param upToTotal the dearest order it holds for, by what its lines cost after discounts
/// @param price up to and including 1000 g, or of any weight when a further kilogram costs nothing
/// @param perFurtherKilogram for each begun kilogram above the first
/// @param freeFrom from which cost of the lines after discounts shipping is free
public record ShippingRate(
        Set<Destination> destinations,
        @Nullable @Whole(min = 1, max = ShippingRate.HEAVIEST) Long upToGrams,
        @Nullable Money upToTotal,
        Money price,
        @Nullable Money perFurtherKilogram,
        @Nullable Money freeFrom) {

    /// In grams: a million tonnes.
    static final long HEAVIEST = 1_000_000_000_000L;

    public ShippingRate {
        if (price == null) {
            throw new InvalidValue("price", "is required");
        }
        if (upToGrams != null && (upToGrams < 1 || upToGrams > HEAVIEST)) {
            throw new InvalidValue(
                    "upToGrams", "must be 1 to %d, was %d".formatted(HEAVIEST, upToGrams));
        }
        checkAmount(price, price);
        checkAmount(upToTotal, price);
        checkAmount(perFurtherKilogram, price);
        checkAmount(freeFrom, price);
        destinations = destinations == null ? Set.of() : OrderedCopy.of(destinations);
    }

    private static void checkAmount(@Nullable Money amount, Money price) {
        if (amount != null && (amount.isNegative() || !amount.isSameCurrency(price))) {
            throw new InvalidValue(
                    "amounts of a shipping rate share a currency and are not negative: " + amount);
        }
    }
}
