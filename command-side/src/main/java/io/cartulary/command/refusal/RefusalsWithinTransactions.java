package io.cartulary.command.refusal;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Lets the sender of a command within a transaction of their own act on its refusal and go on.
///
/// Axon rolls back a refused command, and with Spring that dooms the whole transaction, also what
/// its sender does instead. A refusal comes before anything is recorded, so there is nothing to
/// roll back.
@Component
class RefusalsWithinTransactions implements RollbackConfiguration {

    @Autowired
    void applyTo(ObjectProvider<SimpleCommandBus> localCommands) {
        localCommands.ifAvailable(bus -> bus.setRollbackConfiguration(this));
    }

    @Override
    public boolean rollBackOn(Throwable failure) {
        return !isRefusal(failure) || !isWithinAnother();
    }

    /// By its details: a refusal that came by way of Axon Server has no class of ours.
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof CommandExecutionException refused
                && refused.getDetails().orElse(null) instanceof Rejection;
    }

    private static boolean isWithinAnother() {
        return CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get().parent().isPresent();
    }
}
