package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.OrderedCopy;
import io.cartulary.events.Whole;
import io.cartulary.events.inventory.Sku;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One buyable form of a product.
///
/// @param options its place in each of the product's options, for example `{"size": "M"}`
/// @param price of a piece before tax
/// @param compareAtPrice a former or recommended price to show beside it, never below it
/// @param taxClass one that a tax rule has, or `standard`, which it is when none is given
/// @param weightGrams of a piece with packaging; 0 for what is not shipped
/// @param dimensions of a piece with packaging
public record Variant(
        Sku sku,
        Map<String, String> options,
        Money price,
        @Nullable Money compareAtPrice,
        @JsonProperty(defaultValue = Variant.STANDARD) String taxClass,
        @Whole(min = 0, max = Variant.HEAVIEST) int weightGrams,
        @Nullable Dimensions dimensions,
        @Nullable String barcode) {

    static final String STANDARD = "standard";

    /// In grams: ten tonnes.
    public static final int HEAVIEST = 10_000_000;

    public Variant {
        if (sku == null) {
            throw new InvalidValue("sku", "is required");
        }
        if (price == null) {
            throw new InvalidValue("price", "is required");
        }
        if (price.isNegative()) {
            throw new InvalidValue("price", "must not be negative, was " + price);
        }
        checkWeight(weightGrams);
        taxClass = taxClass == null ? STANDARD : taxClass;
        options = options == null ? Map.of() : OrderedCopy.of(options);
    }

    public static void checkWeight(int weightGrams) {
        if (weightGrams < 0 || weightGrams > HEAVIEST) {
            throw new InvalidValue(
                    "weightGrams", "must be 0 to %d, was %d".formatted(HEAVIEST, weightGrams));
        }
    }

    /// At another price; one to compare it with that is now lower is left out.
    public Variant withPrice(Money changed) {
        return priced(changed, compareAtPrice);
    }

    /// At the price of a sale, and its own or a higher one to compare that with.
    public Variant onSale(Money reduced) {
        return priced(
                reduced,
                compareAtPrice == null || compareAtPrice.isLessThan(price)
                        ? price
                        : compareAtPrice);
    }

    private Variant priced(Money changed, @Nullable Money compareAt) {
        return new Variant(
                sku,
                options,
                changed,
                compareAt == null || compareAt.isLessThan(changed) ? null : compareAt,
                taxClass,
                weightGrams,
                dimensions,
                barcode);
    }
}
