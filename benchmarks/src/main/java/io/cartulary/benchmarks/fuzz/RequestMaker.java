package io.cartulary.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.benchmarks.client.OperatorToken;
import io.cartulary.benchmarks.fuzz.ApiOperation.Caller;
import io.cartulary.benchmarks.fuzz.ApiOperation.Parameter;
import io.cartulary.benchmarks.fuzz.JsonFault.Faulty;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Makes the requests of a run. A request's number and the run's seed decide what is asked and what
/// is wrong with it; the ids in it are those that the server gave so far.
final class RequestMaker {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HEAVY_ONE_IN = 60;

    private final long seed;
    private final List<ApiOperation> operations;
    private final KnownIds ids;
    private final OperatorToken staff;

    /// @param staff as whom staff ask
    RequestMaker(long seed, List<ApiOperation> operations, KnownIds ids, OperatorToken staff) {
        this.seed = seed;
        this.operations = operations;
        this.ids = ids;
        this.staff = staff;
    }

    FuzzRequest make(int number) throws IOException {
        return new OneRequest(number).make();
    }

    /// A value of a parameter as it is written into an address.
    private record Written(String text, String fault, boolean mustBeRefused) {}

    private final class OneRequest {

        private final int number;
        private final SplittableRandom random;
        private final ApiOperation operation;
        private String method;
        private String fault = "nothing is wrong";
        private boolean mustBeRefused;
        private byte[] body = {};
        private final StringBuilder headers = new StringBuilder();

        OneRequest(int number) {
            this.number = number;
            this.random = new SplittableRandom(seed * 1_000_003 + number);
            this.operation = operation();
            this.method = operation.method();
        }

        private ApiOperation operation() {
            while (true) {
                var drawn = operations.get(random.nextInt(operations.size()));
                if (!drawn.isHeavy() || random.nextInt(HEAVY_ONE_IN) == 0) {
                    return drawn;
                }
            }
        }

        FuzzRequest make() throws IOException {
            var kind = random.nextInt(100);
            var example = operation.body();
            identify();
            if (method.equals("POST") && random.nextInt(3) == 0) {
                headers.append("Idempotency-Key: ").append(key()).append("\r\n");
            }
            if (example != null) {
                body = filled(example).getBytes(UTF_8);
                contentType(operation.contentType());
                if (operation.takesJson() && kind < 55) {
                    faultInBody(example);
                } else if (kind < 61) {
                    rawFaultInBody();
                }
            }
            var untouched = fault.equals("nothing is wrong");
            var path = path(untouched && kind < 85, kind % 5 == 0);
            if (fault.equals("nothing is wrong") && kind >= 90) {
                if (kind < 94) {
                    oddMethod();
                } else {
                    oddHeader();
                }
            }
            return new FuzzRequest(
                    number,
                    operation,
                    method,
                    path,
                    headers.toString(),
                    body,
                    fault,
                    mustBeRefused);
        }

        private UUID key() {
            return new UUID(random.nextLong(), random.nextLong());
        }

        private void contentType(String type) {
            headers.append("Content-Type: ").append(type).append("\r\n");
        }

        /// Mostly as the one whom the document lets in; now and then as another.
        private void identify() throws IOException {
            var drawn = random.nextInt(20);
            var caller =
                    switch (drawn) {
                        case 0 -> Caller.ANYONE;
                        case 1 -> Caller.SHOPPER;
                        case 2 -> Caller.STAFF;
                        default -> operation.caller();
                    };
            if (caller == Caller.STAFF) {
                headers.append(staff.header());
            } else if (caller == Caller.SHOPPER) {
                var token = ids.of("Cart-Token", random);
                if (token != null) {
                    headers.append("Cart-Token: ").append(token).append("\r\n");
                }
            }
        }

        /// The example, mostly with ids that exist.
        private String filled(JsonNode example) {
            if (example.isString()) {
                return example.asString();
            }
            var copy = example.deepCopy();
            if (random.nextInt(5) > 0) {
                fill(copy);
            }
            return JSON.writeValueAsString(copy);
        }

        private void fill(JsonNode node) {
            if (node instanceof ObjectNode object) {
                for (var member : List.copyOf(object.propertyNames())) {
                    var known = object.path(member).isString() ? ids.of(member, random) : null;
                    if (known != null && !member.equals("name")) {
                        object.set(member, StringNode.valueOf(known));
                    }
                }
            }
            node.forEach(this::fill);
        }

        private void faultInBody(JsonNode example) {
            var kinds = JsonFault.values();
            var copy = example.deepCopy();
            if (random.nextInt(5) > 0) {
                fill(copy);
            }
            var kind = kinds[random.nextInt(kinds.length)];
            @Nullable Faulty faulty = kind.into(copy, random, ids);
            if (faulty != null) {
                body = faulty.json().getBytes(UTF_8);
                fault = "%s at %s".formatted(kind, faulty.at());
                mustBeRefused = faulty.mustBeRefused();
            }
        }

        private void rawFaultInBody() {
            var right = body;
            var half = new String(right, UTF_8).substring(0, right.length / 2);
            switch (random.nextInt(8)) {
                case 0 -> raw("half a body", half.getBytes(UTF_8));
                case 1 -> raw("no body", new byte[0]);
                case 2 ->
                        raw(
                                "words after the body",
                                (new String(right, UTF_8) + " x").getBytes(UTF_8));
                case 3 -> raw("an array as body", "[]".getBytes(UTF_8));
                case 4 -> raw("a text as body", "\"x\"".getBytes(UTF_8));
                case 5 -> raw("null as body", "null".getBytes(UTF_8));
                case 6 -> {
                    var wrong = right.clone();
                    for (int at = 0; at < 3; at++) {
                        wrong[random.nextInt(wrong.length)] = (byte) (0x80 + random.nextInt(0x80));
                    }
                    raw("wrong bytes", wrong);
                }
                default -> {
                    fault = "another content type";
                    headers.setLength(headers.indexOf("Content-Type"));
                    contentType("application/xml");
                }
            }
            mustBeRefused = operation.takesJson() && !fault.equals("wrong bytes");
        }

