package io.cartulary.command.payment.provider.stripe;

import io.cartulary.command.payment.PaymentSummary;
import io.cartulary.command.payment.provider.stripe.StripeIntents.StripeIntent;
import org.springframework.context.ApplicationContext;

/// What a shopper's browser is answered about payments at Stripe, for tests of other packages.
public final class BrowserAtStripe {

    private final StripeIntents intents;

    public BrowserAtStripe(ApplicationContext shop) {
        this.intents = shop.getBean(StripeIntents.class);
    }

    public record Intent(String intentId, String clientSecret, String publishableKey) {}

    public Intent intentOf(PaymentSummary payment) {
        StripeIntent intent = intents.of(payment);
        return new Intent(intent.intentId(), intent.clientSecret(), intent.publishableKey());
    }

    public PaymentSummary paymentOf(String intentId) {
        return intents.paymentOf(intentId);
    }
}
