package io.cartulary.command;

import org.axonframework.commandhandling.SimpleCommandBus;

/// What production puts on its local command bus.
public final class LocalCommands {

    private LocalCommands() {}

    public static void equip(SimpleCommandBus bus) {
        new MissingAggregates().registerAt(bus);
        bus.setRollbackConfiguration(new RefusalsWithinTransactions());
    }
}
