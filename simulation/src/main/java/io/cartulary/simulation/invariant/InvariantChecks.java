package io.cartulary.simulation.invariant;

import static io.cartulary.simulation.world.Violation.unless;

import io.cartulary.command.effect.ledger.Effect;
import io.cartulary.simulation.bank.Ledger;
import io.cartulary.simulation.world.World;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/// What must always hold, worked out from nothing but the events and what those outside wrote down
/// for themselves. Each family of invariants is a class of its own; they share a [CheckedLife].
public final class InvariantChecks {

    private final World world;
    private final CheckedLife life = new CheckedLife();
    private final StockInvariants stock;
    private final CouponInvariants coupons;
    private final CreditInvariants credits;
    private final OrderInvariants orders;
    private final PaymentInvariants payments;
    private final EffectInvariants effects = new EffectInvariants();
    private int read;

    public InvariantChecks(World world, Ledger ledger) {
        this.world = world;
        this.stock = new StockInvariants(life);
        this.coupons = new CouponInvariants(life);
        this.credits = new CreditInvariants(life, ledger);
        this.orders = new OrderInvariants(life, ledger);
        this.payments = new PaymentInvariants(life, ledger);
    }

    public void clear() {
        life.clear();
        stock.clear();
        coupons.clear();
        credits.clear();
        orders.clear();
        payments.clear();
        effects.clear();
        read = 0;
    }

    /// Reads what is new; whatever is wrong at any moment is found here.
    public void read(List<DomainEventMessage<?>> events) {
        for (; read < events.size(); read++) {
            var message = events.get(read);
            world.report("event", message::getPayload);
            life.at = message.getTimestamp();
            on(message);
        }
    }

    private void on(DomainEventMessage<?> message) {
        var event = message.getPayload();
        stock.on(event);
        coupons.on(event);
        credits.on(event);
        orders.on(event);
        effects.on(message);
        payments.on(event);
    }

    public PaymentInvariants payments() {
        return payments;
    }

    /// When nothing is left to happen.
    public void close(
            List<Effect> recorded, List<String> leftovers, List<String> pending, double alarms) {
        orders.close();
        stock.close();
        coupons.close();
        payments.close();
        effects.close(recorded);
        credits.close();
        unless(pending.isEmpty(), "no authorisation is forgotten", pending);
        unless(leftovers.isEmpty(), "nothing is left waiting", leftovers);
        unless(alarms == 0, "an honest provider raises no alarm", (int) alarms);
    }

    /// How orders ended, to see that much was tried.
    public Map<String, Integer> endings() {
        return orders.endings();
    }
}
