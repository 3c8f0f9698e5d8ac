package io.cartulary.benchmarks.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One method on one path as the API's document describes it.
///
/// @param body an example of a body; absent where none is taken
/// @param contentType of the body
/// @param statuses that the document names
record ApiOperation(
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable JsonNode body,
        String contentType,
        Caller caller,
        Set<Integer> statuses) {

    /// Whom the document lets in.
    enum Caller {
        ANYONE,
        SHOPPER,
        STAFF
    }

    /// @param in `path`, `query` or `header`
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /// All operations of the document, in its order.
    static List<ApiOperation> of(JsonNode document) {
        var operations = new ArrayList<ApiOperation>();
        for (var path : document.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(of(method.getKey(), path.getKey(), method.getValue()));
                }
            }
        }
        return operations;
    }

    private static ApiOperation of(String method, String path, JsonNode described) {
        var parameters = new ArrayList<Parameter>();
        for (var parameter : described.path("parameters")) {
            parameters.add(
                    new Parameter(
                            parameter.path("name").asString(),
                            parameter.path("in").asString(),
                            parameter.path("required").asBoolean(),
                            parameter.path("schema")));
        }
        var content =
                described.path("requestBody").path("content").properties().stream().findFirst();
        return new ApiOperation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                parameters,
                content.map(type -> example(type.getValue())).orElse(null),
                content.map(Map.Entry::getKey).orElse(""),
                caller(described.path("security")),
                Set.copyOf(
                        described.path("responses").propertyNames().stream()
                                .filter(status -> status.matches("\\d{3}"))
                                .map(Integer::valueOf)
                                .toList()));
    }

    private static JsonNode example(JsonNode content) {
        return content.has("example")
                ? content.path("example")
                : content.path("examples").properties().stream()
                        .findFirst()
                        .map(named -> named.getValue().path("value"))
                        .orElseThrow(() -> new IllegalStateException("a body without an example"));
    }

    private static Caller caller(JsonNode security) {
        for (var scheme : security) {
            if (scheme.has("staff")) {
                return Caller.STAFF;
            }
            if (scheme.has("cart")) {
                return Caller.SHOPPER;
            }
        }
        return Caller.ANYONE;
    }

    boolean takesJson() {
        return contentType.equals("application/json");
    }

    /// Makes a node work for a while, such as a rebuild or an import: asked for more rarely.
    boolean isHeavy() {
        return path.endsWith("/rebuilds") || path.contains("/imports/");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
