package io.cartulary.command.importing.json;

import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.RowFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// Takes a line apart by what JSON says alone, so that whatever is wrong is named by its member.
/// Numbers stay the digits they are written with.
final class JsonLine {

    private static final int DEEPEST = 10;
    private static final int LONGEST_NUMBER = 100;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNumberLength(LONGEST_NUMBER)
                                    .build())
                    .build();

    private JsonLine() {}

    /// @throws RowFault when the line is not one JSON object
    static JsonFields read(String line) {
        Checks.readable("The line", line);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw RowFault.malformed(null, "Every line must be one JSON object.");
            }
            var members = object(parser, "");
            if (parser.nextToken() != null) {
                throw RowFault.malformed(null, "Something follows the object; write one a line.");
            }
            return new JsonFields("", members);
        } catch (StreamReadException e) {
            var location = e.getLocation();
            throw RowFault.malformed(
                    null,
                    location == null
                            ? "The line is no JSON."
                            : "The line is no JSON: something is wrong near its character %d."
                                    .formatted(location.getColumnNr()));
        } catch (JacksonException e) {
            throw RowFault.outOfBounds(
                    null,
                    "The line is nested deeper than %d levels or has a number of more than %d digits."
                            .formatted(DEEPEST, LONGEST_NUMBER));
        }
    }

    private static @Nullable Object value(JsonParser parser, String path) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> list(parser, path);
            case VALUE_STRING -> {
                var text = parser.getString();
                Checks.readable(path, text);
                yield text;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, Object> object(JsonParser parser, String path) {
        var members = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var member = path.isEmpty() ? name : path + "." + name;
            Checks.text("A member's name", name, 0, 100);
            parser.nextToken();
            if (members.containsKey(name)) {
                throw RowFault.malformed(member, "%s is given twice.".formatted(member));
            }
            members.put(name, value(parser, member));
        }
        return members;
    }

    private static List<Object> list(JsonParser parser, String path) {
        var items = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, path + "[" + items.size() + "]"));
        }
        return items;
    }
}
