package io.cartulary.events.pricing;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.OrderedCopy;
import io.cartulary.events.Percent;
import java.util.Map;

/// How goods are taxed somewhere.
///
/// @param byClass the rate of each tax class. A class that is not listed is taxed like `standard`,
///   and without that not at all
/// @param includedInPrices whether prices shown there contain the tax, shipping too
public record TaxRates(Map<String, Percent> byClass, boolean includedInPrices) {

    /// The tax class of most goods, which needs no rule.
    public static final String STANDARD = "standard";

    public TaxRates {
        if (byClass == null) {
            throw new InvalidValue("byClass", "is required");
        }
        byClass = OrderedCopy.of(byClass);
    }

    public Percent rateOf(String taxClass) {
        return byClass.getOrDefault(taxClass, byClass.getOrDefault(STANDARD, Percent.ZERO));
    }
}
