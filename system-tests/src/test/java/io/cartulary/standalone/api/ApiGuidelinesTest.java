package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.standalone.shop.StandaloneShop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Holds the description at `/api/docs` to `docs/api-guidelines.md`.
class ApiGuidelinesTest extends DescribedApi {

    /// What payment providers send has their form.
    private static final String OF_PROVIDERS = ".*payment\\.provider.*";

    /// What RFC 6749 names, by which any client of OAuth 2 gets a token.
    private static final String OF_A_STANDARD = ".*(MachineToken|TokenRequest)\\..*";

    /// Its routes are not in a shop that is not configured for it.
    private static final String ONLY_WITH_PROVIDERS = "parameter.proof";

    private static final Set<String> PARAMETERS_OF_LISTS = Set.of("cursor", "limit");

    private JsonNode answerOf(JsonNode operation) {
        var schema = operation.at("/responses/200/content/application~1json/schema");
        var reference = schema.path("$ref");
        return reference.isMissingNode() ? schema : schemas().path(nameOf(reference));
    }

    @Test
    void no_answer_is_a_bare_array() {
        var bare = new ArrayList<String>();
        eachOperation((name, operation) -> {
            if (answerOf(operation).path("type").asString("").equals("array")) {
                bare.add(name);
            }
        });
        assertThat(bare).isEmpty();
    }

    @Test
    void what_has_pages_answers_items_and_the_next_cursor() {
        var other = new ArrayList<String>();
        eachOperation((name, operation) -> {
            if (namesOf(operation).anyMatch("cursor"::equals)) {
                var members = answerOf(operation).path("properties").propertyNames();
                if (!members.containsAll(Set.of("items", "next"))
                        || !namesOf(operation).toList().containsAll(PARAMETERS_OF_LISTS)) {
                    other.add(name);
                }
            }
        });
        assertThat(other).isEmpty();
    }

    @Test
    void what_a_piece_costs_the_shop_is_in_answers_to_staff_only() {
        var telling = new ArrayList<String>();
        eachOperation((name, operation) -> {
            if (has("costPrice", operation.path("responses"), new HashSet<>())) {
                telling.add(name);
            }
        });
        assertThat(telling).isNotEmpty().allMatch(name -> name.contains(" /api/v1/admin/"));
    }

    private boolean has(String member, JsonNode described, Set<String> seen) {
        return described.toString().contains("\"" + member)
                || described.findValues("$ref").stream()
                        .map(DescribedApi::nameOf)
                        .filter(seen::add)
                        .anyMatch(name -> has(member, schemas().path(name), seen));
    }

