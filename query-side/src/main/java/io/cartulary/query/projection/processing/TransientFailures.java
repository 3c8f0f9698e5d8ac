package io.cartulary.query.projection.processing;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/// Tells a server that is away for a while from an event that can never be handled.
final class TransientFailures {

    /// Classes of SQLSTATE: no connection, serialization or deadlock, resources, operator
    /// intervention, server fault.
    private static final Set<String> PASSING_STATES = Set.of("08", "40", "53", "55", "57", "58");

    private TransientFailures() {}

    static boolean isPassing(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof InterruptedException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                // Without a state the pool had no connection to give.
                return state == null || PASSING_STATES.contains(state.substring(0, 2));
            }
        }
        return false;
    }
}
