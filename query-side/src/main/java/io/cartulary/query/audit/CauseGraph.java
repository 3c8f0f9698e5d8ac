package io.cartulary.query.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What led to what, from requests to what was sent outside. A directed graph without a cycle.
///
/// @param nodes causes before what follows from them, as far as they happened in that order
/// @param truncated whether the chains have more than the latest events that are shown
public record CauseGraph(List<Node> nodes, List<Edge> edges, boolean truncated) {

    public enum Kind {
        /// An HTTP request: of a shopper, of staff, or of a payment provider that calls back.
        REQUEST,
        /// What was asked of an object.
        COMMAND,
        /// What was recorded.
        EVENT,
        /// A saga, or a reaction to an event, that asked for more.
        STEP,
        /// What was to be done outside.
        EFFECT,
        /// What another system was asked for an effect.
        MESSAGE,
        /// What was handed to the mail server.
        MAIL
    }

    /// @param id within the graph
    /// @param label in words, without personal data
    /// @param type of an event its stored name
    /// @param objectId to which it happened
    /// @param actorId who asked; of events and requests
    /// @param state how far an effect has come
    public record Node(
            String id,
            Kind kind,
            String label,
            @Nullable Instant at,
            @Nullable String type,
            @Nullable String objectId,
            @Nullable String actorId,
            @Nullable String state) {}

    /// @param from the cause
    /// @param to what follows from it
    public record Edge(String from, String to) {}
}
