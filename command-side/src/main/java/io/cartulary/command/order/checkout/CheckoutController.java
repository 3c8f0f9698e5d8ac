package io.cartulary.command.order.checkout;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderStatus;
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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Makes an order of a cart.
@RestController
@Tag(name = "Orders")
class CheckoutController {

    private final CheckoutService checkout;
    private final PaymentProviders providers;

    CheckoutController(CheckoutService checkout, PaymentProviders providers) {
        this.checkout = checkout;
        this.providers = providers;
    }

    record PlacedOrder(OrderId orderId, String number, OrderTotals totals, OrderStatus status) {}

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
                            + " `NOT_PRICED_IN_CURRENCY`, `CURRENCY_MIXED`, `UNKNOWN_SHIPPING_METHOD`, `NO_SHIPPING_THERE`, `UNKNOWN_REGION`,"
                            + " `UNKNOWN_PAYMENT_PROVIDER`: This shop does not work with that payment provider.")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders")
    ResponseEntity<PlacedOrder> place(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @Valid @RequestBody NewOrder wanted,
            NewIds ids) {
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
