package io.cartulary.command.pricing;

import io.cartulary.command.Rejection;
import io.cartulary.events.inventory.Sku;
import org.jspecify.annotations.Nullable;

/// Tells that an order cannot be priced as it was asked for, and why.
public final class PricingRefused extends RuntimeException {

    private final transient Rejection rejection;
    private final transient @Nullable Sku sku;

    PricingRefused(Rejection rejection) {
        this(rejection, null);
    }

    PricingRefused(Rejection rejection, @Nullable Sku sku) {
        super(sku == null ? rejection.sentence() : rejection.sentence() + " SKU: " + sku + ".");
        this.rejection = rejection;
        this.sku = sku;
    }

    public Rejection rejection() {
        return rejection;
    }

    /// The SKU at fault, if it is one line's.
    public @Nullable Sku sku() {
        return sku;
    }

    /// Without a stack trace: a refusal is an answer, not a fault.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
