package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/// Collections over HTTP, in the application of [ShopOverHttpTest].
abstract class CollectionsOverHttp extends ShopOverHttp {

    @Test
    void have_products_by_hand_or_by_a_rule_of_what_exists() {
        var collection = create("By hand or rule");
        assertThat(status(put(collection, "/products", "{\"products\": [\"product-toner\"]}")))
                .isEqualTo(204);
        assertThat(
                        status(
                                put(
                                        collection,
                                        "/rule",
                                        """
                                        {"tags": ["serum"], "maxPrice": {"amount": 2000, "currency": "EUR"}}\
                                        """)))
                .isEqualTo(204);

        var unknown = put(collection, "/rule", "{\"categories\": [\"category-unknown\"]}");
        assertThat(codeOf(unknown, 422)).isEqualTo("UNKNOWN_CATEGORY");
        unknown = put(collection, "/rule", "{\"brands\": [\"brand-unknown\"]}");
        assertThat(codeOf(unknown, 422)).isEqualTo("UNKNOWN_BRAND");
        assertThat(textAt(unknown, "/field")).isEqualTo("brands");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | ''",
                "{\"tags\": [\" \"]} | tags[0]",
                "{\"attributes\": {\"skin-type\": []}} | attributes",
                "{\"minPrice\": {\"amount\": 2, \"currency\": \"EUR\"}, \"maxPrice\": {\"amount\": 1, \"currency\": \"EUR\"}} | maxPrice",
                "{\"minPrice\": {\"amount\": 1, \"currency\": \"EUR\"}, \"maxPrice\": {\"amount\": 2, \"currency\": \"USD\"}} | maxPrice",
                "{\"minPrice\": {\"amount\": -1, \"currency\": \"EUR\"}} | minPrice"
            })
    void refuse_rules_that_nothing_or_everything_meets(String rule, String field) {
        var refused = put(create("Refuses " + rule.hashCode()), "/rule", rule);
        assertThat(status(refused)).as("%s", refused.getBody()).isEqualTo(400);
        if (!field.isEmpty()) {
            assertThat(textAt(refused, "/field")).isEqualTo(field);
        }
    }

    private String create(String name) {
        var created =
                staff(
                        HttpMethod.POST,
                        "/admin/collections",
                        "{\"description\": {\"name\": {\"en\": \"%s\"}}}".formatted(name),
                        null);
        assertThat(status(created)).isEqualTo(201);
        return textAt(created, "/collectionId");
    }

    private ResponseEntity<JsonNode> put(String collection, String what, String body) {
        return staff(HttpMethod.PUT, "/admin/collections/" + collection + what, body, null);
    }

    private static int status(ResponseEntity<JsonNode> answer) {
        return answer.getStatusCode().value();
    }
}
