package io.cartulary.query.order;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.query.customer.BoughtAs;
import io.cartulary.query.order.OrderDetails.PaymentOfOrder;
import io.cartulary.query.order.OrderDetails.Tracking;
import io.cartulary.query.order.OrderQuery.*;
import io.cartulary.query.projection.answer.PrivateAnswers;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
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
class OrderQueryController {

    private static final String CURSOR = "orders";

    private final Questions questions;
    private final Cursors cursors;
    private final PrivateAnswers answers;
    private final BoughtAs boughtAs;

    OrderQueryController(
            Questions questions, Cursors cursors, PrivateAnswers answers, BoughtAs boughtAs) {
        this.questions = questions;
        this.cursors = cursors;
        this.answers = answers;
        this.boughtAs = boughtAs;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/orders/{orderId}")
    ResponseEntity<OrderDetails> get(@PathVariable OrderId orderId, @CurrentCart CartId cart) {
        return answer(find(orderId, boughtAs.shopper(cart)));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/orders/{orderId}/payment")
    PaymentOfOrder payment(@PathVariable OrderId orderId, @CurrentCart CartId cart) {
        var payment = find(orderId, boughtAs.shopper(cart)).payment();
        if (payment == null) {
            throw ProblemException.notFound("payment of order " + orderId);
        }
        return payment;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/orders/{orderId}/tracking")
    ResponseEntity<Tracking> tracking(@PathVariable OrderId orderId, @CurrentCart CartId cart) {
        var order = find(orderId, boughtAs.shopper(cart));
        return answers.of(
                order.tracking() == null
                        ? new Tracking(
                                order.fulfilmentStatus(), null, null, null, null, null, List.of())
                        : order.tracking());
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/orders")
    Page<OrderSummary> list(
            @CurrentCart CartId cart,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return ordersOf(boughtAs.shopper(cart), cursor, limit);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/orders/{orderId}")
    ResponseEntity<OrderDetails> getForStaff(@PathVariable OrderId orderId) {
        return answer(find(orderId, null));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping(
            path = "/api/v1/admin/orders/{orderId}/shipments/{shipmentId}/label",
            produces = MediaType.APPLICATION_PDF_VALUE)
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

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/orders")
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
                        status,
                        paymentStatus,
                        fulfilmentStatus,
                        customerId == null ? null : boughtAs.customer(customerId),
                        number,
                        from,
                        to);
        var query = new ListOrders(conditions, after(cursor), size + 1);
        return page(questions.list(query, OrderSummary.class), size);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/customers/{customerId}/orders")
    Page<OrderSummary> listOfCustomer(
            @PathVariable CustomerId customerId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return ordersOf(boughtAs.customer(customerId), cursor, limit);
    }

    private Page<OrderSummary> ordersOf(
            List<CustomerId> customers, @Nullable String cursor, @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var query = new ListOrders(Conditions.of(customers), after(cursor), size + 1);
        return page(questions.list(query, OrderSummary.class), size);
    }

    private OrderDetails find(OrderId orderId, @Nullable List<CustomerId> owners) {
        return questions.get(
                new FindOrder(orderId, owners), OrderDetails.class, "order " + orderId);
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
