package io.cartulary.command.processing;

import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.web.parking.ParkedEventService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The parked events of this side, which are in the event store's database.
@Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {

    @Bean
    ParkedEventList parkedEvents(JdbcClient eventStore) {
        return new ParkedEventList(eventStore, ParkedEventService.PROCESSES);
    }
}
