package io.cartulary.command.pricing.tables;

import java.time.Duration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Knows when tables that are made again are whole. Until then nobody prices by them.
///
/// Whoever feeds the tables says so, and anyone who needs a price has him look: so it is said also
/// after a restart in between.
@Component
class DecisionTablesProgress {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ObjectProvider<EventProcessingConfiguration> processors;
    private final JdbcClient database;

    DecisionTablesProgress(
            ObjectProvider<EventProcessingConfiguration> processors, JdbcClient database) {
        this.processors = processors;
        this.database = database;
    }

    /// Says that the tables are whole if this node feeds them and has read every event.
    boolean complete() {
        var progress = processor().processingStatus().values();
        var whole =
                !progress.isEmpty() && progress.stream().allMatch(EventTrackerStatus::isCaughtUp);
        if (whole) {
            database.sql("update pricing_rules_version set complete = true where not complete")
                    .update();
        }
        return whole;
    }

    /// Looks until they are whole, or this node stops feeding them.
    void awaitCompletion() {
        Thread.ofVirtual().name("decision-tables-completion").start(this::lookUntilComplete);
    }

    private void lookUntilComplete() {
        try {
            while (processor().isRunning() && !complete()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PooledStreamingEventProcessor processor() {
        return processors
                .getObject()
                .eventProcessor(DecisionTables.PROCESSOR, PooledStreamingEventProcessor.class)
                .orElseThrow();
    }
}
