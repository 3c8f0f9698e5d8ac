package io.cartulary.command.order.shipment;

import io.cartulary.command.order.AwaitedStock;
import io.cartulary.command.order.OrderCommand;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.refusal.BulkOutcome;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.order.OrderEvent.CancellationReason;
import io.cartulary.events.order.OrderId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Takes many orders a step further at once, each by itself.
@RestController
class BulkOrderController {

    private final CommandGateway commands;
    private final InstantSource clock;

    BulkOrderController(CommandGateway commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    record BulkUpdate(@NotEmpty @Size(max = 500) List<@Valid @NotNull Step> steps) {}

    /// @param carrier and `trackingNumber`: for `SHIPMENT`
    record Step(
            @NotNull OrderId orderId,
            @NotNull Transition transition,
            @Size(max = 100) @Nullable String carrier,
            @Size(max = 100) @Nullable String trackingNumber) {

        Step {
            if (transition == Transition.SHIPMENT && (carrier == null || trackingNumber == null)) {
                throw new InvalidValue("carrier and trackingNumber must be given for SHIPMENT");
            }
        }
    }

    /// The verbs of single orders.
    enum Transition {
        PROCESSING,
        SHIPMENT,
        DELIVERY,
        CANCELLATION
    }

    @Unversioned
    @OpenTo(staff = Permission.ORDERS)
    @PostMapping("/api/v1/admin/orders/bulk-update")
    BulkOutcome update(@Valid @RequestBody BulkUpdate update) {
        return BulkOutcome.of(
                update.steps(), Step::orderId, step -> commands.sendAndWait(command(step)));
    }

    private OrderCommand command(Step step) {
        var orderId = step.orderId();
        return switch (step.transition()) {
            case PROCESSING -> new StartProcessing(orderId);
            case SHIPMENT ->
                    new ShipOrder(
                            orderId,
                            step.carrier(),
                            step.trackingNumber(),
                            AwaitedStock.of(orderId, commands),
                            clock.instant());
            case DELIVERY -> new RecordDelivery(orderId, clock.instant());
            case CANCELLATION -> new CancelOrder(orderId, CancellationReason.STAFF_REQUEST);
        };
    }
}
