package io.cartulary.command.order.payment;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.CommandRejected;
import io.cartulary.command.cart.CartCommand.ReadCart;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.order.OrderAccount;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderRejection;
import io.cartulary.command.order.OrderSummary;
import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import io.cartulary.command.payment.PaymentStatus;
import io.cartulary.command.payment.PaymentSummary;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.payment.service.PaymentService;
import io.cartulary.command.payment.service.PaymentService.StripeIntent;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
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
import java.time.InstantSource;
import java.util.ArrayList;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How a shopper pays an order that is placed and not yet paid, what a change of it costs more, or
/// what is missing of its money.
@RestController
@Tag(name = "Payments")
class OrderPaymentController {

    private static final String STRIPE = "stripe";
    private static final String BROWSER = "browser";
    private static final String MPESA = "mpesa";

    private final CommandGateway commands;
    private final PaymentService desk;
    private final PaymentProviders providers;
    private final InstantSource clock;

    OrderPaymentController(
            CommandGateway commands,
            PaymentService desk,
            PaymentProviders providers,
            InstantSource clock) {
        this.commands = commands;
        this.desk = desk;
        this.providers = providers;
        this.clock = clock;
    }

    record AnotherPayment(
            @NotBlank @Size(max = 50) String provider, @NotBlank @Size(max = 100) String token) {}

    record WantedIntent(@NotNull OrderId orderId) {}

    record Push(@NotNull OrderId orderId, @NotBlank @Size(max = 40) String phoneNumber) {}

    record RequestedPayment(PaymentId paymentId) {}

    record Confirmation(PaymentId paymentId, PaymentStatus status) {}

