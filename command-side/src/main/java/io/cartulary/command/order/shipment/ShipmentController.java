package io.cartulary.command.order.shipment;

import io.cartulary.command.order.AwaitedStock;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
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

    @OpenTo(staff = Permission.ORDERS)
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

    @OpenTo(staff = Permission.ORDERS)
    @DeleteMapping("/api/v1/admin/orders/{orderId}/shipments/{shipmentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unpack(@PathVariable OrderId orderId, @PathVariable ShipmentId shipmentId) {
        commands.sendAndWait(new UnpackShipment(orderId, shipmentId));
    }

    @OpenTo(staff = Permission.ORDERS)
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

    @OpenTo(staff = Permission.ORDERS)
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

    @OpenTo(staff = Permission.ORDERS)
    @PostMapping("/api/v1/admin/orders/{orderId}/shipments/{shipmentId}/delivery")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recordDelivery(@PathVariable OrderId orderId, @PathVariable ShipmentId shipmentId) {
        commands.sendAndWait(new RecordShipmentDelivery(orderId, shipmentId, clock.instant()));
    }
}
