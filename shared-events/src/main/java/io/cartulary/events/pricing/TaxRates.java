package io.cartulary.events.pricing;

import java.util.Map;

/// How goods are taxed somewhere.
///
/// @param byClass the rate of each tax class in thousandths of a percent, 0 to 100000: `8875` is
///   8.875 %. A class that is not listed is taxed like `standard`, and without that not at all
/// @param includedInPrices whether prices shown there contain the tax, shipping too
public record TaxRates(Map<String, Integer> byClass, boolean includedInPrices) {

    /// The whole, of which a rate is a part.
    public static final int WHOLE = 100_000;

    private static final String STANDARD = "standard";

    public TaxRates {
        byClass.forEach((taxClass, rate) -> {
            if (rate < 0 || rate > WHOLE) {
                throw new IllegalArgumentException(
                        "a tax rate must be 0 to %d, was %d for %s"
                                .formatted(WHOLE, rate, taxClass));
            }
        });
        byClass = Map.copyOf(byClass);
    }

    /// In thousandths of a percent.
    public int rateOf(String taxClass) {
        return byClass.getOrDefault(taxClass, byClass.getOrDefault(STANDARD, 0));
    }
}
