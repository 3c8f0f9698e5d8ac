package io.cartulary.gateway;

import io.cartulary.web.access.RouteTable.Side;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The API's description as its users see it: what both sides say of themselves, put together.
@Component
final class ApiDocuments {

    private static final Logger log = LoggerFactory.getLogger(ApiDocuments.class);

    private final Nodes nodes;
    private final RestClient http;
    private final JsonMapper json;

    ApiDocuments(Nodes nodes, RestClient.Builder http, JsonMapper json) {
        this.nodes = nodes;
        this.http = http.build();
        this.json = json;
    }

    ServerResponse merged(ServerRequest request) {
        ObjectNode whole = json.createObjectNode();
        for (Side side : Side.values()) {
            ObjectNode part = describedBy(side);
            if (part == null) {
                return GatewayProblem.NO_NODE_AVAILABLE.answer(request, Nodes.REST);
            }
            merge(whole, part);
        }
        addOwnProblems(whole);
        // Each side names its own address; the caller's is this one.
        whole.remove("servers");
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(whole);
    }

    private @Nullable ObjectNode describedBy(Side side) {
        for (Node node : nodes.inTurn(side)) {
            if (!node.isAvailable()) {
                continue;
            }
            try {
                return http.get()
                        .uri(node.address().resolve("/api/docs"))
                        .retrieve()
                        .body(ObjectNode.class);
            } catch (RestClientException failure) {
                log.info("{} does not describe itself: {}", node.address(), failure.getMessage());
            }
        }
        return null;
    }

    /// Whatever is asked, the gateway itself may have to answer.
    private static void addOwnProblems(ObjectNode whole) {
        whole.path("paths")
                .forEach(path ->
                        path.forEach(operation -> {
                            if (operation.path("responses") instanceof ObjectNode answers) {
                                for (GatewayProblem problem : GatewayProblem.OF_ANY_ROUTE) {
                                    add(problem, answers);
                                }
                            }
                        }));
    }

    private static void add(GatewayProblem problem, ObjectNode answers) {
        ObjectNode answer = answers.withObjectProperty(Integer.toString(problem.status().value()));
        String described = answer.path("description").asString("");
        String code = "`" + problem.name() + "`";
        answer.put("description", described.isEmpty() ? code : described + ", " + code);
        answer.withObjectProperty("content")
                .withObjectProperty("application/problem+json")
                .withObjectProperty("examples")
                .withObjectProperty(problem.name())
                .putObject("value")
                .put("title", problem.status().getReasonPhrase())
                .put("status", problem.status().value())
                .put("detail", problem.sentence())
                .put("code", problem.name());
    }

    /// Objects are united; where both sides say something else, the first one stands.
    private static void merge(ObjectNode whole, ObjectNode part) {
        for (Map.Entry<String, JsonNode> member : part.properties()) {
            JsonNode there = whole.get(member.getKey());
            if (there == null) {
                whole.set(member.getKey(), member.getValue());
            } else if (there instanceof ObjectNode ours
                    && member.getValue() instanceof ObjectNode theirs) {
                merge(ours, theirs);
            }
        }
    }
}
