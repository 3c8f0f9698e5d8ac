package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.account.Role;
import io.cartulary.standalone.shop.Shopper;
import io.cartulary.standalone.shop.Shopper.Answer;
import io.cartulary.standalone.shop.StandaloneShop;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Bodies beside what the description at `/api/docs` allows are refused.
class RefusedBodiesTest extends DescribedApi {

    private static final Shopper SHOPPER = shopper();
    private static final String LOGGED_IN = "Bearer " + StandaloneShop.accessToken(Role.CUSTOMER);
    private static final String SUPER_ADMIN = StandaloneShop.accessToken(Role.SUPER_ADMIN);

    private static Shopper shopper() {
        var shopper = StandaloneShop.shopper();
        shopper.openCart();
        return shopper;
    }

    /// A body of one operation that the document shows as an example.
    private record Sent(String method, String path, String schema, JsonNode example) {

        Answer with(JsonNode body) {
            var route = ApiOperation.filled(path);
            var verb = method.toUpperCase(Locale.ROOT);
            return route.startsWith("/admin/")
                    ? SHOPPER.bearing(SUPER_ADMIN, verb, route, body.toString())
                    : SHOPPER.shop(verb, route, body.toString(), "Authorization", LOGGED_IN);
        }
    }

    private List<Sent> examples() {
        var examples = new ArrayList<Sent>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method -> {
                                    var media =
                                            method.getValue()
                                                    .at("/requestBody/content/application~1json");
                                    var schema = media.at("/schema/$ref");
                                    if (!schema.isMissingNode()
                                            && !path.getKey().startsWith("/api/v1/payments/")) {
                                        Stream.concat(
                                                        Stream.of(media.path("example")),
                                                        media.path("examples")
                                                                .valueStream()
                                                                .map(one -> one.path("value")))
                                                .filter(JsonNode::isObject)
                                                .findFirst()
                                                .ifPresent(example ->
                                                        examples.add(
                                                                new Sent(
                                                                        method.getKey(),
                                                                        path.getKey(),
                                                                        nameOf(schema),
                                                                        example)));
                                    }
                                }));
        return examples;
    }

    @Test
    void what_a_body_requires_is_refused_by_name_where_it_is_missing() {
        var taken = new ArrayList<String>();
        for (var sent : examples()) {
            for (var required : schemas().path(sent.schema()).path("required")) {
                var member = required.asString();
                var body = (ObjectNode) sent.example().deepCopy();
                body.remove(member);
                var answer = sent.with(body);
                if (answer.status() != 400 || !answer.text("field").startsWith(member)) {
                    taken.add("%s without %s: %s".formatted(sent, member, answer.body()));
                }
            }
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void what_is_beyond_a_bound_is_refused_by_name() {
        var taken = new ArrayList<String>();
        for (var sent : examples()) {
            schemas()
                    .path(sent.schema())
                    .path("properties")
                    .properties()
                    .forEach(member ->
                            beyond(member.getValue())
                                    .forEach(value -> {
                                        var body = (ObjectNode) sent.example().deepCopy();
                                        body.set(member.getKey(), value);
                                        var answer = sent.with(body);
                                        if (answer.status() != 400
                                                || !answer.text("field")
                                                        .startsWith(member.getKey())) {
                                            taken.add(
                                                    "%s with %s: %s"
                                                            .formatted(
                                                                    sent, member, answer.body()));
                                        }
                                    }));
        }
        assertThat(taken).isEmpty();
    }

    /// Values next to what a schema takes.
    private static Stream<JsonNode> beyond(JsonNode schema) {
        var values = JsonNodeFactory.instance;
        return switch (schema.path("type").asString("")) {
            case "string" ->
                    schema.has("maxLength")
                            ? Stream.of(
                                    values.stringNode(
                                            "A".repeat(schema.path("maxLength").asInt() + 1)),
                                    values.stringNode(
                                            "A".repeat(schema.path("minLength").asInt(1) - 1)))
                            : Stream.of();
            case "integer" ->
                    Stream.of(
                            values.numberNode(
                                    schema.path("maximum").bigIntegerValue().add(BigInteger.ONE)),
                            values.numberNode(
                                    schema.path("minimum")
                                            .bigIntegerValue()
                                            .subtract(BigInteger.ONE)));
            case "array" -> {
                var many = values.arrayNode();
                for (var i = 0; i <= schema.path("maxItems").asInt(); i++) {
                    many.add("A" + i);
                }
                yield schema.path("minItems").asInt() > 0
                        ? Stream.of(many, values.arrayNode())
                        : Stream.of(many);
            }
            default -> Stream.of();
        };
    }
}
