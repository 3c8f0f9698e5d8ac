package io.cartulary.command.order.checkout;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderState;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Makes an order of a cart.
@RestController
class CheckoutController {

    private final CheckoutService checkout;
    private final PaymentProviders providers;

    CheckoutController(CheckoutService checkout, PaymentProviders providers) {
        this.checkout = checkout;
        this.providers = providers;
    }

    record PlacedOrder(OrderId orderId, String number, OrderTotals totals, OrderState status) {}

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders")
    ResponseEntity<PlacedOrder> place(
            @CurrentCart CartId cartId, @Valid @RequestBody NewOrder wanted, NewIds ids) {
        providers.requireKnown(wanted.payment().provider());
        var placed =
                checkout.checkOut(
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
}
