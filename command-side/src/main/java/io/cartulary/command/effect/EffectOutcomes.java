package io.cartulary.command.effect;

import io.cartulary.command.effect.ledger.EffectLedger;
import io.cartulary.command.effect.ledger.EffectState;
import java.time.InstantSource;
import java.util.Collection;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Where a context says what it learned about effects in another way than by their own attempts.
@Component
public class EffectOutcomes {

    private final EffectLedger ledger;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    public EffectOutcomes(
            EffectLedger ledger, TransactionTemplate transactions, InstantSource clock) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Parked effects with these keys have ended.
    public void learn(String kind, Collection<String> keys, String outcome) {
        if (!keys.isEmpty()) {
            ledger.learn(kind, keys, outcome, clock.instant());
        }
    }

    /// Staff did by hand what this effect is for: `record` says so, and no one begins to try it
    /// meanwhile.
    ///
    /// @return `false` when it is being tried or about to be, so that it might be done twice
    public boolean doneByHand(String kind, String subject, String key, Runnable record) {
        return Boolean.TRUE.equals(
                transactions.execute(_ -> {
                    var effect = ledger.findForChange(kind, subject, key);
                    if (effect.filter(one -> one.state() == EffectState.DUE).isPresent()) {
                        return false;
                    }
                    record.run();
                    return true;
                }));
    }

    /// The target reported that an effect failed after all which seemed done; it waits for staff.
    public void park(String kind, String subject, String key, String why) {
        ledger.park(kind, subject, key, why);
    }
}
