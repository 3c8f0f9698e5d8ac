package io.cartulary.command.payment.provider.paypal;

import io.cartulary.command.payment.provider.PaymentProvider;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/// PayPal with settings by which staff capture, for tests of other packages.
public final class PayPalByStaff {

    private PayPalByStaff() {}

    public static PaymentProvider at(URI address) {
        return new PayPalPayments(
                new PayPalSettings(
                        address,
                        "client",
                        "secret",
                        "WH-1",
                        URI.create("https://shop.example/paid"),
                        URI.create("https://shop.example/cart"),
                        PayPalSettings.Capture.BY_STAFF,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)),
                InstantSource.system());
    }
}
