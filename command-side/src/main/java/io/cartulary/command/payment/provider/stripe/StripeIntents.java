package io.cartulary.command.payment.provider.stripe;

import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.payment.service.PaymentService;
import io.cartulary.command.payment.service.PaymentService.Confirmation;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The PaymentIntents that shoppers confirm in their browsers. A shop that does not work with
/// Stripe refuses them.
@Component
class StripeIntents {

    private final PaymentService payments;
    private final ObjectProvider<StripePayments> stripe;

    StripeIntents(PaymentService payments, ObjectProvider<StripePayments> stripe) {
        this.payments = payments;
        this.stripe = stripe;
    }

    /// What a browser needs to let the shopper confirm a payment.
    ///
    /// @param publishableKey with which the browser shows itself to Stripe
    record StripeIntent(
            PaymentId paymentId,
            String intentId,
            String clientSecret,
            String status,
            @Nullable String publishableKey) {}

    /// The intent by which an order is paid; one is made unless its payment has one.
    StripeIntent of(CartId cartId, OrderId orderId, NewIds ids) {
        return of(
                payments.payAt(
                        cartId,
                        orderId,
                        StripePayments.NAME,
                        StripePayments.CONFIRMED_BY_BROWSER,
                        ids));
    }

    StripeIntent of(CurrentPayment payment) {
        var reference = payment.providerReference();
        if (reference == null || payment.replacement() != null) {
            throw PaymentService.notStarted();
        }
        var secret = stripe().clientSecret(reference);
        return new StripeIntent(
                payment.paymentId(),
                secret.intentId(),
                secret.clientSecret(),
                secret.status(),
                secret.publishableKey());
    }

    /// Asks Stripe now how an intent of the shopper stands.
    Confirmation confirm(CartId cartId, String intentId) {
        return payments.confirm(cartId, paymentOf(intentId));
    }

    CurrentPayment paymentOf(String intentId) {
        return stripe().lookUp(intentId)
                .flatMap(found -> payments.find(found.paymentId()))
                .orElseThrow(() -> ProblemException.notFound("payment of this intent"));
    }

    private StripePayments stripe() {
        return stripe.getIfAvailable(() -> {
            throw PaymentProviders.unknown();
        });
    }
}
