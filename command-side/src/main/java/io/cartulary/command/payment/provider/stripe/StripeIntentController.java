package io.cartulary.command.payment.provider.stripe;

import io.cartulary.command.payment.provider.stripe.StripeIntents.StripeIntent;
import io.cartulary.command.payment.service.PaymentService.Confirmation;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// How a shopper's browser pays an order at Stripe.
@RestController
@Tag(name = "Payments")
class StripeIntentController {

    private final StripeIntents intents;

    StripeIntentController(StripeIntents intents) {
        this.intents = intents;
    }

    record WantedIntent(@NotNull OrderId orderId) {}

    @Operation(
            summary = "What a browser needs to pay an order at Stripe",
            description =
                    "Stripe's element in the browser takes the card and confirms the intent with its client secret;"
                            + " nothing of the card comes to us. An order that was to be paid otherwise is paid at"
                            + " Stripe from now on.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject("{\"orderId\": \"order-0197…\"}")))
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no such order of this shopper")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`ALREADY_CONFIRMED`, `ALREADY_CANCELLED`, `ALREADY_PAID`, `ALREADY_REPLACED`,"
                            + " `NO_LONGER_WANTED`, `NOTHING_TO_PAY`, `ORDER_CHANGED`, `EDIT_OPEN`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`UNKNOWN_PAYMENT_PROVIDER`: This shop does not work with that payment provider")
    @ApiResponse(
            responseCode = "503",
            description =
                    "`PAYMENT_NOT_STARTED`: the provider is still being asked; send it again in a moment, `PROVIDER_UNAVAILABLE`: send it again in a moment")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/payments/stripe/intents")
    StripeIntent intent(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @Valid @RequestBody WantedIntent wanted,
            NewIds ids) {
        return intents.of(cartId, wanted.orderId(), ids);
    }

    @Operation(
            summary = "Asks Stripe now whether an intent is paid",
            description = "For a browser that has just confirmed it.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(
            responseCode = "404",
            description = "`UNKNOWN_CAPTURE`, `NOT_FOUND`: no intent of this shopper")
    @ApiResponse(responseCode = "503", description = "`PROVIDER_UNAVAILABLE`")
    @ApiResponse(responseCode = "409", description = "`CHARGED_TWICE`, `NOT_CANCELLED`")
    @ApiResponse(responseCode = "422", description = "`AMOUNT_MISMATCH`")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/payments/stripe/intents/{intentId}/confirmation")
    Confirmation confirmIntent(
            @CurrentCart @Parameter(hidden = true) CartId cartId, @PathVariable String intentId) {
        return intents.confirm(cartId, intentId);
    }
}
