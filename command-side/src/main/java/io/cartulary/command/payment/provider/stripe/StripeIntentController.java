package io.cartulary.command.payment.provider.stripe;

import io.cartulary.command.payment.provider.stripe.StripeIntents.StripeIntent;
import io.cartulary.command.payment.service.PaymentService.Confirmation;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// How a shopper's browser pays an order at Stripe.
@RestController
class StripeIntentController {

    private final StripeIntents intents;

    StripeIntentController(StripeIntents intents) {
        this.intents = intents;
    }

    record WantedIntent(@NotNull OrderId orderId) {}

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/payments/stripe/intents")
    StripeIntent intent(
            @CurrentCart CartId cartId, @Valid @RequestBody WantedIntent wanted, NewIds ids) {
        return intents.of(cartId, wanted.orderId(), ids);
    }

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/payments/stripe/intents/{intentId}/confirmation")
    Confirmation confirmIntent(@CurrentCart CartId cartId, @PathVariable String intentId) {
        return intents.confirm(cartId, intentId);
    }
}
