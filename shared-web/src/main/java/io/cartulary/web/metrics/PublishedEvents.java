package io.cartulary.web.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.eventhandling.EventBus;
import org.springframework.stereotype.Component;

/// Counts the events this process publishes: one number, because a counter of each kind would cost
/// every command time.
@Component
class PublishedEvents {

    PublishedEvents(EventBus events, MeterRegistry meters) {
        var published =
                Counter.builder("cartulary.events.published")
                        .description("Events that commands of this process led to")
                        .register(meters);
        events.subscribe(batch -> published.increment(batch.size()));
    }
}
