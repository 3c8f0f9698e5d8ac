package io.cartulary.command.payment.provider.stripe;

import io.cartulary.command.payment.provider.PaymentProvider;
import java.net.URI;
import java.time.Duration;

/// Stripe with settings by which staff capture in parts, for tests of other packages.
public final class StripeByStaff {

    private StripeByStaff() {}

    public static PaymentProvider at(URI address) {
        return new StripePayments(
                new StripeSettings(
                        address,
                        "sk_test_123",
                        null,
                        "whsec_of_the_test",
                        StripeSettings.Capture.BY_STAFF_IN_PARTS,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)));
    }
}
