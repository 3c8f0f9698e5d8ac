package io.cartulary.command.effect;

import io.cartulary.command.FirstStart;
import io.cartulary.command.processing.PacedProcessors;
import java.time.Duration;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How a reaction to events is run that records effects.
///
/// Where the events are in the database that also has the effects, an effect is recorded in the
/// very transaction that stores its cause. Elsewhere it is recorded with the position up to which
/// the causes are read, as soon as the tail has them: at the pace of orders' sagas, which wait for
/// payments.
@Component
public class EffectProcessing {

    private static final int BATCH = 500;
    private static final Duration PACE = Duration.ofMillis(10);

    private final FirstStart firstStart;
    private final boolean inDatabase;

    EffectProcessing(FirstStart firstStart, @Value("${cartulary.event-store}") String eventStore) {
        this.firstStart = firstStart;
        this.inDatabase = eventStore.equals("postgres");
    }

    public ConfigurerModule of(String group) {
        return inDatabase
                ? axon ->
                        axon.eventProcessing(
                                events -> events.registerSubscribingEventProcessor(group))
                : PacedProcessors.beginningAt(firstStart::position, group, PACE, BATCH);
    }
}
