package io.cartulary.command.order.shipment;

import io.cartulary.command.order.AwaitedStock;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderEvent.HoldReason;
import io.cartulary.events.order.OrderId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Brings a whole order from the warehouse to its customer, for staff.
@RestController
@Tag(name = "Orders")
class FulfilmentController {

    private final CommandGateway commands;
    private final InstantSource clock;

    FulfilmentController(CommandGateway commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    record Shipment(
            @NotBlank @Size(max = 100) String carrier,
            @NotBlank @Size(max = 100) String trackingNumber) {}

    record Hold(@NotNull HoldReason reason) {}

    @Operation(summary = "The warehouse begins to pick")
    @ApiResponse(responseCode = "204", description = "In processing, or already further")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(
            responseCode = "409",
            description = "`IMPORTED_ORDER`, `NOT_CONFIRMED`, `ALREADY_CANCELLED`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/processing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void startProcessing(@PathVariable OrderId orderId) {
        commands.sendAndWait(new StartProcessing(orderId));
    }

    @Operation(
            summary = "All that is not packed yet leaves in one parcel",
            description = "For several parcels see `shipments`.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"carrier": "Royal Mail", "trackingNumber": "RM123456785GB"}\
                                            """)))
    @ApiResponse(responseCode = "204", description = "Shipped, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`IMPORTED_ORDER`, `NOT_CONFIRMED`, `NOT_IN_PROCESSING`, `NOT_PAID`, `PARCELS_WAITING`, `AWAITING_STOCK`, `ON_HOLD`, `ALREADY_CANCELLED`,"
                            + " `ALREADY_SHIPPED`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/shipment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ship(@PathVariable OrderId orderId, @Valid @RequestBody Shipment shipment) {
        commands.sendAndWait(
                new ShipOrder(
                        orderId,
                        shipment.carrier(),
                        shipment.trackingNumber(),
                        AwaitedStock.of(orderId, commands),
                        clock.instant()));
    }

    @Operation(
            summary = "Lets an order leave of which money is missing",
            description =
                    "When money that was authorised for a confirmed order will not come, nothing leaves until it is paid"
                            + " anew or staff say so here.")
    @ApiResponse(responseCode = "204", description = "Allowed, or nothing held it up")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(responseCode = "409", description = "`IMPORTED_ORDER`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/unpaid-shipment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void allowUnpaidShipment(@PathVariable OrderId orderId) {
        commands.sendAndWait(new AllowUnpaidShipment(orderId));
    }

    @Operation(
            summary = "Puts an order on hold",
            description =
                    "Nothing of it is packed or leaves until it is taken off hold. `hold` of the order says why.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(examples = @ExampleObject("{\"reason\": \"ADDRESS_TO_BE_CHECKED\"}")))
    @ApiResponse(responseCode = "204", description = "On hold, now for this reason")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(
            responseCode = "409",
            description = "`IMPORTED_ORDER`, `ALREADY_SHIPPED`, `ALREADY_CANCELLED`")
    @OpenTo(Caller.STAFF)
    @PutMapping("/api/v1/admin/orders/{orderId}/hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void putOnHold(@PathVariable OrderId orderId, @Valid @RequestBody Hold hold) {
        commands.sendAndWait(new PutOrderOnHold(orderId, hold.reason()));
    }

    @Operation(summary = "Takes an order off hold")
    @ApiResponse(responseCode = "204", description = "It may be packed and leave again")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(responseCode = "409", description = "`IMPORTED_ORDER`")
    @OpenTo(Caller.STAFF)
    @DeleteMapping("/api/v1/admin/orders/{orderId}/hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOffHold(@PathVariable OrderId orderId) {
        commands.sendAndWait(new TakeOrderOffHold(orderId));
    }

    @Operation(summary = "The goods arrived")
    @ApiResponse(responseCode = "204", description = "Delivered, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(
            responseCode = "409",
            description = "`IMPORTED_ORDER`, `NOT_SHIPPED`, `ALREADY_CANCELLED`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/delivery")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recordDelivery(@PathVariable OrderId orderId) {
        commands.sendAndWait(new RecordDelivery(orderId, clock.instant()));
    }
}
