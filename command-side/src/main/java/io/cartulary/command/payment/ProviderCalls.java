package io.cartulary.command.payment;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/// Calls a provider for all events of a batch side by side, and holds the batch until every call is
/// through: one that fails makes the processor try the whole batch again, later.
///
/// The calls end before the batch writes its position. A transaction that has written holds all
/// readers of the event store back, which a slow provider must never do. What a provider answers is
/// recorded at once, in a transaction of its own.
@Component
class ProviderCalls {

    /// As many calls as are made at once.
    static final int BATCH = 32;

    private final CommandGateway gateway;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ProviderCalls(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /// One event's part of a batch; `commands` go out on behalf of that event.
    interface Call {
        void perform(Commands commands);
    }

    void add(UnitOfWork<?> batch, Call call) {
        var commandsOfEvent = new Commands(gateway, batch.getCorrelationData());
        var calls =
                batch.getOrComputeResource(
                        ProviderCalls.class.getName(), _ -> new ArrayList<Future<?>>());
        calls.add(threads.submit(() -> call.perform(commandsOfEvent)));
        if (!(batch instanceof BatchingUnitOfWork<?> many) || many.isLastMessage()) {
            awaitAll(calls);
        }
    }

    private static void awaitAll(List<Future<?>> calls) {
        ProviderCallFailed failed = null;
        for (var call : calls) {
            try {
                call.get();
            } catch (ExecutionException failure) {
                failed = new ProviderCallFailed(failure.getCause());
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                throw new ProviderCallFailed(interruption);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    record Commands(CommandGateway gateway, MetaData cause) {

        <R> R send(PaymentCommand command) {
            return gateway.sendAndWait(
                    GenericCommandMessage.asCommandMessage(command).andMetaData(cause));
        }
    }

    /// Stops the processor, which tries again with growing pauses.
    static final class ProviderCallFailed extends RuntimeException {
        ProviderCallFailed(Throwable cause) {
            super("A payment provider could not be asked", cause);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
