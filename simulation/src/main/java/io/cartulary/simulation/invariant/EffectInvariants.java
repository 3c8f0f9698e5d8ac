package io.cartulary.simulation.invariant;

import static io.cartulary.simulation.world.Violation.unless;

import io.cartulary.command.effect.ledger.Effect;
import io.cartulary.command.effect.ledger.EffectState;
import io.cartulary.events.payment.PaymentEvent.*;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/// Each effect that an event asks for is recorded once, and ends.
final class EffectInvariants {

    private final Map<String, Object> causes = new LinkedHashMap<>();

    void clear() {
        causes.clear();
    }

    void on(DomainEventMessage<?> event) {
        switch (event.getPayload()) {
            case PaymentRequested cause -> causes.put(event.getIdentifier(), cause);
            case CaptureRequested cause -> causes.put(event.getIdentifier(), cause);
            case PaymentCancelled cause -> causes.put(event.getIdentifier(), cause);
            case RefundRequested cause -> causes.put(event.getIdentifier(), cause);
            default -> {
                /* nothing is asked of a provider */
            }
        }
    }

    void close(List<Effect> effects) {
        var recorded = new HashMap<String, Effect>();
        for (var effect : effects) {
            unless(
                    recorded.put(effect.causeEventId(), effect) == null,
                    "an effect is recorded once",
                    effect.kind(),
                    " of ",
                    effect.subject());
            unless(
                    effect.state() == EffectState.DONE || effect.state() == EffectState.GIVEN_UP,
                    "every effect ends",
                    effect.kind(),
                    " of ",
                    effect.subject(),
                    " is ",
                    effect.state());
        }
        causes.forEach((id, cause) -> unless(recorded.containsKey(id), "no effect is lost", cause));
    }
}
