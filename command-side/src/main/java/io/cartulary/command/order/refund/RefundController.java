package io.cartulary.command.order.refund;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
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
class RefundController {

    private final CommandGateway commands;

    RefundController(CommandGateway commands) {
        this.commands = commands;
    }

    record NewRefund(@NotNull Money amount) {}

    @OpenTo(Caller.STAFF)
    @PostMapping("/api/v1/admin/orders/{orderId}/refunds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedRefunds refund(
            @PathVariable OrderId orderId, @Valid @RequestBody NewRefund refund, NewIds ids) {
        return commands.sendAndWait(
                new RefundOrder(orderId, new RefundId(ids.next("refund-")), refund.amount()));
    }
}
