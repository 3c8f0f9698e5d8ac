package io.cartulary.command.order.shipment;

import io.cartulary.command.order.AwaitedStock;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderEvent.HoldReason;
import io.cartulary.events.order.OrderId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
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

    @OpenTo(staff = Permission.ORDERS)
    @PostMapping("/api/v1/admin/orders/{orderId}/processing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void startProcessing(@PathVariable OrderId orderId) {
        commands.sendAndWait(new StartProcessing(orderId));
    }

    @OpenTo(staff = Permission.ORDERS)
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

    @OpenTo(staff = Permission.MONEY)
    @PostMapping("/api/v1/admin/orders/{orderId}/unpaid-shipment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void allowUnpaidShipment(@PathVariable OrderId orderId) {
        commands.sendAndWait(new AllowUnpaidShipment(orderId));
    }

    @OpenTo(staff = Permission.ORDER_NOTES)
    @PutMapping("/api/v1/admin/orders/{orderId}/hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void putOnHold(@PathVariable OrderId orderId, @Valid @RequestBody Hold hold) {
        commands.sendAndWait(new PutOrderOnHold(orderId, hold.reason()));
    }

    @OpenTo(staff = Permission.ORDER_NOTES)
    @DeleteMapping("/api/v1/admin/orders/{orderId}/hold")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOffHold(@PathVariable OrderId orderId) {
        commands.sendAndWait(new TakeOrderOffHold(orderId));
    }

    @OpenTo(staff = Permission.ORDERS)
    @PostMapping("/api/v1/admin/orders/{orderId}/delivery")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recordDelivery(@PathVariable OrderId orderId) {
        commands.sendAndWait(new RecordDelivery(orderId, clock.instant()));
    }
}