        private void raw(String what, byte[] bytes) {
            fault = what;
            body = bytes;
        }

        private String path(boolean mayBeWrong, boolean unknownParameter) {
            var wrong = mayBeWrong && !operation.parameters().isEmpty();
            var written = new ArrayList<Parameter>(operation.parameters());
            written.removeIf(parameter ->
                    parameter.in().equals("query")
                            && !parameter.required()
                            && random.nextInt(3) > 0);
            var target =
                    wrong && !written.isEmpty()
                            ? written.get(random.nextInt(written.size()))
                            : null;
            var path = operation.path();
            var query = new StringJoiner("&", "?", "").setEmptyValue("");
            for (var parameter : written) {
                var value =
                        parameter == target
                                ? wrongValue(parameter)
                                : new Written(value(parameter), "", false);
                if (parameter == target) {
                    fault = "%s in %s".formatted(value.fault(), parameter.name());
                    mustBeRefused |= value.mustBeRefused();
                }
                switch (parameter.in()) {
                    case "path" -> path = path.replace("{" + parameter.name() + "}", value.text());
                    case "query" -> query.add(parameter.name() + "=" + value.text());
                    default -> {
                        if (parameter == target) {
                            headers.append(parameter.name())
                                    .append(": ")
                                    .append(headerText(value.text()))
                                    .append("\r\n");
                        }
                    }
                }
            }
            if (mayBeWrong && target == null && unknownParameter) {
                query.add("unheardOf=1");
                fault = "an unknown parameter";
                mustBeRefused = true;
            }
            return path + query;
        }

        private static String headerText(String value) {
            return new String(value.getBytes(ISO_8859_1), ISO_8859_1).replaceAll("[\r\n\0]", "");
        }

        private String value(Parameter parameter) {
            var known = ids.of(parameter.name(), random);
            if (known != null && !parameter.in().equals("query")) {
                return encoded(known);
            }
            var schema = parameter.schema();
            var choices = schema.path("enum");
            if (!choices.isEmpty()) {
                return encoded(choices.path(random.nextInt(choices.size())).asString());
            }
            return switch (schema.path("type").asString("string")) {
                case "integer" -> String.valueOf(1 + random.nextInt(50));
                case "boolean" -> String.valueOf(random.nextBoolean());
                default ->
                        switch (parameter.name()) {
                            case "from" -> "2026-01-01";
                            case "to" -> "2026-12-31";
                            case "country", "destination" -> "GB";
                            case "currency" -> "EUR";
                            case "language" -> "en";
                            case "shippingMethod" -> "standard";
                            case "aggregate" -> encoded(ids.any(random));
                            default -> known == null ? "rose" : encoded(known);
                        };
            };
        }

        private Written wrongValue(Parameter parameter) {
            var refused = !parameter.in().equals("header");
            return switch (random.nextInt(12)) {
                case 0 -> new Written("a%00b", "NUL", refused);
                case 1 -> new Written("a%ED%A0%80b", "a lone surrogate", refused);
                case 2 -> new Written("%C3%28", "bytes that are no UTF-8", false);
                case 3 -> new Written("x".repeat(5_000), "a long text", false);
                case 4 -> new Written("", "nothing", false);
                case 5 -> new Written("-1", "-1", false);
                case 6 -> new Written("1.5", "a fraction", false);
                case 7 -> new Written("99999999999999999999", "a huge number", false);
                case 8 -> new Written("1e999999999", "a huge exponent", false);
                case 9 -> new Written("%25", "a percent sign", false);
                case 10 -> new Written(encoded(ids.any(random)), "another's id", false);
                default -> {
                    var odd = JsonFault.oddText(random);
                    yield new Written(encoded(odd), "odd text", false);
                }
            };
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, UTF_8).replace("+", "%20");
        }

        private void oddMethod() {
            var methods = List.of("HEAD", "OPTIONS", "TRACE", "PROPFIND", "PATCH", "PUT", "DELETE");
            method = methods.get(random.nextInt(methods.size()));
            fault = "method " + method;
        }

        private void oddHeader() {
            var header =
                    List.of(
                                    "If-Match: \"bogus\"",
                                    "If-Match: *",
                                    "If-None-Match: W/\"x\"",
                                    "Idempotency-Key: " + "k".repeat(3_000),
                                    "Idempotency-Key: \u00e9\u00ff",
                                    "Cartulary-Position: bogus",
                                    "Cartulary-Position: 999999999999999999",
                                    "Accept: image/png",
                                    "Accept: nonsense",
                                    "Accept-Language: xx-\u00ff",
                                    "Cart-Token: x",
                                    "Cart-Token: " + "x".repeat(6_000),
                                    "Authorization: Bearer x",
                                    "Authorization: Basic !!!",
                                    "X-Request-Id: " + "r".repeat(3_000),
                                    "X-Forwarded-Host: evil.example",
                                    "Range: bytes=5-2",
                                    "Expect: nonsense",
                                    "Content-Encoding: gzip",
                                    "Origin: https://evil.example")
                            .get(random.nextInt(20));
            headers.append(header).append("\r\n");
            fault = "header " + FuzzRequest.cut(header);
        }
    }
}
