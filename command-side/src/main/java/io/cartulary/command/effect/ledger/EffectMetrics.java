package io.cartulary.command.effect.ledger;

import io.cartulary.command.effect.ledger.EffectLedger.Unfinished;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// How many effects wait: gauges `cartulary.effects.due` and `cartulary.effects.parked`, and for
/// how long the oldest that is due has done so; read at most every ten seconds.
@Component
class EffectMetrics {

    private static final Duration READ_EVERY = Duration.ofSeconds(10);

    private final EffectLedger ledger;
    private Map<EffectState, Unfinished> unfinished = Map.of();
    private long readAt = System.nanoTime() - READ_EVERY.toNanos();

    EffectMetrics(EffectLedger ledger, MeterRegistry meters) {
        this.ledger = ledger;
        Gauge.builder("cartulary.effects.due", () -> read(EffectState.DUE).number())
                .description("effects that are to be tried or being tried")
                .register(meters);
        TimeGauge.builder(
                        "cartulary.effects.oldest.due",
                        () -> read(EffectState.DUE).oldestSeconds(),
                        TimeUnit.SECONDS)
                .description("age of the oldest effect that is to be tried or being tried")
                .register(meters);
        Gauge.builder("cartulary.effects.parked", () -> read(EffectState.PARKED).number())
                .description("effects that wait for staff")
                .register(meters);
    }

    private synchronized Unfinished read(EffectState state) {
        if (System.nanoTime() - readAt >= READ_EVERY.toNanos()) {
            unfinished = ledger.unfinished();
            readAt = System.nanoTime();
        }
        return unfinished.getOrDefault(state, Unfinished.NONE);
    }
}
