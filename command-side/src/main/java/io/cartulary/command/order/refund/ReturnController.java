package io.cartulary.command.order.refund;

import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.shopper.OrderOwners;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderEvent.ReturnReason;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Goods that come back, and money that goes back without them.
@RestController
class ReturnController {

    private final CommandGateway commands;
    private final OrderOwners owners;
    private final InstantSource clock;

    ReturnController(CommandGateway commands, OrderOwners owners, InstantSource clock) {
        this.commands = commands;
        this.owners = owners;
        this.clock = clock;
    }

    record NewReturn(
            @NotEmpty List<WantedPieces> lines,
            @NotNull ReturnReason reason,
            @Size(max = 2000) @Nullable String comment) {}

    record RequestedReturn(ReturnId returnId) {}

    record Refusal(@Size(max = 2000) @Nullable String explanation) {}

    record Receipt(@NotEmpty List<ReceivedPieces> lines) {}

    record NewRefund(@NotNull Money amount) {}

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders/{orderId}/returns")
    @ResponseStatus(HttpStatus.CREATED)
    RequestedReturn request(
            @CurrentCart CartId cartId,
            @PathVariable OrderId orderId,
            @Valid @RequestBody NewReturn wanted,
            NewIds ids) {
        CurrentOrder order = commands.sendAndWait(new ReadOrder(orderId));
        owners.require(cartId, order);
        return requestForStaff(orderId, wanted, ids);
    }

    @OpenTo(staff = Permission.ORDERS)
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

    @OpenTo(staff = Permission.ORDERS)
    @PostMapping("/api/v1/admin/orders/{orderId}/returns/{returnId}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable OrderId orderId, @PathVariable ReturnId returnId) {
        commands.sendAndWait(new ApproveReturn(orderId, returnId));
    }

    @OpenTo(staff = Permission.ORDERS)
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

    @OpenTo(staff = Permission.ORDERS)
    @PostMapping("/api/v1/admin/orders/{orderId}/returns/{returnId}/receipt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(
            @PathVariable OrderId orderId,
            @PathVariable ReturnId returnId,
            @Valid @RequestBody Receipt receipt) {
        commands.sendAndWait(
                new ReceiveReturn(orderId, returnId, receipt.lines(), clock.instant()));
    }

    @OpenTo(staff = Permission.MONEY)
    @PostMapping("/api/v1/admin/orders/{orderId}/refunds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedRefunds refund(
            @PathVariable OrderId orderId, @Valid @RequestBody NewRefund refund, NewIds ids) {
        return commands.sendAndWait(
                new RefundOrder(orderId, new RefundId(ids.next("refund-")), refund.amount()));
    }
}
