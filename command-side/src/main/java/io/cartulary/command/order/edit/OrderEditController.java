package io.cartulary.command.order.edit;

import io.cartulary.command.order.NewPayment;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.edit.OrderEditService.Addition;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ReturnId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "Orders")
class OrderEditController {

    private static final String PAYMENT =
            "\"payment\": {\"provider\": \"simulated\", \"token\": \"tok_settle\"}";

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

    @Operation(
            summary = "Adds to an order that is not shipped, perhaps in place of other pieces",
            description =
                    "What is added costs what it costs now, without discounts and without further shipping. The change is made"
                            + " when its stock is held and the difference is paid, or goes back; see `edits` of the order for"
                            + " its end.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            "{\"remove\": [{\"line\": 1, \"quantity\": 1}], \"add\": [{\"sku\": \"TONER-100\","
                                                    + " \"quantity\": 2}], "
                                                    + PAYMENT
                                                    + "}")))
    @ApiResponse(responseCode = "202", description = "Asked for, and what it comes to")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`, `UNKNOWN_RETURN`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`NOT_CONFIRMED`, `ALREADY_SHIPPED`, `ALREADY_CANCELLED`, `ALREADY_PACKED`, `EDIT_OPEN`, `TAXED_OTHERWISE`,"
                            + " `IMPORTED_ORDER`, `RETURN_NOT_APPROVED`, `RETURN_REFUSED`, `ALREADY_RECEIVED`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`UNKNOWN_LINE`, `TOO_MANY_PIECES`, `PAYMENT_MISSING`, `NOT_FOR_SALE`, `NOT_PRICED_IN_CURRENCY`,"
                            + " `CURRENCY_MIXED`,"
                            + " `UNUSABLE_PAYMENT_TOKEN`: the provider cannot be asked with this token,"
                            + " `UNKNOWN_PAYMENT_PROVIDER`: This shop does not work with that payment provider.")
    @OpenTo(Caller.STAFF)
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

    @Operation(
            summary = "The goods of an approved return came back, and others go out for them",
            description =
                    "As `receipt`, but only the difference goes back or is paid. Until that is paid the return stays"
                            + " approved. What goes out is packed and dispatched as any other parcel.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            "{\"lines\": [{\"line\": 1, \"restocked\": 1, \"scrapped\": 0}], \"add\":"
                                                    + " [{\"sku\": \"TONER-200\", \"quantity\": 1}], "
                                                    + PAYMENT
                                                    + "}")))
    @ApiResponse(responseCode = "202", description = "Asked for, and what it comes to")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`, `UNKNOWN_RETURN`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`RETURN_NOT_APPROVED`, `RETURN_REFUSED`, `ALREADY_RECEIVED`, `EDIT_OPEN`, `TAXED_OTHERWISE`, `IMPORTED_ORDER`,"
                            + " `NOT_CONFIRMED`, `ALREADY_SHIPPED`, `ALREADY_CANCELLED`, `ALREADY_PACKED`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`UNKNOWN_LINE`, `TOO_MANY_PIECES`, `PAYMENT_MISSING`, `NOT_FOR_SALE`, `NOT_PRICED_IN_CURRENCY`,"
                            + " `CURRENCY_MIXED`,"
                            + " `UNUSABLE_PAYMENT_TOKEN`: the provider cannot be asked with this token,"
                            + " `UNKNOWN_PAYMENT_PROVIDER`: This shop does not work with that payment provider.")
    @OpenTo(Caller.STAFF)
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