    @Test
    void every_limit_has_the_same_bounds() {
        eachOperation((name, operation) ->
                operation
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.path("name").asString().equals("limit"))
                        .forEach(parameter -> {
                            assertThat(parameter.at("/schema/minimum").asInt()).as(name).isOne();
                            assertThat(parameter.at("/schema/maximum").asInt())
                                    .as(name)
                                    .isEqualTo(200);
                            assertThat(parameter.at("/schema/default").asInt())
                                    .as(name)
                                    .isEqualTo(20);
                        }));
    }

    @Test
    void every_parameter_says_what_it_means() {
        var silent = new ArrayList<String>();
        eachOperation((name, operation) ->
                operation
                        .path("parameters")
                        .forEach(parameter -> {
                            if (parameter.path("description").asString("").isBlank()) {
                                silent.add(name + " " + parameter.path("name").asString());
                            }
                        }));
        assertThat(silent).isEmpty();
    }

    @Test
    void every_member_says_what_it_means() {
        var silent = new ArrayList<String>();
        eachMember((name, member) -> {
            if (member.path("description").asString("").isBlank() && !name.matches(OF_PROVIDERS)) {
                silent.add(name);
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void every_text_about_a_member_or_parameter_is_used() throws IOException {
        var texts = new Properties();
        try (var file = getClass().getResourceAsStream("/api/descriptions.properties")) {
            texts.load(file);
        }
        var known = new TreeSet<>(Set.of(ONLY_WITH_PROVIDERS));
        eachMember((name, _) -> {
            var member = name.substring(name.lastIndexOf('.') + 1);
            var schema = name.substring(0, name.length() - member.length() - 1).split("-")[0];
            known.add(member);
            known.add(schema.substring(schema.lastIndexOf('.') + 1) + "." + member);
        });
        eachOperation((_, operation) ->
                namesOf(operation)
                        .forEach(name -> known.addAll(List.of(name, "parameter." + name))));
        assertThat(texts.stringPropertyNames()).allMatch(known::contains);
    }

    @Test
    void no_member_or_parameter_has_two_texts() throws IOException {
        try (var file = getClass().getResourceAsStream("/api/descriptions.properties")) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .filteredOn(line -> line.contains("=") && !line.startsWith("#"))
                    .extracting(line -> line.substring(0, line.indexOf('=')))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void members_are_in_camel_case_and_pieces_are_a_number() {
        eachMember((name, member) -> {
            if (!name.matches(OF_PROVIDERS) && !name.matches(OF_A_STANDARD)) {
                assertThat(name).matches(".*\\.[a-z][A-Za-z0-9]*");
            }
            if (name.endsWith(".pieces")) {
                assertThat(member.path("type").asString()).as(name).isEqualTo("integer");
            }
        });
    }

    @Test
    void a_list_of_its_own_has_a_path_that_no_slug_can_have() {
        var lists =
                DOCUMENT.path("paths").propertyNames().stream()
                        .filter(path -> path.matches("/api/v1/products/[a-z-]+"))
                        .map(path -> path.substring(path.lastIndexOf('/') + 1))
                        .toList();
        assertThat(lists).isNotEmpty();
        for (var list : lists) {
            var refused =
                    StandaloneShop.shopper()
                            .staff(
                                    "POST",
                                    "/admin/products",
                                    """
                                    {"slug": "%s", "description": {"name": {"en": "A list"}, "categories": []},
                                     "variants": [{"sku": "LIST-1", "price": {"amount": 1, "currency": "GBP"}}]}\
                                    """
                                            .formatted(list))
                            .expect(422);
            assertThat(refused.text("code")).isEqualTo("SLUG_RESERVED");
        }
    }

    @Test
    void every_body_and_answer_has_a_schema() {
        var without = new ArrayList<String>();
        eachOperation((name, operation) -> {
            Stream.concat(
                            Stream.of(operation.path("requestBody")),
                            operation.path("responses").valueStream())
                    .flatMap(body -> body.path("content").valueStream())
                    .filter(media -> media.path("schema").isEmpty())
                    .forEach(_ -> without.add(name));
        });
        assertThat(without).isEmpty();
    }

    @Test
    void every_schema_is_used() {
        var used = new TreeSet<String>();
        DOCUMENT.findValues("$ref").forEach(reference -> used.add(nameOf(reference)));
        DOCUMENT.findValues("mapping")
                .forEach(mapping -> mapping.forEach(reference -> used.add(nameOf(reference))));
        assertThat(schemas().propertyNames()).allMatch(used::contains);
    }

    @Test
    void everything_that_is_sent_has_bounds() {
        var unbounded = new ArrayList<String>();
        for (var name : sent()) {
            eachMember(
                    name,
                    schemas().path(name),
                    (member, schema) -> {
                        if (!member.matches(OF_PROVIDERS)) {
                            unboundedIn(member, schema).forEach(unbounded::add);
                        }
                    });
        }
        eachOperation((name, operation) ->
                operation
                        .path("parameters")
                        .forEach(parameter ->
                                unboundedIn(
                                                name + " " + parameter.path("name").asString(),
                                                parameter.path("schema"))
                                        .filter(_ -> !isNumber(parameter.path("schema")))
                                        .forEach(unbounded::add)));
        assertThat(unbounded).isEmpty();
    }

    private static Stream<String> unboundedIn(String name, JsonNode schema) {
        var isBounded =
                switch (schema.path("type").asString("")) {
                    case "string" ->
                            schema.has("enum")
                                    || schema.has("format")
                                    || schema.has("maxLength")
                                    || schema.has("pattern");
                    case "integer", "number" -> schema.has("minimum") && schema.has("maximum");
                    case "array" -> schema.has("maxItems") || name.contains(" ");
                    case "object" ->
                            schema.has("maxProperties") || !schema.has("additionalProperties");
                    default -> true;
                };
        return Stream.of(
                        isBounded ? Stream.<String>empty() : Stream.of(name),
                        schema.has("items")
                                ? unboundedIn(name, schema.path("items"))
                                : Stream.<String>empty(),
                        schema.path("additionalProperties").isObject()
                                ? unboundedIn(name, schema.path("additionalProperties"))
                                : Stream.<String>empty())
                .flatMap(found -> found);
    }

    private static boolean isNumber(JsonNode schema) {
        return Set.of("integer", "number").contains(schema.path("type").asString(""));
    }

    /// The schemas of bodies that are sent, and those in them.
    private Set<String> sent() {
        var found = new TreeSet<String>();
        eachOperation((_, operation) -> collect(operation.path("requestBody"), found));
        found.remove("Money"); // bounded where it is used: a sum that is answered may be larger
        return found;
    }

    private void collect(JsonNode schema, Set<String> found) {
        for (var reference : schema.findValues("$ref")) {
            var name = nameOf(reference);
            if (found.add(name)) {
                collect(schemas().path(name), found);
            }
        }
    }

    @Test
    void a_type_with_several_forms_shows_each_with_its_name() {
        var types = new ArrayList<String>();
        schemas()
                .properties()
                .forEach(schema -> {
                    var discriminator = schema.getValue().path("discriminator");
                    if (!discriminator.isMissingNode()) {
                        types.add(schema.getKey());
                        assertThat(schema.getValue().path("oneOf"))
                                .as(schema.getKey())
                                .hasSameSizeAs(discriminator.path("mapping"))
                                .isNotEmpty();
                        discriminator
                                .path("mapping")
                                .properties()
                                .forEach(form -> checkForm(discriminator, form));
                    }
                });
        assertThat(types).contains("events.coupon.Discount", "query.behaviour.BehaviourEvent");
    }

    private void checkForm(JsonNode discriminator, Map.Entry<String, JsonNode> form) {
        var member = discriminator.path("propertyName").asString();
        var schema = schemas().path(nameOf(form.getValue()));
        assertThat(schema.path("properties").path(member).path("enum").valueStream())
                .as(form.toString())
                .map(JsonNode::asString)
                .containsExactly(form.getKey());
        assertThat(schema.path("required").valueStream())
                .as(form.toString())
                .map(JsonNode::asString)
                .contains(member);
    }

    @Test
    void a_refusal_that_ends_by_waiting_says_how_long() {
        eachOperation((name, operation) -> {
            var slowed = operation.at("/responses/429/headers");
            if (operation.path("responses").has("429")) {
                assertThat(slowed.propertyNames())
                        .as(name)
                        .contains("Retry-After", "RateLimit", "RateLimit-Policy");
            }
            assertThat(operation.at("/responses/503/headers").propertyNames())
                    .as(name)
                    .contains("Retry-After");
        });
    }
}
