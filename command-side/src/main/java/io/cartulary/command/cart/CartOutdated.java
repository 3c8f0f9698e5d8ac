package io.cartulary.command.cart;

import io.cartulary.command.cart.CartChange.Kind;
import io.cartulary.command.pricing.PricingRejection;
import io.cartulary.command.refusal.RefusedRequest;
import io.cartulary.command.refusal.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Refuses to order a cart that is not what its shopper knows, and lists everything that changed.
public final class CartOutdated extends RefusedRequest {

    private final transient List<CartChange> changes;
    private final transient @Nullable Money total;

    private CartOutdated(Rejection rejection, List<CartChange> changes, @Nullable Money total) {
        super(rejection, rejection.sentence());
        this.changes = changes;
        this.total = total;
    }

    /// Refuses what cannot be had, whatever it costs.
    public static void refuseUnavailable(List<CartChange> changes) {
        refuse(changes, Kind.NOT_FOR_SALE, PricingRejection.NOT_FOR_SALE);
        refuse(changes, Kind.NOT_ENOUGH_IN_STOCK, CartRejection.NOT_ENOUGH_IN_STOCK);
    }

    private static void refuse(List<CartChange> changes, Kind kind, Rejection rejection) {
        if (changes.stream().anyMatch(change -> change.kind() == kind)) {
            throw new CartOutdated(rejection, changes, null);
        }
    }

    /// Refuses to take another price than the shopper knows: the total that they agreed to, or
    /// without one the prices that were quoted when they put things in.
    public static void refuseOtherPrices(
            List<CartChange> changes, @Nullable Money agreedTotal, Money total) {
        var differs =
                agreedTotal == null
                        ? changes.stream().anyMatch(change -> change.kind() == Kind.PRICE_CHANGED)
                        : !agreedTotal.equals(total);
        if (differs) {
            throw new CartOutdated(CartRejection.PRICES_CHANGED, changes, total);
        }
    }

    /// Every change, and what the order would cost now if it could be placed.
    @Override
    public Map<String, Object> details() {
        var details = new LinkedHashMap<String, Object>();
        details.put("changes", changes);
        if (total != null) {
            details.put("total", total);
        }
        return details;
    }
}
