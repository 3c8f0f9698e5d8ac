package io.cartulary.simulation;

import io.cartulary.command.effect.EffectId;
import io.cartulary.command.effect.ledger.Effect;
import io.cartulary.command.effect.ledger.EffectState;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentsInMemory;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.RefundId;
import io.cartulary.simulation.bank.CardBank;
import io.cartulary.simulation.bank.Ledger;
import io.cartulary.simulation.bank.SimulatedBank;
import io.cartulary.simulation.invariant.InvariantChecks;
import io.cartulary.simulation.scenario.Market;
import io.cartulary.simulation.scenario.OrderScenario;
import io.cartulary.simulation.world.Crash;
import io.cartulary.simulation.world.SimulatedStore;
import io.cartulary.simulation.world.Trace;
import io.cartulary.simulation.world.Violation;
import io.cartulary.simulation.world.World;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Plays one seed after another. The same seed is always the same run, to the last event.
final class Simulation implements AutoCloseable {

    private static final Duration BUSY = Duration.ofHours(6);
    private static final int MOST_RETRIES = 3;
    private static final int LOOK_EVERY = 64;

    /// It takes as long as a quarter of a run, and a state that is wrong is wrong often.
    private static final int COMPARED = 4;

    private final World world;
    private final Ledger ledger;
    private final SimulatedBank bank;
    private final CardBank card;
    private final Shop shop;
    private final Market market;
    private final InvariantChecks checks;
    private final Clock clockBefore = GenericEventMessage.clock;
    private final Set<EffectId> takenUp = new HashSet<>();
    private final Set<String> paidOut = new HashSet<>();
    private final Map<String, Integer> retries = new HashMap<>();

    /// @param trace where every step is reported; nowhere when absent
    Simulation(@Nullable PrintStream trace) {
        this(trace, null);
    }

    /// @param store of every seed; drawn for each when absent
    Simulation(@Nullable PrintStream trace, @Nullable SimulatedStore store) {
        this.world = new World(new Trace(trace), store);
        this.ledger = new Ledger(world);
        this.bank = new SimulatedBank(world, ledger);
        this.card = new CardBank(world, ledger);
        this.shop = new Shop(world, bank, card);
        this.market = new Market(world, shop, bank);
        this.checks = new InvariantChecks(world, ledger);
        GenericEventMessage.clock = world.time();
    }

    /// What one seed came to.
    ///
    /// @param lives how many orders were placed and ended
    record Run(long seed, int lives, int events, int crashes, Map<String, Integer> endings) {}

    /// @throws Violation when something happened that must never happen
    Run run(long seed) {
        world.begin(seed);
        ledger.clear();
        bank.clear();
        card.clear();
        checks.clear();
        takenUp.clear();
        paidOut.clear();
        retries.clear();
        shop.clear();
        world.report("simulation", () -> "seed " + seed + ", " + world.conditions());
        var lives = world.random().between(4, 24);
        market.open(lives);
        shop.open();
        for (var number = 1; number <= lives; number++) {
            new OrderScenario(world, shop, market, ledger, number).begin(BUSY);
        }
        quiesce();
        card.charges()
                .forEach((payment, times) ->
                        Violation.unless(times == 1, "no one is charged twice", payment));
        checks.close(shop.effects(), shop.leftovers(), pending(), shop.alarms());
        if (seed % COMPARED == 0) {
            shop.compareWithEvents();
            endSnapshots();
        }
        return new Run(seed, lives, shop.events().size(), shop.crashes(), checks.endings());
    }

    /// Loading may begin a snapshot. Axon remembers that it is on its way until it is made, and
    /// would make none of that aggregate in any later run.
    private void endSnapshots() {
        var left = true;
        while (left) {
            left = world.turn();
        }
    }

    private void quiesce() {
        var left = true;
        for (var turn = 0; left; turn++) {
            try {
                shop.arm();
                left = world.turn();
            } catch (Crash crash) {
                world.report("shop", () -> "CRASHES");
            }
            if (shop.isDead()) {
                world.crash();
                shop.crash();
                left = true;
            }
            if (!left || turn % LOOK_EVERY == 0) {
                left |= staffLook();
            }
            Violation.unless(shop.isQuiet(), "whatever is begun is ended", "a transaction is open");
            checks.read(shop.events());
        }
    }

