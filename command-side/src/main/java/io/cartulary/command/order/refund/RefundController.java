package io.cartulary.command.order.refund;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Gives money back without goods, for staff.
@RestController
@Tag(name = "Orders")
class RefundController {

    private final CommandGateway commands;

    RefundController(CommandGateway commands) {
        this.commands = commands;
    }

    record NewRefund(@NotNull Money amount) {}

    @Operation(
            summary = "Gives some of the money back",
            description =
                    "The providers are asked at once; `GET` the payments to see. Of an order that was changed the latest"
                            + " payment gives back first.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"amount": {"amount": 500, "currency": "GBP"}}\
                                            """)))
    @ApiResponse(responseCode = "202", description = "Asked for, now or before")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(responseCode = "409", description = "`NOT_SETTLED`, `IMPORTED_ORDER`, `DISPUTED`")
    @ApiResponse(
            responseCode = "422",
            description = "`REFUND_EXCEEDS_SETTLEMENT`, `REFUND_NOT_POSITIVE`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/refunds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedRefunds refund(
            @PathVariable OrderId orderId, @Valid @RequestBody NewRefund refund, NewIds ids) {
        return commands.sendAndWait(
                new RefundOrder(orderId, new RefundId(ids.next("refund-")), refund.amount()));
    }
}
