package io.cartulary.command.order.shipment;

import io.cartulary.command.order.AwaitedStock;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The parcels of an order, for staff.
@RestController
@Tag(name = "Shipments")
class ShipmentController {

    private final CommandGateway commands;
    private final InstantSource clock;

    ShipmentController(CommandGateway commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /// @param all `true` for all that is not packed yet; absent when there are lines
    record Parcel(
            @Nullable Boolean all, @Nullable @Size(min = 1, max = 1_000) List<WantedPieces> lines) {

        Parcel {
            if ((all != null && all) == (lines != null)) {
                throw new InvalidValue("lines", "must be given, or \"all\": true instead");
            }
        }
    }

    record PackedParcel(ShipmentId shipmentId) {}

    record Tracking(
            @NotBlank @Size(max = 100) String carrier,
            @NotBlank @Size(max = 100) String trackingNumber) {}

    @Operation(summary = "Packs pieces of an order into a parcel of their own")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            "{\"lines\": [{\"line\": 1, \"quantity\": 2}]}")))
    @ApiResponse(responseCode = "201", description = "Packed, now or before")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`IMPORTED_ORDER`, `NOT_CONFIRMED`, `NOT_IN_PROCESSING`, `NOTHING_TO_PACK`, `AWAITING_STOCK`, `ON_HOLD`, `ALREADY_SHIPPED`,"
                            + " `ALREADY_CANCELLED`")
    @ApiResponse(responseCode = "422", description = "`UNKNOWN_LINE`, `TOO_MANY_PIECES`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/shipments")
    @ResponseStatus(HttpStatus.CREATED)
    PackedParcel pack(
            @PathVariable OrderId orderId, @Valid @RequestBody Parcel parcel, NewIds ids) {
        var shipmentId = new ShipmentId(ids.next("shipment-"));
        var lines = parcel.lines();
        commands.sendAndWait(
                new PackShipment(
                        orderId,
                        shipmentId,
                        lines == null ? List.of() : lines,
                        AwaitedStock.of(orderId, commands)));
        return new PackedParcel(shipmentId);
    }

    @Operation(summary = "Takes a parcel apart that has not left")
    @ApiResponse(responseCode = "204", description = "Its pieces can be packed or cancelled again")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`, `UNKNOWN_SHIPMENT`")
    @ApiResponse(responseCode = "409", description = "`IMPORTED_ORDER`, `ALREADY_SHIPPED`")
    @OpenTo(Caller.STAFF)
    @DeleteMapping("/api/v1/admin/orders/{orderId}/shipments/{shipmentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unpack(@PathVariable OrderId orderId, @PathVariable ShipmentId shipmentId) {
        commands.sendAndWait(new UnpackShipment(orderId, shipmentId));
    }

    @Operation(summary = "A parcel leaves")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            "{\"carrier\": \"Royal Mail\", \"trackingNumber\": \"RM123456785GB\"}")))
    @ApiResponse(responseCode = "204", description = "Shipped, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`, `UNKNOWN_SHIPMENT`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`IMPORTED_ORDER`, `ALREADY_SHIPPED` under another number, `ALREADY_CANCELLED`, `NOT_PAID`,"
                            + " `ON_HOLD`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/shipments/{shipmentId}/dispatch")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dispatch(
            @PathVariable OrderId orderId,
            @PathVariable ShipmentId shipmentId,
            @Valid @RequestBody Tracking tracking) {
        commands.sendAndWait(
                new DispatchShipment(
                        orderId,
                        shipmentId,
                        tracking.carrier(),
                        tracking.trackingNumber(),
                        clock.instant()));
    }

    @Operation(summary = "Corrects the tracking number of a parcel that left")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            "{\"carrier\": \"DHL\", \"trackingNumber\": \"JD014600003GB\"}")))
    @ApiResponse(responseCode = "204", description = "Corrected, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`, `UNKNOWN_SHIPMENT`")
    @ApiResponse(responseCode = "409", description = "`IMPORTED_ORDER`, `NOT_SHIPPED`")
    @OpenTo(Caller.STAFF)
    @PutMapping("/api/v1/admin/orders/{orderId}/shipments/{shipmentId}/tracking")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void correct(
            @PathVariable OrderId orderId,
            @PathVariable ShipmentId shipmentId,
            @Valid @RequestBody Tracking tracking) {
        commands.sendAndWait(
                new CorrectTracking(
                        orderId, shipmentId, tracking.carrier(), tracking.trackingNumber()));
    }

    @Operation(summary = "A parcel arrived")
    @ApiResponse(responseCode = "204", description = "Delivered, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`, `UNKNOWN_SHIPMENT`")
    @ApiResponse(responseCode = "409", description = "`IMPORTED_ORDER`, `NOT_SHIPPED`")
    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/shipments/{shipmentId}/delivery")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recordDelivery(@PathVariable OrderId orderId, @PathVariable ShipmentId shipmentId) {
        commands.sendAndWait(new RecordShipmentDelivery(orderId, shipmentId, clock.instant()));
    }
}
