package io.cartulary.command.pricing;

import io.cartulary.command.refusal.RefusedRequest;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.inventory.Sku;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Refuses an order that cannot be priced as it was asked for.
public final class PricingRefused extends RefusedRequest {

    private final transient @Nullable Sku sku;
    private final transient List<DiscountVerdict> discounts;

    PricingRefused(Rejection rejection) {
        this(rejection, rejection.sentence(), null, List.of());
    }

    PricingRefused(Rejection rejection, Sku sku) {
        this(rejection, rejection.sentence() + " SKU: " + sku + ".", sku, List.of());
    }

    /// @param culprit the first discount that stands in the way
    /// @param discounts every discount that was considered
    PricingRefused(DiscountVerdict culprit, List<DiscountVerdict> discounts) {
        this((Rejection) culprit.reason(), culprit.detail(), null, discounts);
    }

    private PricingRefused(
            Rejection rejection,
            String message,
            @Nullable Sku sku,
            List<DiscountVerdict> discounts) {
        super(rejection, message);
        this.sku = sku;
        this.discounts = discounts;
    }

    /// The SKU at fault, if it is one line's.
    public @Nullable Sku sku() {
        return sku;
    }

    /// Which discounts would have applied and which not, if one of them is at fault.
    public List<DiscountVerdict> discounts() {
        return discounts;
    }

    @Override
    public Map<String, Object> details() {
        var details = new LinkedHashMap<String, Object>();
        if (sku != null) {
            details.put("sku", sku.value());
        }
        if (!discounts.isEmpty()) {
            details.put("discounts", discounts.stream().map(DiscountView::of).toList());
        }
        return details;
    }
}
