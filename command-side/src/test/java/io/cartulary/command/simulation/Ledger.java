package io.cartulary.command.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/// What those outside wrote down for themselves: whose money they took for which payment and gave
/// back, in minor units. We never read it but to compare.
final class Ledger {

    private final Map<String, Long> taken = new LinkedHashMap<>();
    private final Map<String, Long> givenBack = new LinkedHashMap<>();
    private final World world;

    Ledger(World world) {
        this.world = world;
    }

    void clear() {
        taken.clear();
        givenBack.clear();
    }

    void take(String payment, long amount) {
        world.tell("ledger", () -> payment + " takes " + amount);
        taken.merge(payment, amount, Long::sum);
    }

    void giveBack(String payment, long amount) {
        world.tell("ledger", () -> payment + " gives back " + amount);
        givenBack.merge(payment, amount, Long::sum);
        Violation.unless(
                givenBack(payment) <= taken(payment),
                "no refund above what was taken",
                payment,
                " took ",
                taken(payment),
                " and gave back ",
                givenBack(payment));
    }

    long taken(String payment) {
        return taken.getOrDefault(payment, 0L);
    }

    long givenBack(String payment) {
        return givenBack.getOrDefault(payment, 0L);
    }

    Iterable<String> payments() {
        return taken.keySet();
    }
}
