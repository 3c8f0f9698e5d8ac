package io.cartulary.command.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cartulary.events.Whole;
import io.cartulary.events.catalog.Dimensions;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.pricing.TaxRates;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What is known of a variant beside its price, as [Variant] has it.
record VariantDetails(
        Map<String, String> options,
        @Nullable Money compareAtPrice,
        @JsonProperty(defaultValue = TaxRates.STANDARD) String taxClass,
        @Whole(min = 0, max = Variant.HEAVIEST) int weightGrams,
        @Nullable Dimensions dimensions,
        @Nullable String barcode) {

    VariantDetails {
        Variant.checkWeight(weightGrams);
        options = options == null ? Map.of() : options;
        taxClass = taxClass == null ? TaxRates.STANDARD : taxClass;
    }

    static VariantDetails of(Variant variant) {
        return new VariantDetails(
                variant.options(),
                variant.compareAtPrice(),
                variant.taxClass(),
                variant.weightGrams(),
                variant.dimensions(),
                variant.barcode());
    }

    /// With another price to compare that of the variant with.
    VariantDetails comparedWith(@Nullable Money otherPrice) {
        return new VariantDetails(options, otherPrice, taxClass, weightGrams, dimensions, barcode);
    }

    /// Values that no variant can have are refused here.
    Variant of(Sku sku, Money price) {
        return new Variant(
                sku, options, price, compareAtPrice, taxClass, weightGrams, dimensions, barcode);
    }
}
