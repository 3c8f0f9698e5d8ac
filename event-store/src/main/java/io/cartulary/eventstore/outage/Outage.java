package io.cartulary.eventstore.outage;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/// Tells a server that could not be reached, or broke off, from one that refused.
public final class Outage {

    private Outage() {}

    public static boolean ofDatabase(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isOutage(sql);
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
