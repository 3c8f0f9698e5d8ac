package io.cartulary.simulation.bank;

import io.cartulary.simulation.world.Violation;
import io.cartulary.simulation.world.World;
import java.util.LinkedHashMap;
import java.util.Map;

/// What those outside wrote down for themselves: whose money they took for which payment, gave
/// back, and took from us for the payer's bank, in minor units. We never read it but to compare.
public final class Ledger {

    private final Map<String, Long> taken = new LinkedHashMap<>();
    private final Map<String, Long> givenBack = new LinkedHashMap<>();
    private final Map<String, Long> chargedBack = new LinkedHashMap<>();
    private final World world;

    public Ledger(World world) {
        this.world = world;
    }

    public void clear() {
        taken.clear();
        givenBack.clear();
        chargedBack.clear();
    }

    public void take(String payment, long amount) {
        world.report("ledger", () -> payment + " takes " + amount);
        taken.merge(payment, amount, Long::sum);
    }

    public void giveBack(String payment, long amount) {
        world.report("ledger", () -> payment + " gives back " + amount);
        givenBack.merge(payment, amount, Long::sum);
        check(payment);
    }

    /// A dispute is lost.
    void chargeBack(String payment, long amount) {
        world.report("ledger", () -> payment + " is charged back " + amount);
        chargedBack.merge(payment, amount, Long::sum);
        check(payment);
    }

    private void check(String payment) {
        Violation.unless(
                left(payment) >= 0,
                "no refund above what was taken",
                payment,
                " took ",
                taken(payment),
                " and gave back ",
                givenBack(payment),
                ", charged back ",
                chargedBack(payment));
    }

    public long taken(String payment) {
        return taken.getOrDefault(payment, 0L);
    }

    public long givenBack(String payment) {
        return givenBack.getOrDefault(payment, 0L);
    }

    public long chargedBack(String payment) {
        return chargedBack.getOrDefault(payment, 0L);
    }

    /// What we have of a payment.
    public long left(String payment) {
        return taken(payment) - givenBack(payment) - chargedBack(payment);
    }

    public Iterable<String> payments() {
        return taken.keySet();
    }
}
