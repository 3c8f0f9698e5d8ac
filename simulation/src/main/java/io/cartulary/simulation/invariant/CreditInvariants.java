package io.cartulary.simulation.invariant;

import static io.cartulary.simulation.invariant.CheckedLife.minor;
import static io.cartulary.simulation.world.Violation.unless;

import io.cartulary.events.credit.CreditEvent.*;
import io.cartulary.events.payment.RefundId;
import io.cartulary.simulation.bank.Ledger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Credit is spent once and never below zero. What it pays is written into the ledger, as by a
/// bank.
final class CreditInvariants {

    private final CheckedLife life;
    private final Ledger ledger;
    private final Map<String, Credit> credits = new LinkedHashMap<>();

    CreditInvariants(CheckedLife life, Ledger ledger) {
        this.life = life;
        this.ledger = ledger;
    }

    private static final class Credit {
        private long balance;
        private long kept;
        private final Map<String, Long> purchases = new HashMap<>();
        private final Map<String, Long> spent = new HashMap<>();
    }

    void clear() {
        credits.clear();
    }

    void on(Object event) {
        switch (event) {
            case CreditGranted grant -> onGrant(grant);
            case CreditReserved kept -> onKept(kept);
            case CreditSpent spent -> onSpent(spent);
            case CreditReleased released -> {
                var credit = credits.get(released.accountId().value());
                var kept = credit.purchases.remove(released.purchase());
                unless(kept != null, "only kept credit is freed, and once", released);
                credit.kept -= kept;
            }
            default -> {
                /* of another family */
            }
        }
    }

    private void onGrant(CreditGranted grant) {
        var credit = credits.computeIfAbsent(grant.accountId().value(), _ -> new Credit());
        credit.balance += minor(grant.amount());
        unless(
                minor(grant.balance()) == credit.balance,
                "credit is what its events add up to",
                grant);
        if (grant.reason() == GrantReason.REFUND) {
            var payment = life.refunds.get(new RefundId(grant.reference())).paymentId();
            ledger.giveBack(payment.value(), minor(grant.amount()));
        }
    }

    private void onKept(CreditReserved kept) {
        var credit = credits.get(kept.accountId().value());
        credit.kept += minor(kept.amount());
        credit.purchases.put(kept.purchase(), minor(kept.amount()));
        unless(
                credit.kept <= credit.balance,
                "credit is never spent twice",
                kept,
                " of ",
                credit.balance);
    }

    private void onSpent(CreditSpent spent) {
        var credit = credits.get(spent.accountId().value());
        var kept = credit.purchases.remove(spent.purchase());
        unless(
                kept != null && credit.spent.put(spent.purchase(), kept) == null,
                "only kept credit is spent, and once",
                spent);
        credit.kept -= kept;
        credit.balance -= kept;
        unless(credit.balance >= 0, "credit is never below zero", spent);
        ledger.take(spent.purchase(), kept);
    }

    void close() {
        for (var credit : credits.entrySet()) {
            unless(
                    credit.getValue().purchases.isEmpty(),
                    "no credit stays reserved",
                    credit.getKey());
        }
    }
}
