package io.cartulary.standalone;

import io.cartulary.embedded.parts.EmbeddedParts;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Which of the embedded servers run. One that does not is being started again; the shop does
/// meanwhile what it can without it.
record PartsHealth(EmbeddedParts parts) implements HealthIndicator {
    @Override
    public Health health() {
        var running = parts.running();
        var health = running.containsValue(false) ? Health.down() : Health.up();
        running.forEach((part, runs) ->
                health.withDetail(part.title(), runs ? "running" : "being started again"));
        return health.build();
    }
}
