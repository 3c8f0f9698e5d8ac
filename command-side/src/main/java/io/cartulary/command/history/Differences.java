package io.cartulary.command.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/// Compares two states field by field. Elements of a list are compared with those that begin with
/// the same identifier, wherever they stand.
final class Differences {

    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /// @param before absent for what was not there
    /// @param after absent for what is there no longer
    record Difference(String field, @Nullable JsonNode before, @Nullable JsonNode after) {}

    static List<Difference> between(JsonNode before, JsonNode after) {
        var differences = new Differences();
        differences.compare("", before, after);
        return differences.found;
    }

    private void compare(String field, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null ? after == null : before.equals(after)) {
            return;
        }
        if (isOf(JsonNodeType.OBJECT, before, after)) {
            compareMembers(
                    field, field.isEmpty() ? "%s%s" : "%s.%s", members(before), members(after));
            return;
        }
        if (isOf(JsonNodeType.ARRAY, before, after)) {
            var former = byIdentifier(before);
            var latter = byIdentifier(after);
            if (former != null && latter != null && !former.equals(latter)) {
                compareMembers(field, "%s[%s]", former, latter);
                return;
            }
        }
        found.add(new Difference(field, before, after));
    }

    private void compareMembers(
            String field, String form, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        before.forEach(
                (name, former) -> compare(form.formatted(field, name), former, after.get(name)));
        after.forEach((name, latter) -> {
            if (!before.containsKey(name)) {
                compare(form.formatted(field, name), null, latter);
            }
        });
    }

    private static boolean isOf(
            JsonNodeType type, @Nullable JsonNode before, @Nullable JsonNode after) {
        return before != null
                && after != null
                && before.getNodeType() == type
                && after.getNodeType() == type;
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        var members = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    /// Nothing for a list whose elements have no identifier: their first member, a text or a
    /// number, which no two share.
    private static @Nullable Map<String, JsonNode> byIdentifier(JsonNode list) {
        var elements = new LinkedHashMap<String, JsonNode>();
        for (var element : list) {
            var first = element.isObject() ? element.iterator() : null;
            var identifier = first != null && first.hasNext() ? first.next() : null;
            if (identifier == null
                    || !identifier.isString() && !identifier.isNumber()
                    || elements.put(identifier.asString(), element) != null) {
                return null;
            }
        }
        return elements;
    }
}
