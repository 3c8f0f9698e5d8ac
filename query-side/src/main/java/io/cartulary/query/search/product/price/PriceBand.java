package io.cartulary.query.search.product.price;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Between two prices.
///
/// @param to itself not in it; absent of the dearest band
/// @param count hits of which a variant costs that much
public record PriceBand(Money from, @Nullable Money to, long count) {}
