package io.cartulary.command.effect;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/// How many effects wait: gauges `cartulary.effects.due` and `cartulary.effects.parked`, read at
/// most every ten seconds.
@Component
class EffectMetrics {

    private static final Duration READ_EVERY = Duration.ofSeconds(10);

    private final EffectLedger ledger;
    private Map<EffectState, Long> unfinished = Map.of();
    private long readAt = System.nanoTime() - READ_EVERY.toNanos();

    EffectMetrics(EffectLedger ledger, MeterRegistry meters) {
        this.ledger = ledger;
        Gauge.builder("cartulary.effects.due", () -> count(EffectState.DUE))
                .description("effects that are to be tried or being tried")
                .register(meters);
        Gauge.builder("cartulary.effects.parked", () -> count(EffectState.PARKED))
                .description("effects that wait for staff")
                .register(meters);
    }

    private synchronized long count(EffectState state) {
        if (System.nanoTime() - readAt >= READ_EVERY.toNanos()) {
            unfinished = ledger.unfinished();
            readAt = System.nanoTime();
        }
        return unfinished.getOrDefault(state, 0L);
    }
}
