package io.cartulary.web.idempotency;

import io.cartulary.eventstore.EventStoreHead;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where this process writes events. The query side has its own.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
        name = "cartulary.databases.event-store.read-only",
        havingValue = "false",
        matchIfMissing = true)
class IdempotencyConfiguration {

    @Bean
    IdempotentRequests idempotentRequests(
            DataSource eventStore, InstantSource clock, EventStoreHead head) {
        return new IdempotentRequests(eventStore, clock, head);
    }
}
