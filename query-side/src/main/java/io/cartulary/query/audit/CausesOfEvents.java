package io.cartulary.query.audit;

import io.cartulary.query.audit.CauseGraph.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the graph of causes of what events and effects say about their own cause.
final class CausesOfEvents {

    /// @param position the order in which events happened
    record RecordedEvent(
            long position,
            String eventId,
            Instant at,
            String type,
            String aggregateId,
            String what,
            @Nullable String actorId,
            @Nullable String actorRole,
            @Nullable String requestId,
            @Nullable String causationId,
            @Nullable String command,
            @Nullable String handler,
            @Nullable String effectId) {}

    /// @param handler the reaction that recorded it
    /// @param isMail whether a mail server was asked
    /// @param sent whether the target was asked at least once
    /// @param answer what came of it, or why the last attempt failed
    record RecordedEffect(
            String effectId,
            String kind,
            String target,
            boolean isMail,
            String subject,
            String causeEventId,
            @Nullable String handler,
            String state,
            boolean sent,
            @Nullable String answer,
            Instant recordedAt,
            @Nullable Instant endedAt) {}

    private final Map<String, RecordedEvent> events;
    private final Map<String, RecordedEffect> effects;

    /// By the identifier of the request: what staff asked, as in `POST /api/v1/admin/orders/…`.
    private final Map<String, String> requests;

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();

    private CausesOfEvents(
            List<RecordedEvent> events,
            List<RecordedEffect> effects,
            Map<String, String> requests) {
        this.events = byKey(events, RecordedEvent::eventId);
        this.effects = byKey(effects, RecordedEffect::effectId);
        this.requests = requests;
    }

    private static <T> Map<String, T> byKey(List<T> all, Function<T, String> key) {
        return all.stream()
                .collect(
                        Collectors.toMap(key, one -> one, (first, _) -> first, LinkedHashMap::new));
    }

    /// @param events in the order in which they happened
    static CauseGraph graph(
            List<RecordedEvent> events,
            List<RecordedEffect> effects,
            Map<String, String> requests,
            boolean truncated) {
        var causes = new CausesOfEvents(events, effects, requests);
        causes.events.values().forEach(causes::add);
        causes.effects.values().forEach(causes::add);
        return new CauseGraph(
                List.copyOf(causes.nodes.values()), List.copyOf(causes.edges), truncated);
    }

    private void add(RecordedEvent event) {
        var reached = causeOf(event);
        var id = event.eventId();
        if (event.command() != null) {
            var command =
                    "command:%s/%s/%s"
                            .formatted(event.causationId(), event.command(), event.aggregateId());
            put(
                    new Node(
                            command,
                            Kind.COMMAND,
                            event.command(),
                            event.at(),
                            null,
                            event.aggregateId(),
                            null,
                            null));
            reached.forEach(cause -> edges.add(new Edge(cause, command)));
            reached = List.of(command);
        }
        put(
                new Node(
                        id,
                        Kind.EVENT,
                        event.what(),
                        event.at(),
                        event.type(),
                        event.aggregateId(),
                        event.actorId(),
                        null));
        reached.forEach(cause -> edges.add(new Edge(cause, id)));
    }

    /// The nodes that a command follows from: the event before, by a saga or an effect, and the
    /// request, where it is not the one that the event before belongs to.
    private List<String> causeOf(RecordedEvent event) {
        var causes = new ArrayList<String>();
        var before = event.causationId() == null ? null : events.get(event.causationId());
        if (event.effectId() != null && effects.containsKey(event.effectId())) {
            add(effects.get(event.effectId()));
            causes.add(event.effectId());
        } else if (before != null) {
            causes.add(stepAfter(before.eventId(), event.handler(), event.at()));
        }
        var request = event.requestId();
        if (request != null && (before == null || !request.equals(before.requestId()))) {
            causes.add(requestOf(event, request));
        }
        return causes;
    }

    private String requestOf(RecordedEvent event, String request) {
        var id = "request:" + request;
        put(
                new Node(
                        id,
                        Kind.REQUEST,
                        requests.getOrDefault(
                                request, "request of a %s".formatted(event.actorRole())),
                        event.at(),
                        null,
                        null,
                        event.actorId(),
                        null));
        return id;
    }

    /// The event itself where nothing is known to have handled it.
    private String stepAfter(String eventId, @Nullable String handler, Instant at) {
        if (handler == null) {
            return eventId;
        }
        var id = "step:%s/%s".formatted(eventId, handler);
        if (put(new Node(id, Kind.STEP, handler, at, null, null, null, null))) {
            edges.add(new Edge(eventId, id));
        }
        return id;
    }

    private void add(RecordedEffect effect) {
        var id = effect.effectId();
        var known =
                !put(
                        new Node(
                                id,
                                Kind.EFFECT,
                                effect.kind(),
                                effect.recordedAt(),
                                null,
                                effect.subject(),
                                null,
                                effect.state()));
        if (known) {
            return;
        }
        if (events.containsKey(effect.causeEventId())) {
            edges.add(
                    new Edge(
                            stepAfter(effect.causeEventId(), effect.handler(), effect.recordedAt()),
                            id));
        }
        if (effect.sent()) {
            var message = "message:" + id;
            put(
                    new Node(
                            message,
                            effect.isMail() ? Kind.MAIL : Kind.MESSAGE,
                            effect.answer() == null
                                    ? "to " + effect.target()
                                    : "to %s: %s".formatted(effect.target(), effect.answer()),
                            effect.endedAt(),
                            null,
                            effect.subject(),
                            null,
                            null));
            edges.add(new Edge(id, message));
        }
    }

    /// Whether it was not there yet.
    private boolean put(Node node) {
        return nodes.putIfAbsent(node.id(), node) == null;
    }
}
