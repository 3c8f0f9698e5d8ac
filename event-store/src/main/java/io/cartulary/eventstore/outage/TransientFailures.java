package io.cartulary.eventstore.outage;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.PessimisticLockingFailureException;

/// The one place that distinguishes what passes by itself from a fault of the data. What passes is
/// retried and parks nothing: a server that is away, another writer that was first, a process that
/// stops. Everything else fails again however often it is tried.
public final class TransientFailures {

    /// Classes of SQLSTATE: no connection, transaction state, no access, no database, serialization
    /// or deadlock, a table that is missing, resources, not ready, operator intervention, server
    /// fault. None of them is the fault of one event.
    private static final Set<String> TRANSIENT_STATES =
            Set.of("08", "25", "28", "3D", "40", "42", "53", "55", "57", "58");

    private TransientFailures() {}

    public static boolean isTransient(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (isConflictOrStop(cause) || cause instanceof IOException) {
                return true;
            }
            if (cause instanceof Error && !(cause instanceof StackOverflowError)) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                return isTransient(sql);
            }
        }
        return Outage.ofDatabase(failure);
    }

    private static boolean isTransient(SQLException failure) {
        var state = failure.getSQLState();
        // Without a state the pool had no connection to give.
        return state == null
                || state.length() < 2
                || TRANSIENT_STATES.contains(state.substring(0, 2));
    }

    private static boolean isConflictOrStop(Throwable cause) {
        return cause instanceof ConcurrencyException
                || cause instanceof AggregateStreamCreationException
                || cause instanceof PessimisticLockingFailureException
                || cause instanceof LockAcquisitionFailedException
                || cause instanceof UnableToClaimTokenException
                || cause instanceof NoHandlerForCommandException
                || cause instanceof RejectedExecutionException
                || cause instanceof InterruptedException;
    }
}
