package io.cartulary.simulation;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/// The events of whole order lives, for tests of those who read them.
public final class RecordedLives {

    private RecordedLives() {}

    /// Plays some seeds, the first and those after it, and answers all events in their order. No
    /// two orders have the same identifier. Meanwhile Axon's clock is that of the simulation.
    public static List<DomainEventMessage<?>> of(long firstSeed, int seeds) {
        var events = new ArrayList<DomainEventMessage<?>>();
        try (var _ = new SilentLogs();
                var simulation = new Simulation(null)) {
            for (var seed = firstSeed; seed < firstSeed + seeds; seed++) {
                simulation.run(seed);
                events.addAll(simulation.events());
            }
        }
        return events;
    }
}
