package io.cartulary.query.projection.answer;

import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A query bus without transactions: Axon's default would hold a connection to the event store
/// during each query.
@Configuration(proxyBeanMethods = false)
class QueryBusConfiguration {

    @Bean
    @ConditionalOnProperty(
            name = "cartulary.event-store",
            havingValue = "postgres",
            matchIfMissing = true)
    SimpleQueryBus queryBus(QueryUpdateEmitter updates) {
        return SimpleQueryBus.builder().queryUpdateEmitter(updates).build();
    }
}
