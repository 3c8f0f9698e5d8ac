package io.cartulary.command.cart;

import io.cartulary.command.pricing.OrderToPrice;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What became of a line since it was put in the cart.
///
/// @param quantity how many pieces the cart wants
/// @param before what a piece cost then, and `now` what it costs, of a price that changed
/// @param available how many pieces there are, of a line that wants more
public record CartChange(
        Kind kind,
        Sku sku,
        int quantity,
        @Nullable Money before,
        @Nullable Money now,
        @Nullable Integer available) {

    /// In which way it changed.
    public enum Kind {
        NOT_FOR_SALE,
        NOT_ENOUGH_IN_STOCK,
        PRICE_CHANGED
    }

    /// Every line that is not what it was, line by line.
    public static List<CartChange> since(CartContent content, OrderToPrice now) {
        return content.lines().stream().flatMap(line -> of(line, content, now)).toList();
    }

    private static Stream<CartChange> of(SkuQuantity line, CartContent content, OrderToPrice now) {
        var entry = now.prices().get(line.sku());
        if (entry == null || !entry.forSale()) {
            return Stream.of(change(Kind.NOT_FOR_SALE, line, null, null, null));
        }
        var quoted = content.quotedPrices().get(line.sku());
        var priceChanged =
                quoted != null
                        && quoted.isSameCurrency(entry.unitPrice())
                        && !quoted.equals(entry.unitPrice());
        var available = entry.available();
        return Stream.of(
                        available != null && available < line.quantity()
                                ? change(
                                        Kind.NOT_ENOUGH_IN_STOCK,
                                        line,
                                        null,
                                        null,
                                        Math.max(0, available))
                                : null,
                        priceChanged
                                ? change(Kind.PRICE_CHANGED, line, quoted, entry.unitPrice(), null)
                                : null)
                .filter(change -> change != null);
    }

    private static CartChange change(
            Kind kind,
            SkuQuantity line,
            @Nullable Money before,
            @Nullable Money now,
            @Nullable Integer available) {
        return new CartChange(kind, line.sku(), line.quantity(), before, now, available);
    }
}
