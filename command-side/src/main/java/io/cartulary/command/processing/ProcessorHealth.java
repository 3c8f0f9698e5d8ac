package io.cartulary.command.processing;

import java.util.LinkedHashMap;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/// Down while a processor cannot handle an event on this node, with the reason. Commands are taken
/// all the same, so it does not belong to readiness.
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
                    state.failure()
                            .ifPresent(reason -> {
                                details.put("failure", reason);
                                health.down();
                            });
                    health.withDetail(processor, details);
                });
    }
}