    @Operation(
            summary = "Pays an order in another way",
            description =
                    "After a declined payment, or instead of one that is still open and is called off by this."
                            + " Possible until the order is paid or cancelled, and again when money that was promised"
                            + " for it will not come. While a change of the order waits for its payment, this and the"
                            + " other routes pay the change.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"provider": "simulated", "token": "tok_settle"}\
                                            """)))
    @ApiResponse(responseCode = "202", description = "The provider is being asked")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no such order of this shopper")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`ALREADY_CONFIRMED`, `ALREADY_CANCELLED`, `ALREADY_PAID`, `ALREADY_REPLACED`, `NO_LONGER_WANTED`,"
                            + " `NOTHING_TO_PAY`, `ORDER_CHANGED`, `EDIT_OPEN`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`UNKNOWN_PAYMENT_PROVIDER`: This shop does not work with that payment provider, `UNUSABLE_PAYMENT_TOKEN`: the provider cannot be asked with this token")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders/{orderId}/payments")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedPayment payAgain(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @PathVariable OrderId orderId,
            @Valid @RequestBody AnotherPayment payment,
            NewIds ids) {
        var order = unpaid(cartId, orderId);
        return payAgain(cartId, order, payment.provider(), payment.token(), ids);
    }

    @Operation(
            summary = "Asks the provider now whether an order is paid",
            description =
                    "For a shopper who comes back from the provider's pages before its message has reached us.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(
            responseCode = "404",
            description = "`UNKNOWN_CAPTURE`, `NOT_FOUND`: no such order of this shopper")
    @ApiResponse(responseCode = "503", description = "`PROVIDER_UNAVAILABLE`")
    @ApiResponse(responseCode = "409", description = "`CHARGED_TWICE`, `NOT_CANCELLED`")
    @ApiResponse(responseCode = "422", description = "`AMOUNT_MISMATCH`")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/orders/{orderId}/payment/confirmation")
    Confirmation confirm(
            @CurrentCart @Parameter(hidden = true) CartId cartId, @PathVariable OrderId orderId) {
        return confirmed(current(own(cartId, orderId)));
    }

    @Operation(
            summary = "What a browser needs to pay an order at Stripe",
            description =
                    "Stripe's element in the browser takes the card and confirms the intent with its client secret;"
                            + " nothing of the card comes to us. An order that was to be paid otherwise is paid at"
                            + " Stripe from now on.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject("{\"orderId\": \"order-0197…\"}")))
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no such order of this shopper")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`ALREADY_CONFIRMED`, `ALREADY_CANCELLED`, `ALREADY_PAID`, `ALREADY_REPLACED`,"
                            + " `NO_LONGER_WANTED`, `NOTHING_TO_PAY`, `ORDER_CHANGED`, `EDIT_OPEN`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`UNKNOWN_PAYMENT_PROVIDER`: This shop does not work with that payment provider")
    @ApiResponse(
            responseCode = "503",
            description =
                    "`PAYMENT_NOT_STARTED`: the provider is still being asked; send it again in a moment, `PROVIDER_UNAVAILABLE`: send it again in a moment")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/payments/stripe/intents")
    StripeIntent intent(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @Valid @RequestBody WantedIntent wanted,
            NewIds ids) {
        var order = unpaid(cartId, wanted.orderId());
        var payment = current(order);
        if (!payment.provider().equals(STRIPE)
                || payment.status() == PaymentStatus.DECLINED
                || order.isToBePaidAnew() && order.editPaymentId() == null) {
            payAgain(cartId, order, STRIPE, BROWSER, ids);
            payment = current(own(cartId, wanted.orderId()));
        }
        return desk.stripeIntent(payment);
    }

    @Operation(
            summary = "Asks Stripe now whether an intent is paid",
            description = "For a browser that has just confirmed it.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(
            responseCode = "404",
            description = "`UNKNOWN_CAPTURE`, `NOT_FOUND`: no intent of this shopper")
    @ApiResponse(responseCode = "503", description = "`PROVIDER_UNAVAILABLE`")
    @ApiResponse(responseCode = "409", description = "`CHARGED_TWICE`, `NOT_CANCELLED`")
    @ApiResponse(responseCode = "422", description = "`AMOUNT_MISMATCH`")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/payments/stripe/intents/{intentId}/confirmation")
    Confirmation confirmIntent(
            @CurrentCart @Parameter(hidden = true) CartId cartId, @PathVariable String intentId) {
        var payment = desk.ofStripeIntent(intentId);
        own(cartId, payment.orderId());
        return confirmed(payment);
    }

    @Operation(
            summary = "Asks for the money on the shopper's phone",
            description = "An M-Pesa push (STK): the shopper enters his PIN there.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            """
                                            {"orderId": "order-0197…", "phoneNumber": "0712 345 678"}\
                                            """)))
    @ApiResponse(responseCode = "202", description = "The push is on its way")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no such order of this shopper")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`ALREADY_CONFIRMED`, `ALREADY_CANCELLED`, `ALREADY_PAID`, `ALREADY_REPLACED`,"
                            + " `NO_LONGER_WANTED`, `NOTHING_TO_PAY`, `ORDER_CHANGED`, `EDIT_OPEN`")
    @ApiResponse(
            responseCode = "422",
            description =
                    "`UNKNOWN_PAYMENT_PROVIDER`: This shop does not work with that payment provider, `UNUSABLE_PAYMENT_TOKEN`: the provider cannot be asked with this token")
    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/payments/mpesa/stk-push")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedPayment push(
            @CurrentCart @Parameter(hidden = true) CartId cartId,
            @Valid @RequestBody Push push,
            NewIds ids) {
        var order = unpaid(cartId, push.orderId());
        return payAgain(cartId, order, MPESA, push.phoneNumber(), ids);
    }

    private RequestedPayment payAgain(
            CartId cartId, OrderSummary order, String provider, String token, NewIds ids) {
        CartContent shopper = commands.sendAndWait(new ReadCart(cartId));
        var kept = providers.tokenToKeep(provider, shopper.customerId(), token);
        return order.isToBePaidAnew()
                ? payWhatIsMissing(order, provider, kept, ids)
                : replace(current(order), provider, kept, ids);
    }

    private RequestedPayment payWhatIsMissing(
            OrderSummary order, String provider, String kept, NewIds ids) {
        OrderAccount account = commands.sendAndWait(new ReadAccount(order.orderId()));
        var payments = new ArrayList<PaymentSummary>();
        for (var payment : account.payments()) {
            payments.add(commands.sendAndWait(new ReadPayment(payment)));
        }
        var missing = account.missing(payments);
        if (!missing.isPositive()) {
            throw new CommandRejected(OrderRejection.NOTHING_TO_PAY);
        }
        var editId = new EditId(ids.next(EditId.OF_REPAYMENT));
        commands.sendAndWait(
                new RequestRepayment(
                        order.orderId(),
                        editId,
                        missing,
                        account.due(),
                        provider,
                        kept,
                        clock.instant()));
        return new RequestedPayment(PaymentId.of(editId));
    }

    private RequestedPayment replace(
            PaymentSummary current, String provider, String kept, NewIds ids) {
        var replacement =
                new PaymentId(
                        ids.next(current.paymentId().isOfEdit() ? "payment-edit-" : "payment-"));
        if (!replacement.equals(current.paymentId())) {
            desk.payAgain(current, replacement, provider, kept);
        }
        return new RequestedPayment(replacement);
    }

    private Confirmation confirmed(PaymentSummary payment) {
        desk.confirm(payment.paymentId());
        var now = desk.current(payment.paymentId()).orElse(payment);
        return new Confirmation(now.paymentId(), now.status());
    }

    /// Of the change that waits for it, else of the order itself.
    private PaymentSummary current(OrderSummary order) {
        var change = order.editPaymentId();
        return desk.current(change == null ? order.paymentId() : change)
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "PAYMENT_NOT_STARTED",
                                "The order is still being looked at; send the request again in a moment.",
                                null));
    }

    private OrderSummary unpaid(CartId cartId, OrderId orderId) {
        var order = own(cartId, orderId);
        if (order.editPaymentId() != null) {
            return order;
        }
        return switch (order.status()) {
            case PENDING -> order;
            case CONFIRMED, PROCESSING, PARTLY_SHIPPED, SHIPPED, DELIVERED -> {
                if (!order.unpaid()) {
                    throw new CommandRejected(ALREADY_CONFIRMED);
                }
                yield order;
            }
            case CANCELLED -> throw new CommandRejected(ALREADY_CANCELLED);
        };
    }

    private OrderSummary own(CartId cartId, OrderId orderId) {
        OrderSummary order = commands.sendAndWait(new ReadOrder(orderId));
        if (!cartId.equals(order.cartId()) || order.paymentId() == null) {
            throw ProblemException.notFound("order " + orderId);
        }
        return order;
    }
}
