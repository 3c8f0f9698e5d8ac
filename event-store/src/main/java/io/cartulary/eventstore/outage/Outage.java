package io.cartulary.eventstore.outage;

import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.axoniq.axonserver.connector.impl.StreamTimeoutException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.common.AxonException;

/// Distinguishes a server that could not be reached, or broke off, from one that refused.
public final class Outage {

    /// Of gRPC: no connection, no answer in time, and a call that was given up with its connection.
    private static final Set<Status.Code> AWAY =
            Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.CANCELLED);

    /// With these Axon Server refuses what was sent, or who sent it: no token, a wrong token, an
    /// instruction that it does not know, a sequence number that is taken, and what is too large.
    private static final Set<String> REFUSALS =
            Set.of(
                    "AXONIQ-1000",
                    "AXONIQ-1001",
                    "AXONIQ-1002",
                    "AXONIQ-2000",
                    "AXONIQ-2001",
                    "AXONIQ-2002",
                    "AXONIQ-3002");

    private Outage() {}

    /// Of PostgreSQL, or of Axon Server where that is the event store.
    public static boolean ofDatabase(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isOutage(sql);
            }
            if (cause instanceof StoreUnavailable || isOutageOfAxonServer(cause)) {
                return true;
            }
        }
        return false;
    }

    public static boolean ofAnyServer(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return ofDatabase(failure);
    }

    /// What the server, or the network in its place, said last: one line.
    static String wordsOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    private static boolean isOutageOfAxonServer(Throwable failure) {
        return switch (failure) {
            case StatusRuntimeException grpc -> AWAY.contains(grpc.getStatus().getCode());
            case StatusException grpc -> AWAY.contains(grpc.getStatus().getCode());
            case io.axoniq.axonserver.connector.AxonServerException connector ->
                    !REFUSALS.contains(connector.getErrorCategory().errorCode());
            case AxonServerException server -> !REFUSALS.contains(server.code());
            case StreamClosedException _, StreamTimeoutException _ -> true;
            // Axon's wait for its answer to an append or a question.
            case AxonException waited -> waited.getCause() instanceof TimeoutException;
            default -> false;
        };
    }

    private static boolean isOutage(SQLException failure) {
        var state = failure.getSQLState();
        // Class 08: connection; 53: resources; 57: operator intervention; none: the pool gave no
        // connection.
        return failure instanceof SQLTransientConnectionException
                || state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57");
    }
}
