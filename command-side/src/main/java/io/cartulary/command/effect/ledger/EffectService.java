package io.cartulary.command.effect.ledger;

import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.effect.EffectId;
import io.cartulary.web.problem.ProblemException;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What staff decide about parked effects.
@Component
class EffectService {

    private final EffectLedger ledger;
    private final EffectWorker worker;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    EffectService(
            EffectLedger ledger,
            EffectWorker worker,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.ledger = ledger;
        this.worker = worker;
        this.transactions = transactions;
        this.clock = clock;
    }

    Effect retry(EffectId effectId, boolean didNotHappen, String staff) {
        transactions.executeWithoutResult(_ -> {
            var effect = parked(effectId);
            if (effect.inDoubt()
                    && !didNotHappen
                    && effect.guarantee() == EffectGuarantee.AT_MOST_ONCE) {
                throw new ProblemException(
                        HttpStatus.CONFLICT,
                        "OUTCOME_UNKNOWN",
                        "It may have happened; make sure that it did not and say so.",
                        "didNotHappen");
            }
            ledger.retry(effect, didNotHappen || !effect.inDoubt(), staff, clock.instant());
        });
        worker.wake();
        return ledger.find(effectId).orElseThrow();
    }

    Effect giveUp(EffectId effectId, String staff) {
        transactions.executeWithoutResult(_ -> {
            // While this row is ours no one retries what is being given up.
            var effect = parked(effectId);
            worker.giveUp(effect);
            ledger.giveUp(effect, staff, clock.instant());
        });
        worker.wake();
        return ledger.find(effectId).orElseThrow();
    }

    private Effect parked(EffectId effectId) {
        var effect =
                ledger.findForChange(effectId)
                        .orElseThrow(() -> ProblemException.notFound("effect " + effectId));
        if (effect.state() != EffectState.PARKED) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "EFFECT_NOT_PARKED",
                    "Only a parked effect waits for a decision.",
                    null);
        }
        return effect;
    }
}