    /// Staff take up what is parked; `false` when there is nothing new.
    private boolean staffLook() {
        var found = false;
        for (var effect : shop.effects()) {
            if (effect.state() == EffectState.PARKED && takenUp.add(effect.effectId())) {
                found = true;
                world.time()
                        .in(
                                world.random().within(Duration.ofHours(12)),
                                () -> {
                                    takenUp.remove(effect.effectId());
                                    shop.effects().stream()
                                            .filter(now ->
                                                    now.effectId().equals(effect.effectId())
                                                            && now.state() == EffectState.PARKED)
                                            .forEach(this::decide);
                                });
            }
        }
        return found;
    }

    private void decide(Effect effect) {
        var refund =
                effect.kind().equals("payment-refund")
                        ? checks.payments().refund(effect.key())
                        : null;
        if (refund != null && !effect.inDoubt() && bankHas(refund)) {
            decideOnDisputed(effect, refund);
            return;
        }
        var tries = retries.merge(effect.effectId().value(), 1, Integer::sum);
        Violation.unless(
                tries < 10 * MOST_RETRIES, "staff can end every effect", effect.kind(), effect);
        var byHand =
                effect.target().equals(PaymentsInMemory.CASH_ON_DELIVERY) || tries > MOST_RETRIES;
        if (refund == null && tries > 1 && !effect.inDoubt()) {
            world.report("staff", () -> "give up " + effect.kind() + " of " + effect.subject());
            shop.giveUp(effect.effectId());
            return;
        }
        if (refund == null || effect.inDoubt() || !byHand) {
            world.report("staff", () -> "retry " + effect.kind() + " of " + effect.subject());
            shop.retry(effect.effectId());
            return;
        }
        if (paidOut.add(effect.key())) {
            ledger.giveBack(refund.paymentId().value(), refund.amount().getAmountMinorLong());
            card.handedOver(refund.paymentId(), refund.refundId(), refund.amount());
        }
        shop.ask("staff", new RecordRefund(refund.paymentId(), refund.refundId()));
    }

    /// Whether the payer's bank asks for the same money or took it.
    private boolean bankHas(RefundRequested refund) {
        return !paidOut.contains(refund.refundId().value())
                && card.disputed(refund.paymentId()) > 0
                && card.left(refund.paymentId()) < refund.amount().getAmountMinorLong();
    }

    /// What a bank took is not given back by us as well; staff wait until it has decided, and give
    /// back what is left. A gift that was given up leaves something only of a cancelled order.
    private void decideOnDisputed(Effect effect, RefundRequested refund) {
        var paymentId = refund.paymentId();
        if (!card.isDisputed(paymentId)
                && checks.payments().disputed(paymentId) == card.disputed(paymentId)) {
            world.report("staff", () -> "give up " + refund.refundId() + ", which a bank took");
            giveBackRestIn(Duration.ofMinutes(10), refund);
            shop.giveUp(effect.effectId());
        }
    }

    private void giveBackRestIn(Duration delay, RefundRequested refund) {
        world.time().in(delay, () -> giveBackRest(refund));
    }

    private void giveBackRest(RefundRequested refund) {
        var answered = false;
        try {
            var rest =
                    checks.payments().isAbandoned(refund)
                            ? checks.payments().toGiveBack(refund)
                            : 0;
            answered =
                    rest == 0
                            || !shop.ask(
                                            "staff",
                                            new RequestRefund(
                                                    refund.paymentId(),
                                                    RefundId.named(refund.refundId() + "/rest"),
                                                    Money.ofMinor(
                                                            refund.amount().getCurrencyUnit(),
                                                            rest),
                                                    refund.reason()))
                                    .isRefused();
        } finally {
            if (!answered) {
                giveBackRestIn(Duration.ofHours(2), refund);
            }
        }
    }

    private List<String> pending() {
        var pending = new ArrayList<>(bank.pending());
        pending.addAll(card.pending());
        return pending;
    }

    /// Of the last run, in their order.
    List<DomainEventMessage<?>> events() {
        return List.copyOf(shop.events());
    }

    /// By which two runs of one seed are compared.
    long fingerprint() {
        var print = 1L;
        for (var event : shop.events()) {
            print = 31 * print + event.getPayload().toString().hashCode();
            print = 31 * print + event.getTimestamp().hashCode();
        }
        return print;
    }

    @Override
    public void close() {
        GenericEventMessage.clock = clockBefore;
    }
}
