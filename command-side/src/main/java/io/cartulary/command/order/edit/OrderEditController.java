package io.cartulary.command.order.edit;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.edit.OrderEditService.Addition;
import io.cartulary.command.order.payment.NewPayment;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ReturnId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Changes what an order contains. To take pieces out only, cancel them.
@RestController
class OrderEditController {

    private final OrderEditService service;

    OrderEditController(OrderEditService service) {
        this.service = service;
    }

    /// @param remove pieces that are not packed yet
    /// @param payment by which a difference is paid
    record OrderEdit(
            @Nullable List<@NotNull WantedPieces> remove,
            @NotEmpty @Size(max = 100) List<@Valid @NotNull Addition> add,
            @Valid @Nullable NewPayment payment) {

        OrderEdit {
            if (add != null) {
                Addition.requireOneEach(add);
            }
        }
    }

    /// @param pieces what came in
    /// @param add what goes out for them
    /// @param payment by which a difference is paid
    record Exchange(
            @NotEmpty List<@NotNull ReceivedPieces> lines,
            @NotEmpty @Size(max = 100) List<@Valid @NotNull Addition> add,
            @Valid @Nullable NewPayment payment) {

        Exchange {
            if (add != null) {
                Addition.requireOneEach(add);
            }
        }
    }

    @OpenTo(staff = Permission.ORDERS)
    @PatchMapping("/api/v1/admin/orders/{orderId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    EditSummary edit(
            @PathVariable OrderId orderId, @Valid @RequestBody OrderEdit wanted, NewIds ids) {
        return service.edit(
                orderId,
                new EditId(ids.next("edit-")),
                null,
                wanted.remove() == null ? List.of() : wanted.remove(),
                List.of(),
                wanted.add(),
                wanted.payment());
    }

    @OpenTo(staff = Permission.ORDERS)
    @PostMapping("/api/v1/admin/orders/{orderId}/returns/{returnId}/exchange")
    @ResponseStatus(HttpStatus.ACCEPTED)
    EditSummary exchange(
            @PathVariable OrderId orderId,
            @PathVariable ReturnId returnId,
            @Valid @RequestBody Exchange wanted,
            NewIds ids) {
        return service.edit(
                orderId,
                new EditId(ids.next("edit-")),
                returnId,
                List.of(),
                wanted.lines(),
                wanted.add(),
                wanted.payment());
    }
}
