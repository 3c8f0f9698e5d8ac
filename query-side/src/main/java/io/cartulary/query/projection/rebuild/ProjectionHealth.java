package io.cartulary.query.projection.rebuild;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.cartulary.eventstore.outage.ProcessorFailures;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.rebuild.Generations.Entry;
import io.cartulary.query.projection.rebuild.Generations.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/// Down while a projection that is needed to serve stands still on this node, with the reason; it
/// belongs to readiness. Of the others it shows the reason only.
@Component("projectionsHealthIndicator")
class ProjectionHealth extends AbstractHealthIndicator {

    private final Map<String, Boolean> neededToServe;
    private final Generations generations;
    private final ProjectionProgress progress;
    private final ProcessorFailures failures;

    ProjectionHealth(
            List<ProjectionDefinition> definitions,
            Generations generations,
            ProjectionProgress progress,
            ProcessorFailures failures) {
        this.neededToServe =
                definitions.stream()
                        .collect(
                                toUnmodifiableMap(
                                        ProjectionDefinition::name,
                                        ProjectionDefinition::isNeededToServe));
        this.generations = generations;
        this.progress = progress;
        this.failures = failures;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        generations.present().stream()
                .filter(entry -> entry.state() == State.LIVE)
                .forEach(live -> show(live, health));
    }

    private void show(Entry live, Health.Builder health) {
        var processor = live.id().processor();
        var reached = progress.of(live.id());
        var details = new LinkedHashMap<String, Object>();
        details.put("generation", live.generation());
        details.put("position", reached.position());
        details.put("lagEvents", reached.lagEvents());
        details.put("lagSeconds", reached.lagSeconds());
        details.put("parkedEvents", reached.parkedEvents());
        failures.at(processor, reached.position())
                .ifPresent(reason -> {
                    details.put("failure", reason);
                    if (neededToServe.getOrDefault(live.projection(), false)) {
                        health.down();
                    }
                });
        health.withDetail(live.projection(), details);
    }
}
