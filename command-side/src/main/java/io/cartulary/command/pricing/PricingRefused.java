package io.cartulary.command.pricing;

import io.cartulary.command.Rejection;
import io.cartulary.events.inventory.Sku;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells that an order cannot be priced as it was asked for, and why.
public final class PricingRefused extends RuntimeException {

    private final transient Rejection rejection;
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
        super(message);
        this.rejection = rejection;
        this.sku = sku;
        this.discounts = discounts;
    }

    public Rejection rejection() {
        return rejection;
    }

    /// The SKU at fault, if it is one line's.
    public @Nullable Sku sku() {
        return sku;
    }

    /// Which discounts would have applied and which not, if one of them is at fault.
    public List<DiscountVerdict> discounts() {
        return discounts;
    }

    /// Without a stack trace: a refusal is an answer, not a fault.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
