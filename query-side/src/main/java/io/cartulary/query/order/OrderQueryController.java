package io.cartulary.query.order;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.query.order.OrderDetails.PaymentOfOrder;
import io.cartulary.query.order.OrderDetails.Tracking;
import io.cartulary.query.order.OrderQuery.*;
import io.cartulary.query.projection.answer.PrivateAnswers;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CartTokens;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows orders to their owner and to staff.
@RestController
@Tag(name = "Orders")
class OrderQueryController {

    private static final String CURSOR = "orders";

    private final Questions questions;
    private final Cursors cursors;
    private final PrivateAnswers answers;

    OrderQueryController(Questions questions, Cursors cursors, PrivateAnswers answers) {
        this.questions = questions;
        this.cursors = cursors;
        this.answers = answers;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/orders/{orderId}")
    @Operation(
            summary = "An order of the shopper's",
            description =
                    "Send `Cartulary-Position` of the answer that placed it to see it at once, and `If-None-Match`"
                            + " with its ETag to hear only of changes.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "304", description = "Unchanged since that ETag")
    @ApiResponse(responseCode = "401", description = "CART_TOKEN_REQUIRED")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND, also for another shopper's order")
    ResponseEntity<OrderDetails> get(@PathVariable OrderId orderId, @CurrentCart CartId cart) {
        return answer(find(orderId, CartTokens.guestOf(cart)));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/orders/{orderId}/payment")
    @Operation(summary = "How an order of the shopper's is paid")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
    PaymentOfOrder payment(@PathVariable OrderId orderId, @CurrentCart CartId cart) {
        var payment = find(orderId, CartTokens.guestOf(cart)).payment();
        if (payment == null) {
            throw ProblemException.notFound("payment of order " + orderId);
        }
        return payment;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/orders/{orderId}/tracking")
    @Operation(summary = "Where the goods of an order of the shopper's are")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "304", description = "Unchanged since that ETag")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
    ResponseEntity<Tracking> tracking(@PathVariable OrderId orderId, @CurrentCart CartId cart) {
        var order = find(orderId, CartTokens.guestOf(cart));
        return answers.of(
                order.tracking() == null
                        ? new Tracking(
                                order.fulfilmentStatus(), null, null, null, null, null, List.of())
                        : order.tracking());
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/orders")
    @Operation(summary = "The shopper's orders, the latest first")
    Page<OrderSummary> list(
            @CurrentCart CartId cart,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return ordersOf(CartTokens.guestOf(cart), cursor, limit);
    }

    @OpenTo(Caller.STAFF)
    @GetMapping("/api/v1/admin/orders/{orderId}")
    @Operation(summary = "Any order")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "304", description = "Unchanged since that ETag")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
    ResponseEntity<OrderDetails> getForStaff(@PathVariable OrderId orderId) {
        return answer(find(orderId, null));
    }

    @OpenTo(Caller.STAFF)
    @GetMapping(
            path = "/api/v1/admin/orders/{orderId}/shipments/{shipmentId}/label",
            produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(
            summary = "The label of a parcel, as PDF",
            description = "One page of DIN A6 with the address and what is in the parcel.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PDF_VALUE,
                            schema = @Schema(type = "string", format = "binary"),
                            examples = @ExampleObject("%PDF-1.6 …")))
    @ApiResponse(responseCode = "404", description = "NOT_FOUND, also when the address was erased")
    byte[] label(@PathVariable OrderId orderId, @PathVariable ShipmentId shipmentId) {
        var order = find(orderId, null);
        var parcel =
                order.shipments().stream()
                        .filter(one -> one.shipmentId().equals(shipmentId))
                        .findAny()
                        .orElseThrow(() -> ProblemException.notFound("parcel " + shipmentId));
        if (order.shippingAddress() == null) {
            throw ProblemException.notFound("address of order " + orderId);
        }
        return ShippingLabel.pdf(order, order.shippingAddress(), parcel);
    }

    @OpenTo(Caller.STAFF)
    @GetMapping("/api/v1/admin/orders")
    @Operation(
            summary = "Orders that fit every given condition, the latest first",
            description =
                    "`number` is an order's, or that of a refund which another system gave before. `from` and `to` bound"
                            + " the placement: from the first up to, not including, the second. `status` is how far the"
                            + " order has come, `paymentStatus` where its money is, `fulfilmentStatus` where its goods are.")
    @ApiResponse(
            responseCode = "400",
            description =
                    "INVALID_VALUE: `field` names the parameter, `detail` the values it may have")
    Page<OrderSummary> listForStaff(
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable PaymentStatus paymentStatus,
            @RequestParam(required = false) @Nullable FulfilmentStatus fulfilmentStatus,
            @RequestParam(required = false) @Nullable CustomerId customerId,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var conditions =
                new Conditions(
                        status, paymentStatus, fulfilmentStatus, customerId, number, from, to);
        var query = new ListOrders(conditions, after(cursor), size + 1);
        return page(questions.list(query, OrderSummary.class), size);
    }

    @OpenTo(Caller.STAFF)
    @GetMapping("/api/v1/admin/customers/{customerId}/orders")
    @Operation(summary = "A customer's orders, the latest first")
    Page<OrderSummary> listOfCustomer(
            @PathVariable CustomerId customerId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return ordersOf(customerId, cursor, limit);
    }

    private Page<OrderSummary> ordersOf(
            CustomerId customer, @Nullable String cursor, @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var query = new ListOrdersOfCustomer(customer, after(cursor), size + 1);
        return page(questions.list(query, OrderSummary.class), size);
    }

    private OrderDetails find(OrderId orderId, @Nullable CustomerId owner) {
        return questions.get(new FindOrder(orderId, owner), OrderDetails.class, "order " + orderId);
    }

    private ResponseEntity<OrderDetails> answer(OrderDetails order) {
        return answers.of(order, order.entityTag());
    }

    private @Nullable After after(@Nullable String cursor) {
        return cursors.read(
                CURSOR,
                cursor,
                key -> new After(Instant.parse(key.getFirst()), new OrderId(key.getLast())));
    }

    private Page<OrderSummary> page(List<OrderSummary> found, int size) {
        return cursors.page(
                CURSOR,
                found,
                size,
                order -> List.of(order.placedAt().toString(), order.orderId().value()));
    }
}
