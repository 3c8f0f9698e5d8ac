package io.cartulary.command.payment.provider.mpesa;

import io.cartulary.command.payment.service.PaymentService;
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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How a shopper pays an order from their phone.
@RestController
@Tag(name = "Payments")
class DarajaPushController {

    private final PaymentService payments;

    DarajaPushController(PaymentService payments) {
        this.payments = payments;
    }

    record Push(@NotNull OrderId orderId, @NotBlank @Size(max = 40) String phoneNumber) {}

    @Operation(
            summary = "Asks for the money on the shopper's phone",
            description = "An M-Pesa push (STK): the shopper enters their PIN there.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"orderId": "order-0197…", "phoneNumber": "0712 345 678"}\
                                            """)))
    @ApiResponse(responseCode = "202", description = "The push is on its way")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no such order of this shopper")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`ALREADY_CONFIRMED`, `ALREADY_CANCELLED`, `ALREADY_PAID`, `ALREADY_REPLACED`,"
                            + " `NO_LONGER_WANTED`, `NOTHING_TO_PAY`, `ORDER_CHANGED`, `EDIT_OPEN`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`UNKNOWN_PAYMENT_PROVIDER`: This shop does not work with that payment provider, `UNUSABLE_PAYMENT_TOKEN`: the provider cannot be asked with this token")
    @ApiResponse(
            responseCode = "503",
            description =
                    "`PAYMENT_NOT_STARTED`: the provider is still being asked; send it again in a moment")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/payments/mpesa/stk-push")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedPayment push(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @Valid @RequestBody Push push,
            NewIds ids) {
        return payments.pay(cartId, push.orderId(), DarajaPayments.NAME, push.phoneNumber(), ids);
    }
}
