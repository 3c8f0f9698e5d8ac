package io.cartulary.command.pricing;

import io.cartulary.eventstore.PacedSource;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Feeds the decision tables in batches, from the first event on.
@Configuration(proxyBeanMethods = false)
class DecisionTablesConfiguration {

    private static final int BATCH = 500;
    private static final Duration PACE = Duration.ofMillis(50);

    @Bean
    ConfigurerModule decisionTablesProcessor() {
        return axon ->
                axon.eventProcessing(events ->
                        events.registerPooledStreamingEventProcessor(
                                DecisionTables.PROCESSOR,
                                store -> new PacedSource(store.eventStore(), PACE),
                                (_, processor) ->
                                        processor
                                                .batchSize(BATCH)
                                                .initialSegmentCount(1)
                                                .initialToken(
                                                        StreamableMessageSource::createTailToken)));
    }
}
