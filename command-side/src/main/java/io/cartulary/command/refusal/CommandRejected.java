package io.cartulary.command.refusal;

import org.axonframework.commandhandling.CommandExecutionException;

/// Informs the sender that a command was refused and why; nothing was recorded.
public final class CommandRejected extends CommandExecutionException {

    public CommandRejected(Rejection rejection) {
        super(rejection.sentence(), null, rejection);
    }

    /// Without a stack trace: a refusal is an answer, not a fault, and is frequent under load.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
