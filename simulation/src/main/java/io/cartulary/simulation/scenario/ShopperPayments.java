package io.cartulary.simulation.scenario;

import io.cartulary.command.credit.CreditInMemory;
import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.MissingMoney;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderState;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentsInMemory;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.simulation.bank.CardBank;
import io.cartulary.simulation.bank.SimulatedBank;
import io.cartulary.simulation.world.World;
import java.time.Duration;
import java.util.function.IntSupplier;

/// How the shopper pays, and pays again: another way, what an edit costs more, and what did not
/// come.
final class ShopperPayments {

    private final World world;
    private final RetriedRequests requests;
    private final Market market;
    private final OrderId orderId;
    private final String shopper;
    private final int number;
    private final IntSupplier acts;
    private PaymentId payment;

    /// @param acts counts what is done with the order, for names that are given once
    ShopperPayments(
            World world,
            RetriedRequests requests,
            Market market,
            OrderId orderId,
            int number,
            IntSupplier acts) {
        this.world = world;
        this.requests = requests;
        this.market = market;
        this.orderId = orderId;
        this.shopper = "shopper " + number;
        this.number = number;
        this.acts = acts;
        this.payment = new PaymentId("payment-" + number);
    }

    /// The order's own payment, the last attempt.
    PaymentId payment() {
        return payment;
    }

    String provider() {
        var random = world.random();
        return random.in(0.5)
                ? SimulatedBank.NAME
                : random.in(0.5)
                        ? CardBank.NAME
                        : random.in(0.6)
                                ? PaymentsInMemory.CASH_ON_DELIVERY
                                : CreditInMemory.GIFT_CARD;
    }

    String token(String provider) {
        return switch (provider) {
            case SimulatedBank.NAME -> world.random().of(SimulatedBank.TOKENS);
            case CardBank.NAME -> world.random().of(CardBank.TOKENS);
            case PaymentsInMemory.CASH_ON_DELIVERY -> "cash";
            default -> market.giftCard().value();
        };
    }

    void payOtherwise() {
        if (!requests.ask(shopper, new ReadOrder(orderId), CurrentOrder.class)
                .filter(order -> order.status() == OrderState.PENDING)
                .isPresent()) {
            return;
        }
        var replacement = new PaymentId("payment-" + number + "-" + acts.getAsInt());
        var before = payment;
        var provider = provider();
        var token = token(provider);
        requests.send(
                shopper,
                Duration.ZERO,
                () -> new ReplacePayment(before, replacement, provider, token),
                answer -> {
                    if (!answer.isRefused()) {
                        payment = replacement;
                    }
                });
    }

    void payMissing() {
        var account =
                requests.ask(shopper, new ReadAccount(orderId), OrderAccount.class).orElseThrow();
        var missing = MissingMoney.of(account, requests.payments(account));
        if (missing.isPositive()) {
            var paymentId = new PaymentId("payment-" + number + "-missing-" + acts.getAsInt());
            var provider = provider();
            var token = token(provider);
            requests.send(
                    shopper,
                    Duration.ZERO,
                    () ->
                            new RequestRepayment(
                                    orderId,
                                    paymentId,
                                    missing,
                                    account.due(),
                                    provider,
                                    token,
                                    world.time().instant()),
                    _ -> {});
            if (world.random().in(0.2)) {
                world.time()
                        .in(world.random().within(Duration.ofMinutes(35)), this::payEditOtherwise);
            }
        }
    }

    void payEditOtherwise() {
        var open = requests.ask(shopper, new ReadOrder(orderId), CurrentOrder.class);
        if (open.isPresent() && open.get().isToBePaidAnew()) {
            payMissing();
        } else if (open.isPresent() && open.get().editPaymentId() != null) {
            var replacement =
                    new PaymentId("payment-change-" + number + "-again-" + acts.getAsInt());
            var provider = provider();
            var token = token(provider);
            requests.send(
                    shopper,
                    Duration.ZERO,
                    () ->
                            new ReplacePayment(
                                    open.get().editPaymentId(), replacement, provider, token),
                    _ -> {});
        }
    }
}
