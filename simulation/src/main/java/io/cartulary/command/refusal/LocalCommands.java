package io.cartulary.command.refusal;

import org.axonframework.commandhandling.SimpleCommandBus;

/// What production puts on its local command bus.
public final class LocalCommands {

    private LocalCommands() {}

    public static void equip(SimpleCommandBus bus) {
        bus.registerHandlerInterceptor(new MissingAggregates());
        bus.setRollbackConfiguration(new RefusalsWithinTransactions());
    }
}
