package io.cartulary.eventstore;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Ready once the event store answers; says in one sentence what is missing otherwise.
@Component("eventStoreHealthIndicator")
class EventStoreHealth implements HealthIndicator {

    private final EventStoreHead head;
    private final String kind;

    EventStoreHealth(EventStoreHead head, @Value("${cartulary.event-store}") String kind) {
        this.head = head;
        this.kind = kind;
    }

    @Override
    public Health health() {
        try {
            return Health.up().withDetail("kind", kind).withDetail("head", head.index()).build();
        } catch (RuntimeException e) {
            return Health.outOfService()
                    .withDetail("kind", kind)
                    .withDetail(
                            "message",
                            "The event store (%s) does not answer: %s"
                                    .formatted(kind, e.getMessage()))
                    .build();
        }
    }
}
