package io.cartulary.command.payment.provider.mpesa;

import io.cartulary.command.payment.service.PaymentService;
import io.cartulary.command.payment.service.PaymentService.RequestedPayment;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How a shopper pays an order from their phone.
@RestController
class DarajaPushController {

    private final PaymentService payments;

    DarajaPushController(PaymentService payments) {
        this.payments = payments;
    }

    record Push(@NotNull OrderId orderId, @NotBlank @Size(max = 40) String phoneNumber) {}

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/payments/mpesa/stk-push")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedPayment push(@CurrentCart CartId cartId, @Valid @RequestBody Push push, NewIds ids) {
        return payments.pay(cartId, push.orderId(), DarajaPayments.NAME, push.phoneNumber(), ids);
    }
}
