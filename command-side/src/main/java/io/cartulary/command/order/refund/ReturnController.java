package io.cartulary.command.order.refund;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderSummary;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderEvent.ReturnReason;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ReturnId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Goods that come back.
@RestController
@Tag(name = "Returns")
class ReturnController {

    private static final String EXAMPLE =
            """
            {"lines": [{"line": 1, "quantity": 1}], "reason": "DAMAGED", "comment": "The lid is cracked."}\
            """;

    private final CommandGateway commands;
    private final InstantSource clock;

    ReturnController(CommandGateway commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    record NewReturn(
            @NotEmpty List<WantedPieces> lines,
            @NotNull ReturnReason reason,
            @Size(max = 2000) @Nullable String comment) {}

    record RequestedReturn(ReturnId returnId) {}

    record Refusal(@Size(max = 2000) @Nullable String explanation) {}

    record Receipt(@NotEmpty List<ReceivedPieces> lines) {}

    @Operation(
            summary = "Asks to send goods of the shopper's order back",
            description = "Possible for pieces that left the shop and are in no other return.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "201", description = "Asked for, now or before")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no such order of this shopper")
    @ApiResponse(responseCode = "409", description = "`NOT_SHIPPED`, `ALREADY_CANCELLED`")
    @ApiResponse(responseCode = "422", description = "`UNKNOWN_LINE`, `TOO_MANY_PIECES`")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders/{orderId}/returns")
    @ResponseStatus(HttpStatus.CREATED)
    RequestedReturn request(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @PathVariable OrderId orderId,
            @Valid @RequestBody NewReturn wanted,
            NewIds ids) {
        OrderSummary order = commands.sendAndWait(new ReadOrder(orderId));
        if (!cartId.equals(order.cartId())) {
            throw ProblemException.notFound("order " + orderId);
        }
        return requestForStaff(orderId, wanted, ids);
    }

    @Operation(summary = "Asks for a return in the customer's name")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "201", description = "Asked for, now or before")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(
            responseCode = "409",
            description = "`NOT_SHIPPED`, `ALREADY_CANCELLED`, `IMPORTED_ORDER`")
    @ApiResponse(responseCode = "422", description = "`UNKNOWN_LINE`, `TOO_MANY_PIECES`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/returns")
    @ResponseStatus(HttpStatus.CREATED)
    RequestedReturn requestForStaff(
            @PathVariable OrderId orderId, @Valid @RequestBody NewReturn wanted, NewIds ids) {
        var returnId = new ReturnId(ids.next("return-"));
        commands.sendAndWait(
                new RequestReturn(
                        orderId, returnId, wanted.lines(), wanted.reason(), wanted.comment()));
        return new RequestedReturn(returnId);
    }

    @Operation(summary = "Lets the customer send the goods")
    @ApiResponse(responseCode = "204", description = "Approved, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`, `UNKNOWN_RETURN`")
    @ApiResponse(responseCode = "409", description = "`IMPORTED_ORDER`, `RETURN_REFUSED`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/returns/{returnId}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable OrderId orderId, @PathVariable ReturnId returnId) {
        commands.sendAndWait(new ApproveReturn(orderId, returnId));
    }

    @Operation(
            summary = "Does not take the goods back",
            description = "The pieces can be asked for in another return.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            "{\"explanation\": \"Opened cosmetics cannot be taken back.\"}")))
    @ApiResponse(responseCode = "204", description = "Refused, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`, `UNKNOWN_RETURN`")
    @ApiResponse(responseCode = "409", description = "`IMPORTED_ORDER`, `ALREADY_RECEIVED`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/returns/{returnId}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(
            @PathVariable OrderId orderId,
            @PathVariable ReturnId returnId,
            @Valid @RequestBody(required = false) @Nullable Refusal refusal) {
        commands.sendAndWait(
                new RefuseReturn(
                        orderId, returnId, refusal == null ? null : refusal.explanation()));
    }

    @Operation(
            summary = "The goods came back",
            description =
                    "What they cost goes back to the customer, and what is `restocked` on the shelf of `warehouse`,"
                            + " `MAIN` when none is named. Pieces that"
                            + " did not come stay with the customer; the return ends.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            "{\"lines\": [{\"line\": 1, \"restocked\": 1, \"scrapped\": 1, \"warehouse\": \"BERLIN-2\"}]}")))
    @ApiResponse(responseCode = "204", description = "Received, now or before")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`, `UNKNOWN_RETURN`")
    @ApiResponse(
            responseCode = "409",
            description = "`IMPORTED_ORDER`, `RETURN_NOT_APPROVED`, `RETURN_REFUSED`")
    @ApiResponse(responseCode = "422", description = "`UNKNOWN_LINE`, `TOO_MANY_PIECES`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/returns/{returnId}/receipt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(
            @PathVariable OrderId orderId,
            @PathVariable ReturnId returnId,
            @Valid @RequestBody Receipt receipt) {
        commands.sendAndWait(
                new ReceiveReturn(orderId, returnId, receipt.lines(), clock.instant()));
    }
}
