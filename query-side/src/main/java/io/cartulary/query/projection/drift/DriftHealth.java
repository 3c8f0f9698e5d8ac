package io.cartulary.query.projection.drift;

import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/// Shows how many objects of each projection drift. What is shown wrongly of a few objects closes
/// no shop, so it is always up.
@Component("driftHealthIndicator")
class DriftHealth extends AbstractHealthIndicator {

    private final DriftFindings findings;

    DriftHealth(DriftFindings findings) {
        this.findings = findings;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        findings.checks()
                .values()
                .forEach(check ->
                        health.withDetail(
                                check.projection(),
                                Map.of(
                                        "driftingObjects", check.drifting(),
                                        "checkedAt", check.checkedAt())));
    }
}
