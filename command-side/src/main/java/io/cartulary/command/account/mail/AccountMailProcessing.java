package io.cartulary.command.account.mail;

import io.cartulary.command.FirstStart;
import io.cartulary.command.processing.PacedProcessors;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the events are in the database that also has the effects, a mail is recorded in the very
/// transaction that stores its cause.
@Configuration(proxyBeanMethods = false)
class AccountMailProcessing {

    static final String PROCESSING_GROUP = "account-mail";

    private static final int BATCH = 500;
    private static final Duration PACE = Duration.ofMillis(250);

    @Bean
    ConfigurerModule accountMails(
            FirstStart firstStart, @Value("${cartulary.event-store}") String eventStore) {
        return eventStore.equals("postgres")
                ? axon ->
                        axon.eventProcessing(events ->
                                events.registerSubscribingEventProcessor(PROCESSING_GROUP))
                : PacedProcessors.beginningAt(firstStart::position, PROCESSING_GROUP, PACE, BATCH);
    }
}
