package io.cartulary.query.projection.answer;

import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A query bus of this process, also where commands go by way of Axon Server: each query side
/// answers for itself, and a list would lose the type of its elements on the way. It has no
/// transactions: Axon's default would hold a connection to the event store during each query.
@Configuration(proxyBeanMethods = false)
class QueryBusConfiguration {

    @Bean
    SimpleQueryBus queryBus(QueryUpdateEmitter updates) {
        return SimpleQueryBus.builder().queryUpdateEmitter(updates).build();
    }
}
