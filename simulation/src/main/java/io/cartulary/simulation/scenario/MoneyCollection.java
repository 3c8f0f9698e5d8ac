package io.cartulary.simulation.scenario;

import static io.cartulary.simulation.scenario.ChosenGoods.cents;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.command.payment.PaymentsInMemory;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.simulation.Shop;
import io.cartulary.simulation.bank.Ledger;
import io.cartulary.simulation.world.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.joda.money.Money;

/// How staff take money that was only authorised.
final class MoneyCollection {

    private final World world;
    private final Shop shop;
    private final RetriedRequests requests;
    private final Ledger ledger;
    private final OrderId orderId;
    private final IntSupplier acts;

    /// What staff asked for last of authorised money, until it is answered, and when they took the
    /// last of it.
    private final Map<PaymentId, RequestCapture> captures = new HashMap<>();

    private final Map<PaymentId, Instant> lastCaptures = new HashMap<>();

    MoneyCollection(
            World world,
            Shop shop,
            RetriedRequests requests,
            Ledger ledger,
            OrderId orderId,
            IntSupplier acts) {
        this.world = world;
        this.shop = shop;
        this.requests = requests;
        this.ledger = ledger;
        this.orderId = orderId;
        this.acts = acts;
    }

    /// Takes money that was only authorised, all of it or a part at a time; `false` while that is
    /// not done.
    ///
    /// @param delivered whether the courier has brought what is paid at the door
    boolean collect(boolean delivered) {
        var account =
                requests.ask("staff", new ReadAccount(orderId), OrderAccount.class).orElseThrow();
        var all = true;
        for (var payer : requests.payments(account)) {
            if (payer.status() == PaymentState.AUTHORISED) {
                all = false;
                if (delivered || !isCash(payer)) {
                    collect(payer, account.due());
                }
            }
        }
        return all;
    }

    /// What was asked for is asked for again until it is answered.
    private void collect(CurrentPayment payer, Money due) {
        var wanted = captures.get(payer.paymentId());
        if (wanted == null) {
            var last = lastCaptures.get(payer.paymentId());
            var isOnItsWay =
                    last != null && last.plus(OrderScenario.LONG).isAfter(world.time().instant());
            if (isOnItsWay || !left(payer).isPositive()) {
                return;
            }
            wanted = capture(payer, due);
            captures.put(payer.paymentId(), wanted);
            if (isCash(payer)) {
                ledger.take(payer.paymentId().value(), wanted.amount().getAmountMinorLong());
            }
        }
        var answer = shop.ask("staff", wanted);
        captures.remove(payer.paymentId());
        if (!answer.isRefused() && wanted.last()) {
            lastCaptures.put(payer.paymentId(), world.time().instant());
        }
    }

    private static boolean isCash(CurrentPayment payment) {
        return payment.provider().equals(PaymentsInMemory.CASH_ON_DELIVERY);
    }

    private Money left(CurrentPayment payer) {
        return isCash(payer)
                ? payer.amount().minus(cents(ledger.taken(payer.paymentId().value())))
                : payer.amount().minus(payer.captured());
    }

    /// All that is left, a part of it, or no more than the order costs now; after the last one the
    /// rest is called off.
    private RequestCapture capture(CurrentPayment payer, Money due) {
        var random = world.random();
        var left = left(payer);
        var amount = left;
        if (random.in(0.2) && due.isPositive() && due.isLessThan(left)) {
            amount = due;
        } else if (random.in(0.5) && left.getAmountMinorInt() > 1) {
            amount = cents(random.between(1, left.getAmountMinorInt() - 1));
        }
        var name = CaptureId.named(payer.paymentId() + "/" + acts.getAsInt());
        return new RequestCapture(
                payer.paymentId(), name, amount, amount.equals(left) || random.in(0.4));
    }
}
