package io.cartulary.command.processing;

import java.util.LinkedHashMap;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/// Down while a processor of this node stands still, with the reason; it belongs to readiness. One
/// that has parked events is up, since everything else flows on, and shows how many.
@Component("processorsHealthIndicator")
class ProcessorHealth extends AbstractHealthIndicator {

    private final ProcessorProgress progress;

    ProcessorHealth(ProcessorProgress progress) {
        this.progress = progress;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        new TreeMap<>(progress.read())
                .forEach((processor, state) -> {
                    var details = new LinkedHashMap<String, Object>();
                    details.put("position", state.position());
                    details.put("lagEvents", state.lagEvents());
                    details.put("lagSeconds", state.lagSeconds());
                    details.put("parkedEvents", state.parked());
                    state.failure()
                            .ifPresent(reason -> {
                                details.put("failure", reason);
                                health.down();
                            });
                    health.withDetail(processor, details);
                });
    }
}
