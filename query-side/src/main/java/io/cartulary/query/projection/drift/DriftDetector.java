package io.cartulary.query.projection.drift;

import static java.util.Comparator.comparing;

import io.cartulary.eventstore.outage.FailureLog;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.answer.NotYetVisible;
import io.cartulary.query.projection.drift.DriftCheck.Result;
import io.cartulary.query.projection.drift.DriftFindings.Check;
import io.cartulary.query.projection.drift.DriftFindings.DriftingObject;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Checks a few objects of one projection after another in the background. Of several nodes one
/// does it at a time.
@Component
@EnableConfigurationProperties(DriftProperties.class)
class DriftDetector implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DriftDetector.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /// Objects that are known to drift and are checked again with each sample.
    private static final int CHECKED_AGAIN = 20;

    private final List<ProjectionDefinition> definitions;
    private final DriftCheck check;
    private final DriftFindings findings;
    private final SampledObjects samples;
    private final DriftProperties properties;
    private final InstantSource clock;
    private final MultiGauge drifting;
    private final FailureLog outcome = new FailureLog(log, "Looking for drift");
    private volatile ScheduledExecutorService looks;

    DriftDetector(
            List<ProjectionDefinition> definitions,
            DriftCheck check,
            DriftFindings findings,
            SampledObjects samples,
            DriftProperties properties,
            InstantSource clock,
            MeterRegistry metrics) {
        this.definitions = definitions;
        this.check = check;
        this.findings = findings;
        this.samples = samples;
        this.properties = properties;
        this.clock = clock;
        this.drifting =
                MultiGauge.builder("cartulary.projection.drift.objects")
                        .description("Objects whose live rows do not follow from their events")
                        .register(metrics);
    }

    @Override
    public void start() {
        looks =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("drift-detector").factory());
        var pause = shorter(BETWEEN_LOOKS, properties.every()).toMillis();
        if (pause > 0) {
            looks.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        var last = looks;
        looks = null;
        last.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return looks != null;
    }

    private void look() {
        try {
            if (samples.areFound()) {
                checkNext();
            }
            measure();
            outcome.succeeded();
        } catch (NotYetVisible _) {
            // it is not live yet
        } catch (RuntimeException e) {
            if (looks != null) {
                outcome.failed(e);
            }
        }
    }

    /// Unless another node did a moment ago, the one that was checked longest ago.
    private void checkNext() {
        var checks = findings.checks();
        var last = checks.values().stream().map(Check::checkedAt).max(Instant::compareTo);
        if (last.isPresent() && last.get().plus(properties.every()).isAfter(clock.instant())) {
            return;
        }
        definitions.stream()
                .filter(definition -> definition.objectRows().isPresent())
                .min(comparing(definition -> checkedAt(definition, checks)))
                .ifPresent(this::check);
    }

    private static Instant checkedAt(ProjectionDefinition definition, Map<String, Check> checks) {
        return Optional.ofNullable(checks.get(definition.name()))
                .map(Check::checkedAt)
                .orElse(Instant.EPOCH);
    }

    /// A sample of objects, and those that are known to drift.
    void check(ProjectionDefinition definition) {
        var known =
                findings.drifting(definition.name(), CHECKED_AGAIN).stream()
                        .map(DriftingObject::object)
                        .toList();
        check(definition, known, properties.sample());
    }

    /// These objects only.
    void check(ProjectionDefinition definition, Collection<String> objects) {
        check(definition, objects, 0);
    }

    private void check(ProjectionDefinition definition, Collection<String> objects, int more) {
        var rows = definition.objectRows().orElseThrow();
        var result = check.run(definition, rows, new LinkedHashSet<>(objects), more);
        findings.record(result);
        report(result);
        measure();
    }

    private static void report(Result result) {
        result.drifting()
                .forEach((object, tables) ->
                        log.warn(
                                "Rows of {} in {} do not follow from its events: {}",
                                object,
                                result.generation(),
                                tables.stream().map(table -> table.table()).toList()));
    }

    private void measure() {
        drifting.register(
                findings.checks().values().stream()
                        .<MultiGauge.Row<?>>map(check ->
                                MultiGauge.Row.of(
                                        Tags.of("projection", check.projection()),
                                        check.drifting()))
                        .toList(),
                true);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
