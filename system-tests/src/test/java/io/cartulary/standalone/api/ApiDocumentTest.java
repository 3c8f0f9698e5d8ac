package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The description at `/api/docs` is whole: its reader needs no other.
class ApiDocumentTest {

    static Stream<ApiOperation> operations() {
        return ApiOperation.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void says_of_each_operation_what_it_does_takes_answers_and_refuses(ApiOperation operation) {
        assertThat(operation.gaps()).as(operation.toString()).isEmpty();
    }

    /// Who compares a value from one answer with one from another needs not think of its case.
    /// Kinds of one of several forms, and words of addresses, are in small letters.
    @Test
    void writes_every_value_of_a_list_in_capitals() {
        assertThat(DescribedApi.DOCUMENT.findValues("enum"))
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
                DescribedApi.DOCUMENT.at(
                        "/paths/~1api~1v1~1orders/post/responses/201/content/application~1json/example");
        assertThat(order.at("/totals/total/amount").isIntegralNumber()).as("%s", order).isTrue();
        assertThat(order.at("/orderId").asString()).startsWith("order-");
    }
}
