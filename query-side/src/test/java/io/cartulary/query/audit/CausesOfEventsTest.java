package io.cartulary.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.query.audit.CauseGraph.Edge;
import io.cartulary.query.audit.CauseGraph.Kind;
import io.cartulary.query.audit.CauseGraph.Node;
import io.cartulary.query.audit.CausesOfEvents.RecordedEffect;
import io.cartulary.query.audit.CausesOfEvents.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CausesOfEventsTest {

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    @Test
    void an_effect_stands_between_the_event_that_asked_for_it_and_what_it_reported() {
        var graph =
                graph(
                        List.of(
                                event("requested", "chain", "RequestPayment", null, null),
                                event("started", "requested", "RecordStart", "Asking", "effect-1")),
                        effect("effect-1", false, "requested", "Asking", "charged"));

        assertThat(pathTo("started", graph))
                .containsExactly(
                        "COMMAND RecordStart",
                        "EFFECT payment-charge",
                        "STEP Asking",
                        "EVENT requested",
                        "COMMAND RequestPayment",
                        "REQUEST request of a guest");
        assertThat(pathTo("message:effect-1", graph)).startsWith("EFFECT payment-charge");
        assertThat(node("message:effect-1", graph).label()).isEqualTo("to target: charged");
        assertThat(node("effect-1", graph).state()).isEqualTo("DONE");
    }

    @Test
    void a_mail_is_its_end() {
        var graph =
                graph(
                        List.of(event("confirmed", "chain", "ConfirmOrder", null, null)),
                        effect("effect-2", true, "confirmed", "WhenOrderIsConfirmed", null));

        assertThat(node("message:effect-2", graph).kind()).isEqualTo(Kind.MAIL);
        assertThat(pathTo("message:effect-2", graph))
                .containsSubsequence("STEP WhenOrderIsConfirmed", "EVENT confirmed");
    }

    @Test
    void what_the_ledger_forgot_leaves_the_step() {
        var graph =
                graph(
                        List.of(
                                event("requested", "chain", "RequestPayment", null, null),
                                event(
                                        "started",
                                        "requested",
                                        "RecordStart",
                                        "Asking",
                                        "effect-3")));

        assertThat(pathTo("started", graph))
                .startsWith("COMMAND RecordStart", "STEP Asking", "EVENT requested");
    }

    @Test
    void events_of_one_command_share_it_and_requests_are_named_where_they_are_known() {
        var graph =
                CausesOfEvents.graph(
                        List.of(
                                event("placed", "chain", "PlaceOrder", null, null),
                                event("noted", "chain", "PlaceOrder", null, null)),
                        List.of(),
                        Map.of("request", "POST /api/v1/orders"),
                        true);

        assertThat(graph.nodes()).hasSize(4);
        assertThat(graph.truncated()).isTrue();
        assertThat(pathTo("noted", graph))
                .containsExactly("COMMAND PlaceOrder", "REQUEST POST /api/v1/orders");
    }

    @Test
    void an_event_without_command_or_cause_stands_alone() {
        var graph = graph(List.of(event("imported", null, null, null, null)));

        assertThat(graph.edges()).containsExactly(new Edge("request:request", "imported"));
    }

    private static CauseGraph graph(List<RecordedEvent> events, RecordedEffect... effects) {
        return CausesOfEvents.graph(events, List.of(effects), Map.of(), false);
    }

    private static RecordedEvent event(
            String id,
            @Nullable String cause,
            @Nullable String command,
            @Nullable String handler,
            @Nullable String effect) {
        return new RecordedEvent(
                1, id, NOON, id, "object", id, "ada", "guest", "request", cause, command, handler,
                effect);
    }

    private static RecordedEffect effect(
            String id, boolean mail, String cause, String handler, @Nullable String outcome) {
        return new RecordedEffect(
                id,
                mail ? "mail-order-confirmation" : "payment-charge",
                "target",
                mail,
                "object",
                cause,
                handler,
                "DONE",
                true,
                outcome,
                NOON,
                NOON);
    }

    private static Node node(String id, CauseGraph graph) {
        return graph.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// Back from a node to where nothing led to.
    private static List<String> pathTo(String id, CauseGraph graph) {
        return graph.edges().stream()
                .filter(edge -> edge.to().equals(id))
                .map(Edge::from)
                .flatMap(from -> {
                    var cause = node(from, graph);
                    var named = cause.kind() + " " + cause.label();
                    return Stream.concat(Stream.of(named), pathTo(from, graph).stream());
                })
                .toList();
    }
}
