package io.cartulary.query.projection.analyst;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;

/// One view that analysts read, as `analyst/views.yaml` has it.
///
/// @param projection whose live generation it shows
/// @param rows the tables of a generation that it reads, with a condition
/// @param columns what each means, by its name or, where the table has it under another one, by
///   `expression as name`
record AnalystView(
        String name, String projection, String meaning, String rows, Map<String, String> columns) {

    private static final String AS = " as ";

    static List<AnalystView> all() {
        var file = new YamlMapFactoryBean();
        file.setResources(new ClassPathResource("analyst/views.yaml"));
        return file.getObject().entrySet().stream()
                .map(view -> read(view.getKey(), (Map<?, ?>) view.getValue()))
                .toList();
    }

    private static AnalystView read(String name, Map<?, ?> view) {
        return new AnalystView(
                name,
                view.get("projection").toString(),
                view.get("meaning").toString(),
                view.get("rows").toString(),
                ((Map<?, ?>) view.get("columns"))
                        .entrySet().stream()
                                .collect(
                                        toMap(
                                                column -> column.getKey().toString(),
                                                column -> column.getValue().toString(),
                                                (first, _) -> first,
                                                LinkedHashMap::new)));
    }

    /// Creates it over the tables that the search path leads to.
    String definition(String schema) {
        return "create or replace view %s.%s as select %s from %s"
                .formatted(schema, name, String.join(", ", columns.keySet()), rows);
    }

    /// Says in the database what it and its columns mean.
    String comments(String schema) {
        return columns.entrySet().stream()
                .map(column ->
                        "comment on column %s.%s.%s is %s;"
                                .formatted(
                                        schema,
                                        name,
                                        nameOf(column.getKey()),
                                        quoted(column.getValue())))
                .collect(
                        joining(
                                "\n",
                                "comment on view %s.%s is %s;\n"
                                        .formatted(schema, name, quoted(meaning)),
                                ""));
    }

    private static String nameOf(String column) {
        return column.contains(AS)
                ? column.substring(column.lastIndexOf(AS) + AS.length())
                : column;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
