package io.cartulary.command.order.cancellation;

import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.shopper.OrderOwners;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Cancellation, for shoppers and staff, and notes.
@RestController
class OrderCommandController {

    private final CommandGateway commands;
    private final OrderOwners owners;

    OrderCommandController(CommandGateway commands, OrderOwners owners) {
        this.commands = commands;
        this.owners = owners;
    }

    /// @param all `true` for the whole order; absent when there are lines
    record Cancellation(
            @Nullable Boolean all, @Nullable @Size(min = 1, max = 1_000) List<WantedPieces> lines) {

        Cancellation {
            if ((all != null && all) == (lines != null)) {
                throw new InvalidValue("lines", "must be given, or \"all\": true instead");
            }
        }
    }

    record NewNote(@NotBlank @Size(max = 2000) String text, @NotNull NoteAudience audience) {}

    record AddedNote(NoteId noteId) {}

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders/{orderId}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(
            @CurrentCart CartId cartId,
            @PathVariable OrderId orderId,
            @Valid @RequestBody Cancellation cancellation,
            NewIds ids) {
        owners.require(cartId, read(orderId));
        cancel(orderId, cancellation, CancellationReason.CUSTOMER_REQUEST, ids);
    }

    @OpenTo(staff = Permission.ORDERS)
    @PostMapping("/api/v1/admin/orders/{orderId}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelForStaff(
            @PathVariable OrderId orderId,
            @Valid @RequestBody Cancellation cancellation,
            NewIds ids) {
        cancel(orderId, cancellation, CancellationReason.STAFF_REQUEST, ids);
    }

    private void cancel(
            OrderId orderId, Cancellation cancellation, CancellationReason reason, NewIds ids) {
        if (cancellation.lines() == null) {
            commands.sendAndWait(new CancelOrder(orderId, reason));
        } else {
            commands.sendAndWait(
                    new CancelLines(
                            orderId, ids.next("cancellation-"), cancellation.lines(), reason));
        }
    }

    @OpenTo(staff = Permission.ORDER_NOTES)
    @PostMapping("/api/v1/admin/orders/{orderId}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    AddedNote note(@PathVariable OrderId orderId, @Valid @RequestBody NewNote note, NewIds ids) {
        var noteId = new NoteId(ids.next("note-"));
        commands.sendAndWait(new AddOrderNote(orderId, noteId, note.audience(), note.text()));
        return new AddedNote(noteId);
    }

    private CurrentOrder read(OrderId orderId) {
        return commands.sendAndWait(new ReadOrder(orderId));
    }
}
