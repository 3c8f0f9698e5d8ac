package io.cartulary.command.job;

import io.cartulary.eventstore.format.EventMetadata;
import java.util.Map;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/// Sends the commands of one job of staff, such as an import. On PostgreSQL those within
/// [#together] are stored in one transaction with whatever else is written there; on Axon Server
/// each is stored when it is answered, and repeating it changes nothing.
public final class JobCommands {

    /// Who asked for the imports of the sample shop.
    public static final String SAMPLE = "sample";

    private final CommandGateway gateway;
    private final TransactionManager transactions;
    private final MetaData origin;

    public JobCommands(
            CommandGateway gateway,
            TransactionManager transactions,
            String jobId,
            String requestedBy) {
        this.gateway = gateway;
        this.transactions = transactions;
        this.origin =
                MetaData.from(
                        Map.of(
                                EventMetadata.ACTOR_ID,
                                requestedBy,
                                EventMetadata.ACTOR_ROLE,
                                requestedBy.equals(SAMPLE) ? "system" : "staff",
                                EventMetadata.CORRELATION_ID,
                                jobId));
    }

    public <R> R send(Object command) {
        return gateway.sendAndWait(new GenericCommandMessage<>(command, origin));
    }

    /// One unit of work around all commands that `work` sends: their events are appended at once,
    /// and none when it throws.
    public <R> R together(Callable<R> work) {
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>("job", origin));
        unit.attachTransaction(transactions);
        var result = unit.executeWithResult(work);
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(result.exceptionResult());
        }
        return result.getPayload();
    }
}
