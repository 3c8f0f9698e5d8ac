package io.cartulary.command.payment.service;

import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.payment.reconciliation.Reconciliation;
import io.cartulary.command.payment.service.PayableOrders.PayableOrder;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.problem.ProblemException;
import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// What a shopper does about the payment of an order: pay in another way, or have the provider
/// asked.
@Component
public class PaymentService {

    private final CommandGateway commands;
    private final PayableOrders orders;
    private final PaymentProviders providers;
    private final Reconciliation reconciliation;

    PaymentService(
            CommandGateway commands,
            PayableOrders orders,
            PaymentProviders providers,
            Reconciliation reconciliation) {
        this.commands = commands;
        this.orders = orders;
        this.providers = providers;
        this.reconciliation = reconciliation;
    }

    public record RequestedPayment(PaymentId paymentId) {}

    public record Confirmation(PaymentId paymentId, PaymentState status) {}

    /// Pays at a provider from now on, instead of by the payment that was asked for before; of an
    /// order whose authorised money will not come, what is missing.
    public RequestedPayment pay(
            CartId cartId, OrderId orderId, String provider, String token, NewIds ids) {
        return pay(orders.payable(cartId, orderId), provider, token, ids);
    }

    /// The payment by which an order is paid at a provider: the one that was asked for before when
    /// it is the provider's and can still bring the money, else another in its place.
    public CurrentPayment payAt(
            CartId cartId, OrderId orderId, String provider, String token, NewIds ids) {
        var order = orders.payable(cartId, orderId);
        var payment = current(order.paymentId());
        if (payment.provider().equals(provider)
                && payment.status() != PaymentState.DECLINED
                && (!order.owing() || order.repaying())) {
            return payment;
        }
        pay(order, provider, token, ids);
        return current(orders.paymentOf(cartId, orderId));
    }

    /// Asks the provider now whether an order is paid.
    public Confirmation confirm(CartId cartId, OrderId orderId) {
        return confirm(current(orders.paymentOf(cartId, orderId)));
    }

    /// Asks the provider now how a payment of the shopper's order stands.
    public Confirmation confirm(CartId cartId, CurrentPayment payment) {
        orders.paymentOf(cartId, payment.orderId());
        return confirm(payment);
    }

    private Confirmation confirm(CurrentPayment payment) {
        reconciliation.one(payment.paymentId());
        var now = current(payment.paymentId());
        return new Confirmation(now.paymentId(), now.status());
    }

    private RequestedPayment pay(PayableOrder order, String provider, String token, NewIds ids) {
        var kept = providers.tokenToKeep(provider, order.customerId(), token);
        return new RequestedPayment(
                order.owing()
                        ? orders.requestMissing(order.orderId(), provider, kept, ids)
                        : replace(current(order.paymentId()), provider, kept, ids));
    }

    private PaymentId replace(
            CurrentPayment current, String provider, String keptToken, NewIds ids) {
        var replacement = new PaymentId(ids.next("payment-"));
        if (!replacement.equals(current.paymentId())) {
            commands.sendAndWait(
                    new ReplacePayment(current.paymentId(), replacement, provider, keptToken));
        }
        return replacement;
    }

    /// The payment that is to bring the money now: `first`, or what replaced it.
    private CurrentPayment current(PaymentId first) {
        var payment = find(first).orElseThrow(PaymentService::notStarted);
        while (payment.replacement() != null) {
            var next = find(payment.replacement());
            if (next.isEmpty()) {
                return payment;
            }
            payment = next.get();
        }
        return payment;
    }

    /// Absent as long as it was not asked for.
    public Optional<CurrentPayment> find(PaymentId paymentId) {
        try {
            return Optional.of(commands.sendAndWait(new ReadPayment(paymentId)));
        } catch (CommandExecutionException refusal) {
            if (refusal.getDetails().isEmpty()) {
                throw refusal;
            }
            return Optional.empty();
        }
    }

    /// The answer while the provider has not been asked yet.
    public static ProblemException notStarted() {
        return new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "PAYMENT_NOT_STARTED",
                "The payment is still being requested; send the request again in a moment.",
                null);
    }
}
