package io.cartulary.web.limit.connection;

import jakarta.servlet.ServletConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The connections whose request has a body that is not here yet.
public final class ArrivingRequests {

    /// A body on its way.
    public interface Arrival {

        /// @param now by [System#nanoTime]
        boolean isOverdue(long now);
    }

    private final Map<String, Arrival> byConnection = new ConcurrentHashMap<>();

    public void begins(ServletConnection connection, Arrival body) {
        byConnection.put(connection.getConnectionId(), body);
    }

    public void arrived(ServletConnection connection) {
        byConnection.remove(connection.getConnectionId());
    }

    /// No one wants the rest of the body. The server reads on so that the client can read its
    /// answer, but not for ever.
    public void ignored(ServletConnection connection, Duration readOnFor) {
        var until = System.nanoTime() + readOnFor.toNanos();
        byConnection.put(connection.getConnectionId(), now -> now - until > 0);
    }

    boolean isOverdue(String connection, long now) {
        var arrival = byConnection.get(connection);
        return arrival != null && arrival.isOverdue(now);
    }

    /// Forgets connections that have ended.
    void keepOnly(Set<String> open) {
        byConnection.keySet().retainAll(open);
    }
}
