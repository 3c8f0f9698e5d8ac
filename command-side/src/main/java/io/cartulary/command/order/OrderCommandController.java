package io.cartulary.command.order;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.payment.PaymentProviders;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Check-out and cancellation for shoppers, and every later step of an order for staff.
@RestController
@Tag(name = "Orders")
class OrderCommandController {

    private final CommandGateway commands;
    private final CheckOutDesk desk;
    private final PaymentProviders providers;
    private final InstantSource clock;

    OrderCommandController(
            CommandGateway commands,
            CheckOutDesk desk,
            PaymentProviders providers,
            InstantSource clock) {
        this.commands = commands;
        this.desk = desk;
        this.providers = providers;
        this.clock = clock;
    }

    record PlacedOrder(OrderId orderId, String number, OrderTotals totals, OrderStatus status) {}

    record Shipment(
            @NotBlank @Size(max = 100) String carrier,
            @NotBlank @Size(max = 100) String trackingNumber) {}

    /// @param lines absent for the whole order
    record Cancellation(@Nullable List<WantedPieces> lines) {}

    record NewNote(@NotBlank @Size(max = 2000) String text, @NotNull NoteAudience audience) {}

    record AddedNote(NoteId noteId) {}

    record NewRefund(@NotNull Money amount) {}

    @Operation(
            summary = "Orders what is in the cart",
            description =
                    "Prices are those of this moment, and must be those the shopper knows: their sum is"
                            + " `expectedTotal`, or none changed since things were put in. The order is confirmed once stock and coupon"
                            + " are held and the payment is settled; `GET` it to see.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"contact": {"email": "ada@example.org", "phone": "+44 20 7946 0000"},
                                             "shippingAddress": {"name": "Ada Park", "line1": "1 High Street", "city": "London",
                                                                 "postalCode": "N1 1AA", "country": "GB"},
                                             "shippingMethod": "standard",
                                             "payment": {"provider": "simulated", "token": "tok_settle"},
                                             "expectedTotal": {"amount": 3174, "currency": "GBP"}}\
                                            """)))
    @ApiResponse(responseCode = "201", description = "Placed")
    @ApiResponse(responseCode = "401", description = "`CART_TOKEN_REQUIRED`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "With `changes`: `PRICES_CHANGED`, `NOT_ENOUGH_IN_STOCK`, with `discounts`:"
                            + " `COUPON_INACTIVE`, `COUPON_NOT_YET_VALID`, `COUPON_EXPIRED`, `COUPON_USED_UP`,"
                            + " `COUPON_USED_BY_CUSTOMER`, and `CART_CHANGED`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "With `changes`: `NOT_FOR_SALE`, with `discounts`: `COUPON_UNKNOWN`,"
                            + " `COUPON_NOT_APPLICABLE`, `MINIMUM_NOT_REACHED`, `FIRST_ORDER_ONLY`, and `CART_EMPTY`,"
                            + " `NOT_PRICED_IN_CURRENCY`, `CURRENCY_MIXED`, `UNKNOWN_SHIPPING_METHOD`, `NO_SHIPPING_THERE`,"
                            + " `UNKNOWN_PAYMENT_PROVIDER`: This shop does not work with that payment provider.")
    @ApiResponse(
            responseCode = "503",
            description =
                    "`PRICES_BEING_MADE`: The tables of prices are being made again; ask again in a moment.")
    @PostMapping("/api/v1/orders")
    ResponseEntity<PlacedOrder> place(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @Valid @RequestBody NewOrder wanted,
            NewIds ids) {
        if (!providers.include(wanted.payment().provider())) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "UNKNOWN_PAYMENT_PROVIDER",
                    "This shop does not work with that payment provider.",
                    "payment.provider");
        }
        var placed =
                desk.checkOut(
                        cartId,
                        new OrderId(ids.next("order-")),
                        new PaymentId(ids.next("payment-")),
                        ids.areRepeated(),
                        wanted);
        return ResponseEntity.created(URI.create("/api/v1/orders/" + placed.orderId()))
                .body(
                        new PlacedOrder(
                                placed.orderId(),
                                placed.number(),
                                placed.totals(),
                                placed.status()));
    }

    @Operation(
            summary = "Cancels an order of the shopper who calls, or some of it",
            description =
                    "Possible until it is shipped; what was paid goes back. With `lines` only those pieces, of a"
                            + " confirmed order and as long as they are not packed.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            "{\"lines\": [{\"line\": 2, \"quantity\": 1}]}")))
    @ApiResponse(responseCode = "204", description = "Cancelled, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no such order of this shopper")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`ALREADY_SHIPPED`, `ALREADY_PACKED`, `NOT_CONFIRMED`, `ALREADY_CANCELLED`,"
                            + " `ALREADY_CONFIRMED`")
    @ApiResponse(responseCode = "422", description = "`TOO_MANY_PIECES`, `UNKNOWN_LINE`")
    @PostMapping("/api/v1/orders/{orderId}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @PathVariable OrderId orderId,
            @RequestBody(required = false) @Nullable Cancellation cancellation,
            NewIds ids) {
        if (!cartId.equals(read(orderId).cartId())) {
            throw ProblemException.notFound("order " + orderId);
        }
        cancel(orderId, cancellation, CancellationReason.CUSTOMER_REQUEST, ids);
    }

    @Operation(
            summary = "Cancels any order that is not shipped, or some of it",
            description = "What was paid for it goes back. With `lines` only those pieces.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            "{\"lines\": [{\"line\": 2, \"quantity\": 1}]}")))
    @ApiResponse(responseCode = "204", description = "Cancelled, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`ALREADY_SHIPPED`, `ALREADY_PACKED`, `NOT_CONFIRMED`, `ALREADY_CANCELLED`,"
                            + " `ALREADY_CONFIRMED`")
    @ApiResponse(responseCode = "422", description = "`TOO_MANY_PIECES`, `UNKNOWN_LINE`")
    @PostMapping("/api/v1/admin/orders/{orderId}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelForStaff(
            @PathVariable OrderId orderId,
            @RequestBody(required = false) @Nullable Cancellation cancellation,
            NewIds ids) {
        cancel(orderId, cancellation, CancellationReason.STAFF_REQUEST, ids);
    }

    private void cancel(
            OrderId orderId,
            @Nullable Cancellation cancellation,
            CancellationReason reason,
            NewIds ids) {
        if (cancellation == null || cancellation.lines() == null) {
            commands.sendAndWait(new CancelOrder(orderId, reason));
        } else {
            commands.sendAndWait(
                    new CancelLines(
                            orderId, ids.next("cancellation-"), cancellation.lines(), reason));
        }
    }

    @Operation(
            summary = "Writes something down about an order",
            description =
                    "For `CUSTOMER` the shopper sees it with his order; for `INTERNAL` staff alone.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"text": "Rings twice, then leave it next door.", "audience": "INTERNAL"}\
                                            """)))
    @ApiResponse(responseCode = "201", description = "Noted")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @PostMapping("/api/v1/admin/orders/{orderId}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    AddedNote note(@PathVariable OrderId orderId, @Valid @RequestBody NewNote note, NewIds ids) {
        var noteId = new NoteId(ids.next("note-"));
        commands.sendAndWait(new AddOrderNote(orderId, noteId, note.audience(), note.text()));
        return new AddedNote(noteId);
    }

    @Operation(summary = "The warehouse begins to pick")
    @ApiResponse(responseCode = "204", description = "In processing, or already further")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(responseCode = "409", description = "`NOT_CONFIRMED`, `ALREADY_CANCELLED`")
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
                    "`NOT_CONFIRMED`, `NOT_IN_PROCESSING`, `NOT_PAID`, `PARCELS_WAITING`, `ALREADY_CANCELLED`, `ALREADY_SHIPPED`")
    @PostMapping("/api/v1/admin/orders/{orderId}/shipment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ship(@PathVariable OrderId orderId, @Valid @RequestBody Shipment shipment) {
        commands.sendAndWait(
                new ShipOrder(
                        orderId, shipment.carrier(), shipment.trackingNumber(), clock.instant()));
    }

    @Operation(
            summary = "Lets an order leave of which money is missing",
            description =
                    "When money that was promised for a confirmed order will not come, nothing leaves until it is paid"
                            + " anew or staff say so here.")
    @ApiResponse(responseCode = "204", description = "Released, or nothing held it up")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @PostMapping("/api/v1/admin/orders/{orderId}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable OrderId orderId) {
        commands.sendAndWait(new ReleaseOrder(orderId));
    }

    @Operation(summary = "The goods arrived")
    @ApiResponse(responseCode = "204", description = "Delivered, or already so")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(responseCode = "409", description = "`NOT_SHIPPED`, `ALREADY_CANCELLED`")
    @PostMapping("/api/v1/admin/orders/{orderId}/delivery")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recordDelivery(@PathVariable OrderId orderId) {
        commands.sendAndWait(new RecordDelivery(orderId, clock.instant()));
    }

    @Operation(
            summary = "Gives some of the money back",
            description =
                    "The providers are asked at once; `GET` the payments to see. Of an order that was changed the latest"
                            + " payment gives back first.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"amount": {"amount": 500, "currency": "GBP"}}\
                                            """)))
    @ApiResponse(responseCode = "202", description = "Asked for, now or before")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`")
    @ApiResponse(responseCode = "409", description = "`NOT_SETTLED`, `PAST_ORDER`, `DISPUTED`")
    @ApiResponse(responseCode = "422", description = "`REFUND_EXCEEDS_SETTLEMENT`")
    @PostMapping("/api/v1/admin/orders/{orderId}/refunds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedRefunds refund(
            @PathVariable OrderId orderId, @Valid @RequestBody NewRefund refund, NewIds ids) {
        return commands.sendAndWait(
                new RefundOrder(orderId, new RefundId(ids.next("refund-")), refund.amount()));
    }

    private OrderSummary read(OrderId orderId) {
        return commands.sendAndWait(new ReadOrder(orderId));
    }
}
