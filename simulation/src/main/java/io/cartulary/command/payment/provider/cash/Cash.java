package io.cartulary.command.payment.provider.cash;

import io.cartulary.command.payment.provider.PaymentProvider;

/// Cash on delivery, for tests of other packages.
public final class Cash {

    public static final String NAME = CashOnDelivery.NAME;

    private Cash() {}

    public static PaymentProvider onDelivery() {
        return new CashOnDelivery();
    }
}
