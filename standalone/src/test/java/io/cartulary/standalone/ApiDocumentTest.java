package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The description at `/api/docs` is whole: whoever reads it needs no other.
class ApiDocumentTest {

    record Operation(String method, String path, JsonNode content) {

        static List<Operation> in(JsonNode document) {
            var operations = new ArrayList<Operation>();
            document.path("paths")
                    .properties()
                    .forEach(path ->
                            path.getValue()
                                    .properties()
                                    .forEach(method ->
                                            operations.add(
                                                    new Operation(
                                                            method.getKey(),
                                                            path.getKey(),
                                                            method.getValue()))));
            return operations;
        }

        /// What a reader would miss.
        List<String> gaps() {
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
                        exampleless(answer.getValue())
                                .forEach(gap -> gaps.add(answer.getKey() + gap));
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
                            media.path("example").isMissingNode()
                                    && media.path("examples").isEmpty())
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
    }

    static Stream<Operation> operations() {
        return Operation.in(document()).stream();
    }

    private static JsonNode document() {
        return StandaloneShop.shopper().document("/api/docs").body();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void tells_of_each_operation_what_it_does_takes_answers_and_refuses(Operation operation) {
        assertThat(operation.gaps()).as(operation.toString()).isEmpty();
    }

    /// Whoever compares a value from one answer with one from another needs not think of its case.
    /// Kinds of one of several forms, and words of addresses, are in small letters.
    @Test
    void writes_every_value_of_a_list_in_capitals() {
        assertThat(document().findValues("enum"))
                .isNotEmpty()
                .allSatisfy(values ->
                        assertThat(values.valueStream().map(JsonNode::asString))
                                .allMatch(
                                        value -> value.matches("[A-Z][A-Z0-9_]*|charge\\.[a-z]+")));
    }

    @Test
    void gives_every_operation_a_name_of_its_own() {
        assertThat(
                        operations()
                                .map(operation ->
                                        operation.content().path("operationId").asString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void shows_money_as_it_is_written() {
        var order =
                document()
                        .at(
                                "/paths/~1api~1v1~1orders/post/responses/201/content/application~1json/example");
        assertThat(order.at("/totals/total/amount").isIntegralNumber()).as("%s", order).isTrue();
        assertThat(order.at("/orderId").asString()).startsWith("order-");
    }
}
