package io.cartulary.eventstore.axonserver;

import io.cartulary.eventstore.storage.ForeignWriterDetector;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/// Which commands of aggregates are decided where they are sent, as part of the unit of work that
/// sends them, and which the server routes.
///
/// Those that a command's handler sends are one transaction with it: all of a check-out, or
/// nothing. All others are decided here as long as this process has met no other that writes. The
/// server takes an event only when none of its number is there, so either way is right; two
/// processes that both decide on one aggregate only do so in vain.
public final class JoinedCommands {

    private final ForeignWriterDetector others;

    public JoinedCommands(ForeignWriterDetector others) {
        this.others = others;
    }

    /// Asked where a command is sent. In one unit of work the answer stays what it was: what one
    /// command locked, another one would wait for elsewhere.
    public boolean join() {
        if (!CurrentUnitOfWork.isStarted()) {
            return !others.areExpected();
        }
        var root = CurrentUnitOfWork.get().root();
        return root.getMessage() instanceof CommandMessage
                || root.getOrComputeResource(
                        JoinedCommands.class.getName(), _ -> !others.areExpected());
    }
}
