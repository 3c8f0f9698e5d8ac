package io.cartulary.query.publishing;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.family.EventFamilies;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.springframework.kafka.config.TopicBuilder;

/// The topics that domain events go to: `cartulary.order`, `cartulary.payment` and so on.
final class EventTopics {

    private static final String PREFIX = "cartulary.";

    private EventTopics() {}

    /// A record's time is that of its arrival. Kafka counts its retention from it, and would remove
    /// an event that was recorded long ago as soon as it is published.
    static NewTopic[] all(int partitions) {
        return EventFamilies.contexts()
                .map(context ->
                        TopicBuilder.name(PREFIX + context)
                                .partitions(partitions)
                                .config(
                                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                        TimestampType.LOG_APPEND_TIME.name)
                                .build())
                .toArray(NewTopic[]::new);
    }

    static String of(DomainEvent event) {
        return PREFIX + EventFamilies.contextOf(event.getClass());
    }
}
