package io.cartulary.benchmarks.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One thing that is wrong with an otherwise right JSON body.
enum JsonFault {
    MISSING,
    NULL,
    DOUBLED(true),
    UNKNOWN(true),
    OTHER_CASE(true),
    OTHER_TYPE,
    FRACTION,
    NUMBER_AS_TEXT,
    ONE_MORE,
    ONE_LESS,
    NEGATIVE,
    HUGE_NUMBER,
    HUGE_EXPONENT,
    MANY_DIGITS,
    EMPTY,
    BLANK,
    NUL(true),
    LONE_SURROGATE(true),
    LONG_TEXT,
    ODD_TEXT,
    DEEP,
    MANY_ELEMENTS,
    EMPTY_CONTAINER,
    FOREIGN_ID;

    /// Stands in a tree where text that is no JSON value comes in its place.
    private static final String PLACE = "@@place@@";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONG = 70_000;
    private static final int DEPTH = 3_000;

    /// Never right, whatever the member means: a success is a finding.
    private final boolean mustBeRefused;

    JsonFault() {
        this(false);
    }

    JsonFault(boolean mustBeRefused) {
        this.mustBeRefused = mustBeRefused;
    }

    /// A body with one fault.
    ///
    /// @param at where it stands, for example `lines[0].quantity`
    /// @param mustBeRefused whether to take it would be wrong
    record Faulty(String json, String at, boolean mustBeRefused) {}

    private record Place(JsonNode parent, String member, int index, String path) {

        JsonNode value() {
            return parent instanceof ObjectNode object
                    ? object.path(member)
                    : ((ArrayNode) parent).path(index);
        }

        void replace(JsonNode by) {
            if (parent instanceof ObjectNode object) {
                object.set(member, by);
            } else {
                ((ArrayNode) parent).set(index, by);
            }
        }
    }

    /// Puts this fault somewhere into a body; absent where the body has no place for it.
    @Nullable Faulty into(JsonNode body, RandomGenerator random, KnownIds ids) {
        var copy = body.deepCopy();
        var places = new ArrayList<Place>();
        collect(copy, "", places);
        places.removeIf(place -> !fits(place));
        if (places.isEmpty()) {
            return null;
        }
        var place = places.get(random.nextInt(places.size()));
        var value = place.value();
        var text = JSON.writeValueAsString(value);
        var raw =
                switch (this) {
                    case MISSING -> "";
                    case NULL -> "null";
                    case DOUBLED -> text + ",\"" + place.member() + "\":" + text;
                    case UNKNOWN -> text + ",\"unheardOf\":1";
                    case OTHER_CASE -> "";
                    case OTHER_TYPE -> otherType(value, random);
                    case FRACTION -> text + ".5";
                    case NUMBER_AS_TEXT -> "\"" + text + "\"";
                    case ONE_MORE -> String.valueOf(value.asLong() + 1);
                    case ONE_LESS -> String.valueOf(value.asLong() - 1);
                    case NEGATIVE -> "-" + Math.max(1, Math.abs(value.asLong()));
                    case HUGE_NUMBER -> random.nextBoolean() ? "9223372036854775807" : "2147483648";
                    case HUGE_EXPONENT -> "1e999999999";
                    case MANY_DIGITS -> "9".repeat(2_000);
                    case EMPTY -> "\"\"";
                    case BLANK -> "\" \\t \"";
                    case NUL -> text.substring(0, text.length() - 1) + "\\u0000\"";
                    case LONE_SURROGATE -> text.substring(0, text.length() - 1) + "\\ud800\"";
                    case LONG_TEXT -> "\"" + "x".repeat(LONG) + "\"";
                    case ODD_TEXT -> JSON.writeValueAsString(oddText(random));
                    case DEEP -> "[".repeat(DEPTH) + "]".repeat(DEPTH);
                    case MANY_ELEMENTS ->
                            "["
                                    + (JSON.writeValueAsString(value.path(0)) + ",").repeat(2_000)
                                    + JSON.writeValueAsString(value.path(0))
                                    + "]";
                    case EMPTY_CONTAINER -> value.isArray() ? "[]" : "{}";
                    case FOREIGN_ID -> JSON.writeValueAsString(ids.any(random));
                };
        if (this == MISSING) {
            ((ObjectNode) place.parent()).remove(place.member());
        } else if (this == OTHER_CASE) {
            var object = (ObjectNode) place.parent();
            object.remove(place.member());
            object.set(otherCase(place.member()), value);
        } else {
            place.replace(JSON.getNodeFactory().stringNode(PLACE));
        }
        return new Faulty(
                JSON.writeValueAsString(copy).replace("\"" + PLACE + "\"", raw),
                place.path(),
                mustBeRefused || this == FRACTION && value.isIntegralNumber());
    }

