package io.cartulary.eventstore.deciding;

import io.cartulary.eventstore.outage.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;

/// Sends commands and waits for each no longer than anything it may wait for. Axon's own waits for
/// ever.
public final class BoundedCommandGateway extends DefaultCommandGateway {

    /// Longer than the wait for a connection and a transaction of the database together, 40 s, and
    /// shorter than a gateway waits for an answer.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);

    public BoundedCommandGateway(Builder builder) {
        super(builder);
    }

    @Override
    public <R> R sendAndWait(Object command) {
        try {
            return sendAndWait(command, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (CommandExecutionException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                throw new StoreUnavailable(
                        "A command was not answered within %s".formatted(LONGEST_WAIT), failure);
            }
            throw failure;
        }
    }
}
