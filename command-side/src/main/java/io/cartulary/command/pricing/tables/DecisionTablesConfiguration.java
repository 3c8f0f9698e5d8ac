package io.cartulary.command.pricing.tables;

import io.cartulary.command.processing.PacedProcessors;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Feeds the decision tables in batches, from the first event on.
@Configuration(proxyBeanMethods = false)
class DecisionTablesConfiguration {

    private static final int BATCH = 500;
    private static final Duration PACE = Duration.ofMillis(50);

    @Bean
    ConfigurerModule decisionTablesProcessor() {
        return PacedProcessors.fromTheFirstEvent(DecisionTables.PROCESSOR, PACE, BATCH);
    }
}
