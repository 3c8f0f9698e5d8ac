package io.cartulary.command.effect;

import static io.cartulary.eventstore.format.EventMetadata.CORRELATION_ID;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_COMMITTED;

import io.cartulary.command.effect.ledger.Effect;
import io.cartulary.command.effect.ledger.EffectLedger;
import io.cartulary.command.effect.ledger.EffectWorker;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Where a context says what is to be done outside.
@Component
public class Effects {

    private final EffectLedger ledger;
    private final EffectWorker worker;
    private final JsonMapper json;
    private final InstantSource clock;

    public Effects(EffectLedger ledger, EffectWorker worker, JsonMapper json, InstantSource clock) {
        this.ledger = ledger;
        this.worker = worker;
        this.json = json;
        this.clock = clock;
    }

    /// Records an effect in the transaction in which `cause` is handled; it is tried as soon as
    /// that is committed. A cause that is handled again records nothing.
    public <D> void record(NewEffect<D> effect, EventMessage<?> cause, UnitOfWork<?> handling) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("An effect is recorded in its cause's transaction");
        }
        var now = clock.instant();
        var origin = handling.getCorrelationData();
        var reserved = worker.reserve(effect.target());
        var recorded = Optional.<Effect>empty();
        try {
            recorded =
                    ledger.record(
                            new EffectLedger.Entry(
                                    EffectId.of(effect.kind().name(), cause.getIdentifier()),
                                    effect.kind().name(),
                                    effect.target(),
                                    effect.guarantee(),
                                    effect.subject(),
                                    effect.inOrder(),
                                    effect.key(),
                                    json.writeValueAsString(effect.details()),
                                    cause.getIdentifier(),
                                    text(origin.get(CORRELATION_ID)),
                                    json.writeValueAsString(Map.copyOf(origin))),
                            reserved ? worker.claimEnd(now) : null,
                            now);
        } finally {
            if (recorded.isEmpty() && reserved) {
                worker.giveBack(effect.target());
            }
        }
        recorded.ifPresent(entry ->
                TransactionSynchronizationManager.registerSynchronization(
                        new AfterCommit(entry, reserved)));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }

    private final class AfterCommit implements TransactionSynchronization {

        private final Effect effect;
        private final boolean reserved;

        AfterCommit(Effect effect, boolean reserved) {
            this.effect = effect;
            this.reserved = reserved;
        }

        @Override
        public void afterCompletion(int status) {
            var claimed = effect.attempts() > 0;
            if (status == STATUS_COMMITTED && claimed) {
                worker.begin(effect, false);
                return;
            }
            if (reserved) {
                worker.giveBack(effect.target());
            }
            if (status == STATUS_COMMITTED) {
                worker.wake();
            }
        }
    }
}
