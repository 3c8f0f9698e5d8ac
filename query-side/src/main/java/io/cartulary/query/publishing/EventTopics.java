package io.cartulary.query.publishing;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.EventFamilies;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.config.TopicBuilder;

/// The topics that domain events go to: `cartulary.order`, `cartulary.payment` and so on.
final class EventTopics {

    private static final String PREFIX = "cartulary.";

    private EventTopics() {}

    static NewTopic[] all(int partitions) {
        return EventFamilies.ALL.stream()
                .map(family -> PREFIX + EventFamilies.contextOf(family))
                .map(name -> TopicBuilder.name(name).partitions(partitions).build())
                .toArray(NewTopic[]::new);
    }

    static String of(DomainEvent event) {
        return PREFIX + EventFamilies.contextOf(event.getClass());
    }
}
