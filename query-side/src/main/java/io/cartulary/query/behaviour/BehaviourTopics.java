package io.cartulary.query.behaviour;

import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.config.TopicBuilder;

/// The topics behaviour comes in by, and beside each the one for what could not be read.
final class BehaviourTopics {

    static final String USER_EVENTS = "user-events";
    static final String PRODUCT_VIEWS = "product-views";
    static final String CART_EVENTS = "cart-events";
    static final String SEARCH_EVENTS = "search-events";
    static final String PURCHASE_EVENTS = "purchase-events";

    static final String DEAD_LETTERS = ".dlt";

    private BehaviourTopics() {}

    static NewTopic[] all(BehaviourProperties properties) {
        return Stream.of(USER_EVENTS, PRODUCT_VIEWS, CART_EVENTS, SEARCH_EVENTS, PURCHASE_EVENTS)
                .flatMap(topic -> Stream.of(topic, topic + DEAD_LETTERS))
                .map(topic ->
                        TopicBuilder.name(topic)
                                .partitions(properties.partitions())
                                .config(
                                        TopicConfig.RETENTION_MS_CONFIG,
                                        Long.toString(properties.retention().toMillis()))
                                .build())
                .toArray(NewTopic[]::new);
    }
}