    private boolean fits(Place place) {
        var value = place.value();
        return switch (this) {
            case MISSING, DOUBLED, UNKNOWN -> place.parent().isObject() && !isFreeForm(place);
            case OTHER_CASE ->
                    place.parent().isObject()
                            && !isFreeForm(place)
                            && !otherCase(place.member()).equals(place.member());
            case NULL, OTHER_TYPE, DEEP -> true;
            case FRACTION, ONE_MORE, ONE_LESS, NEGATIVE -> value.isIntegralNumber();
            case NUMBER_AS_TEXT, HUGE_NUMBER, HUGE_EXPONENT, MANY_DIGITS -> value.isNumber();
            case EMPTY, BLANK, NUL, LONE_SURROGATE, LONG_TEXT, ODD_TEXT, FOREIGN_ID ->
                    value.isString();
            case MANY_ELEMENTS -> value.isArray() && !value.isEmpty();
            case EMPTY_CONTAINER -> value.isContainer();
        };
    }

    /// Members whose names are data, such as languages and attributes: another name is no fault.
    private static boolean isFreeForm(Place place) {
        return place.path()
                .matches(
                        ".*\\b(name|label|description|attributes|options|metadata|byClass)\\.[^.]+$|^.*\\.(name|label|description)\\.\\w+$");
    }

    private static String otherCase(String member) {
        return member.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + member.substring(1);
    }

    private static String otherType(JsonNode value, RandomGenerator random) {
        var types = new ArrayList<>(List.of("true", "7", "\"words\"", "{}", "[]", "[1]", "1.25"));
        if (value.isString()) {
            types.remove("\"words\"");
        }
        return types.get(random.nextInt(types.size()));
    }

    static String oddText(RandomGenerator random) {
        return ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
    }

    private static final List<String> ODD_TEXTS =
            List.of(
                    "'; drop table effect; --",
                    "<script>alert(1)</script>",
                    "${jndi:ldap://127.0.0.1/a}",
                    "../../../etc/passwd",
                    "%00%ff",
                    "\u202Eevil\u202C",
                    "\uFEFFmarked",
                    "\u0001\u0007\u001B[31m",
                    "🧴".repeat(40),
                    "ភាសាខ្មែរ ภาษาไทย",
                    "null",
                    "NaN",
                    "2011-02-31",
                    "2026-13-45T99:99:99Z",
                    "0000-00-00T00:00:00Z",
                    "+999999999-12-31T23:59:59Z",
                    "XXX",
                    "a".repeat(256));

    private static void collect(JsonNode node, String path, List<Place> places) {
        if (node instanceof ObjectNode object) {
            for (var member : object.propertyNames()) {
                var inner = path.isEmpty() ? member : path + "." + member;
                places.add(new Place(object, member, 0, inner));
                collect(object.path(member), inner, places);
            }
        } else if (node instanceof ArrayNode array) {
            for (int index = 0; index < array.size(); index++) {
                var inner = path + "[" + index + "]";
                places.add(new Place(array, "", index, inner));
                collect(array.path(index), inner, places);
            }
        }
    }
}
