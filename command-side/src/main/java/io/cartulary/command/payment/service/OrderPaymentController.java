package io.cartulary.command.payment.service;

import io.cartulary.command.payment.service.PaymentService.Confirmation;
import io.cartulary.command.payment.service.PaymentService.RequestedPayment;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How a shopper pays an order that is placed and not yet paid, what a change of it costs more, or
/// what is missing of its money.
@RestController
@Tag(name = "Payments")
class OrderPaymentController {

    private final PaymentService payments;

    OrderPaymentController(PaymentService payments) {
        this.payments = payments;
    }

    record AnotherPayment(
            @NotBlank @Size(max = 50) String provider, @NotBlank @Size(max = 100) String token) {}

    @Operation(
            summary = "Pays an order in another way",
            description =
                    "After a declined payment, or instead of one that is still open and is called off by this."
                            + " Possible until the order is paid or cancelled, and again when money that was authorised"
                            + " for it will not come. While a change of the order waits for its payment, this and the"
                            + " other routes pay the change.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"provider": "simulated", "token": "tok_settle"}\
                                            """)))
    @ApiResponse(responseCode = "202", description = "The provider is being asked")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no such order of this shopper")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`ALREADY_CONFIRMED`, `ALREADY_CANCELLED`, `ALREADY_PAID`, `ALREADY_REPLACED`, `NO_LONGER_WANTED`,"
                            + " `NOTHING_TO_PAY`, `ORDER_CHANGED`, `EDIT_OPEN`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`UNKNOWN_PAYMENT_PROVIDER`: This shop does not work with that payment provider, `UNUSABLE_PAYMENT_TOKEN`: the provider cannot be asked with this token")
    @ApiResponse(
            responseCode = "503",
            description =
                    "`PAYMENT_NOT_STARTED`: the provider is still being asked; send it again in a moment")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders/{orderId}/payments")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedPayment pay(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @PathVariable OrderId orderId,
            @Valid @RequestBody AnotherPayment payment,
            NewIds ids) {
        return payments.pay(cartId, orderId, payment.provider(), payment.token(), ids);
    }

    @Operation(
            summary = "Asks the provider now whether an order is paid",
            description =
                    "For a shopper who comes back from the provider's pages before its message has reached us.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(
            responseCode = "404",
            description = "`UNKNOWN_CAPTURE`, `NOT_FOUND`: no such order of this shopper")
    @ApiResponse(
            responseCode = "503",
            description =
                    "`PAYMENT_NOT_STARTED`: the provider is still being asked; send it again in a moment, `PROVIDER_UNAVAILABLE`: send it again in a moment")
    @ApiResponse(responseCode = "409", description = "`CHARGED_TWICE`, `NOT_CANCELLED`")
    @ApiResponse(responseCode = "422", description = "`AMOUNT_MISMATCH`")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders/{orderId}/payment/confirmation")
    Confirmation confirm(
            @CurrentCart @Parameter(hidden = true) CartId cartId, @PathVariable OrderId orderId) {
        return payments.confirm(cartId, orderId);
    }
}
