package io.cartulary.command.effect;

import java.time.InstantSource;
import java.util.Collection;
import org.springframework.stereotype.Component;

/// Where a context says what it learned about effects in another way than by their own attempts.
@Component
public class EffectOutcomes {

    private final EffectLedger ledger;
    private final InstantSource clock;

    EffectOutcomes(EffectLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Parked effects with these keys have ended.
    public void learn(String kind, Collection<String> keys, String outcome) {
        if (!keys.isEmpty()) {
            ledger.learn(kind, keys, outcome, clock.instant());
        }
    }

    /// The target told of an effect that seemed done that it failed after all; it waits for staff.
    public void park(String kind, String subject, String key, String why) {
        ledger.park(kind, subject, key, why);
    }
}
