package io.cartulary.standalone.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One operation of the description at `/api/docs`.
public record ApiOperation(String method, String path, JsonNode content) {

    private static final Pattern PATH_VARIABLE = Pattern.compile("\\{([^}]+)}");

    public static List<ApiOperation> in(JsonNode document) {
        var operations = new ArrayList<ApiOperation>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method ->
                                        operations.add(
                                                new ApiOperation(
                                                        method.getKey(),
                                                        path.getKey(),
                                                        method.getValue()))));
        return operations;
    }

    /// What a reader would miss.
    public List<String> gaps() {
        var gaps = new ArrayList<String>();
        if (content.path("summary").asString("").isBlank()) {
            gaps.add("no summary");
        }
        if (content.has("requestBody")) {
            exampleless(content.path("requestBody")).forEach(gap -> gaps.add("request" + gap));
        }
        var answers = content.path("responses");
        if (answers.propertyNames().stream().noneMatch(status -> status.startsWith("2"))) {
            gaps.add("no success");
        }
        answers.properties()
                .forEach(answer -> {
                    exampleless(answer.getValue()).forEach(gap -> gaps.add(answer.getKey() + gap));
                    if (answer.getKey().matches("[45].*")) {
                        gaps.addAll(gapsOfError(answer.getKey(), answer.getValue()));
                    }
                });
        return gaps;
    }

    private static List<String> exampleless(JsonNode body) {
        return body.path("content")
                .valueStream()
                .filter(media ->
                        media.path("example").isMissingNode() && media.path("examples").isEmpty())
                .map(_ -> " has no example")
                .toList();
    }

    private static List<String> gapsOfError(String status, JsonNode answer) {
        var examples = answer.path("content").path("application/problem+json").path("examples");
        var gaps = new ArrayList<String>();
        if (examples.isEmpty()) {
            gaps.add(status + " names no code");
        }
        examples.properties()
                .forEach(example -> {
                    var problem = example.getValue().path("value");
                    if (!problem.path("code").asString("").equals(example.getKey())
                            || problem.path("status").asInt() != Integer.parseInt(status)
                            || !problem.path("detail").asString("").contains(" ")) {
                        gaps.add(status + " " + example.getKey() + " is no whole problem");
                    }
                });
        return gaps;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    static Stream<ApiOperation> all() {
        return in(DescribedApi.DOCUMENT).stream();
    }

    /// A path after the API's beginning, with identifiers that nothing has.
    static String filled(String path) {
        return PATH_VARIABLE
                .matcher(path.substring("/api/v1".length()))
                .replaceAll(variable -> exampleOf(variable.group(1)));
    }

    private static String exampleOf(String variable) {
        return switch (variable) {
            case "giftCardId" -> "credit-1";
            case "destination" -> "DE";
            case "generation" -> "1";
            default ->
                    variable.endsWith("Id")
                            ? variable.substring(0, variable.length() - 2) + "-1"
                            : "none-1";
        };
    }
}
