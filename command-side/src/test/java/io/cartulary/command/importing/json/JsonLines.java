package io.cartulary.command.importing.json;

import java.util.function.Function;

/// Lines of files as an import reads them.
public final class JsonLines {

    private JsonLines() {}

    public static <T> T read(String line, Function<JsonFields, T> content) {
        var fields = JsonLine.read(line);
        var read = content.apply(fields);
        fields.refuseOthers();
        return read;
    }
}
