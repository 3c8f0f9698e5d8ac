package io.cartulary.command.payment.service;

import io.cartulary.command.payment.service.PaymentService.Confirmation;
import io.cartulary.command.payment.service.PaymentService.RequestedPayment;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How a shopper pays an order that is placed and not yet paid, what a change of it costs more, or
/// what is missing of its money.
@RestController
class OrderPaymentController {

    private final PaymentService payments;

    OrderPaymentController(PaymentService payments) {
        this.payments = payments;
    }

    record AnotherPayment(
            @NotBlank @Size(max = 50) String provider, @NotBlank @Size(max = 100) String token) {}

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders/{orderId}/payments")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedPayment pay(
            @CurrentCart CartId cartId,
            @PathVariable OrderId orderId,
            @Valid @RequestBody AnotherPayment payment,
            NewIds ids) {
        return payments.pay(cartId, orderId, payment.provider(), payment.token(), ids);
    }

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders/{orderId}/payment/confirmation")
    Confirmation confirm(@CurrentCart CartId cartId, @PathVariable OrderId orderId) {
        return payments.confirm(cartId, orderId);
    }
}
