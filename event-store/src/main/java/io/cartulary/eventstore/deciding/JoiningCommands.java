package io.cartulary.eventstore.deciding;

import java.util.function.BooleanSupplier;

/// Whether a command that is sent now is part of its sender's transaction, as on PostgreSQL, or one
/// of its own, as where Axon Server routes it.
public record JoiningCommands(BooleanSupplier now) {

    public boolean join() {
        return now.getAsBoolean();
    }
}
