package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/// Attributes, sets of them and values of products over HTTP, in the application of
/// [ShopOverHttpTest].
abstract class AttributesOverHttp extends ShopOverHttp {

    private ResponseEntity<JsonNode> define(String code, String definition) {
        return staff(HttpMethod.PUT, "/admin/attributes/" + code, definition, null);
    }

    private ResponseEntity<JsonNode> compose(String code, String attributes) {
        return staff(
                HttpMethod.PUT,
                "/admin/attribute-sets/" + code,
                "{\"label\": {\"en\": \"%s\"}, \"attributes\": %s}".formatted(code, attributes),
                null);
    }

    private ResponseEntity<JsonNode> offer(String slug, String sku, String members) {
        var product =
                product(slug, sku)
                        .replace("\"description\": {", "\"description\": {" + members + ", ");
        return staff(HttpMethod.POST, "/admin/products", product, null);
    }

    @Test
    void can_be_used_as_soon_as_they_are_defined() {
        var refused = offer("serum", "SERUM-1", "\"attributes\": {\"texture\": [\"gel\"]}");
        assertThat(codeOf(refused, 422)).isEqualTo("ATTRIBUTE_UNKNOWN");
        assertThat(textAt(refused, "/field")).isEqualTo("attributes.texture");

        accepted(define("texture", textures("gel")));
        assertThat(
                        offer("serum", "SERUM-1", "\"attributes\": {\"texture\": [\"gel\"]}")
                                .getStatusCode()
                                .value())
                .isEqualTo(201);

        var unfit = offer("balm", "BALM-1", "\"attributes\": {\"texture\": [\"balm\"]}");
        assertThat(codeOf(unfit, 422)).isEqualTo("ATTRIBUTE_VALUE_UNFIT");
        assertThat(textAt(unfit, "/detail"))
                .isEqualTo("attributes.texture must be one of gel; was balm.");
        accepted(define("texture", textures("gel", "balm")));
        assertThat(
                        offer("balm", "BALM-1", "\"attributes\": {\"texture\": [\"balm\"]}")
                                .getStatusCode()
                                .value())
                .isEqualTo(201);
    }

    @Test
    void of_a_product_with_a_set_are_those_of_the_set() {
        accepted(define("warranty", "{\"label\": {\"en\": \"Warranty\"}, \"kind\": \"NUMBER\"}"));
        accepted(define("wireless", "{\"label\": {\"en\": \"Wireless\"}, \"kind\": \"YES_NO\"}"));
        assertThat(codeOf(compose("gadgets", "[\"warranty\", \"wirless\"]"), 422))
                .isEqualTo("ATTRIBUTE_UNKNOWN");
        var set = "\"attributeSet\": \"gadgets\"";
        assertThat(codeOf(offer("radio", "RADIO-1", set), 422)).isEqualTo("ATTRIBUTE_SET_UNKNOWN");

        accepted(compose("gadgets", "[\"warranty\"]"));
        assertThat(
                        codeOf(
                                offer(
                                        "radio",
                                        "RADIO-1",
                                        set + ", \"attributes\": {\"wireless\": [\"true\"]}"),
                                422))
                .isEqualTo("ATTRIBUTE_OUTSIDE_SET");
        var created = offer("radio", "RADIO-1", set + ", \"attributes\": {\"warranty\": [\"24\"]}");
        assertThat(created.getStatusCode().value()).isEqualTo(201);

        var changed =
                staff(
                        HttpMethod.PUT,
                        "/admin/products/" + textAt(created, "/productId"),
                        "{\"name\": {\"en\": \"Radio\"}, \"attributes\": {\"warranty\": [\"long\"]}}",
                        null);
        assertThat(codeOf(changed, 422)).isEqualTo("ATTRIBUTE_VALUE_UNFIT");
    }

    @Test
    void are_archived_and_defined_again() {
        accepted(define("season", "{\"label\": {\"en\": \"Season\"}, \"kind\": \"TEXT\"}"));
        accepted(compose("seasonal", "[\"season\"]"));
        for (var archived : new String[] {"attributes/season", "attribute-sets/seasonal"}) {
            var archival = "/admin/" + archived + "/archival";
            accepted(staff(HttpMethod.POST, archival, null, null));
            accepted(staff(HttpMethod.POST, archival, null, null));
        }
        assertThat(codeOf(compose("seasonal", "[\"season\"]"), 422)).isEqualTo("ATTRIBUTE_UNKNOWN");
        accepted(define("season", "{\"label\": {\"en\": \"Season\"}, \"kind\": \"TEXT\"}"));
        accepted(compose("seasonal", "[\"season\"]"));
        assertThat(
                        codeOf(
                                staff(
                                        HttpMethod.POST,
                                        "/admin/attributes/no-such/archival",
                                        null,
                                        null),
                                404))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void are_refused_with_the_member_at_fault() {
        var unit =
                define(
                        "width",
                        "{\"label\": {\"en\": \"W\"}, \"kind\": \"TEXT\", \"unit\": \"m\"}");
        assertThat(codeOf(unit, 400)).isEqualTo("INVALID_VALUE");
        assertThat(textAt(unit, "/field")).isEqualTo("unit");
        var choice = define("width", textures("Very wide"));
        assertThat(codeOf(choice, 400)).isEqualTo("INVALID_VALUE");
        assertThat(textAt(choice, "/field")).isEqualTo("choices[0].code");
        assertThat(codeOf(define("Width", textures("wide")), 400)).isEqualTo("INVALID_VALUE");
    }

    private static void accepted(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer).isEqualTo(204);
    }

    private static String textures(String... codes) {
        var choices = new StringBuilder();
        for (var code : codes) {
            choices.append(choices.isEmpty() ? "" : ", ")
                    .append("{\"code\": \"%1$s\", \"label\": {\"en\": \"%1$s\"}}".formatted(code));
        }
        return "{\"label\": {\"en\": \"Texture\"}, \"kind\": \"CHOICE\", \"choices\": [%s]}"
                .formatted(choices);
    }
}
