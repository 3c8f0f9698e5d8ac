package io.cartulary.command.pricing.terms;

import io.cartulary.events.pricing.Destination;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/// A price list beside the catalogue's own prices.
///
/// @param destinations where it holds; empty for everywhere
public record PriceListOffer(String code, CurrencyUnit currency, Set<Destination> destinations) {

    /// Whether orders to a destination are priced by it; without a destination only a list for
    /// everywhere is.
    boolean holdsFor(CurrencyUnit wanted, @Nullable Destination destination) {
        return currency.equals(wanted)
                && (destinations.isEmpty()
                        || destination != null
                                && destinations.stream()
                                        .anyMatch(place -> place.covers(destination)));
    }
}
