package io.cartulary.query.projection.comparison;

import static io.cartulary.query.projection.comparison.FrozenSchemas.quoted;
import static java.util.stream.Collectors.joining;

import io.cartulary.query.projection.comparison.FrozenSchemas.Column;
import io.cartulary.query.projection.comparison.TableDifference.ColumnDifference;
import io.cartulary.query.projection.comparison.TableDifference.Example;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The same table of two schemas, joined by its primary key.
final class TablePair {

    /// Sums of floating-point numbers depend on the order of their parts, in the last digits.
    private static final String APPROXIMATE =
            "((l.%1$s is null) <> (r.%1$s is null) or coalesce(abs(l.%1$s - r.%1$s) > 0.000001, false))";

    private static final String EXACT = "(l.%1$s::text is distinct from r.%1$s::text)";

    private final JdbcClient snapshot;
    private final String table;
    private final List<Column> keys;
    private final List<Column> common;
    private final List<Column> onlyLive;
    private final List<Column> onlyRebuilt;
    private final String joined;
    private final String inLive;
    private final String inRebuilt;
    private final String differs;

    /// @param live what rows of the live table are selected from
    /// @param rebuilt what those of the rebuilt table are selected from
    TablePair(
            JdbcClient snapshot,
            String live,
            String rebuilt,
            String table,
            List<Column> liveColumns,
            List<Column> rebuiltColumns) {
        this.snapshot = snapshot;
        this.table = table;
        this.keys = liveColumns.stream().filter(Column::key).toList();
        this.common = liveColumns.stream().filter(rebuiltColumns::contains).toList();
        this.onlyLive = without(liveColumns, common);
        this.onlyRebuilt = without(rebuiltColumns, common);
        this.joined =
                "%s l full join %s r on %s"
                        .formatted(
                                live,
                                rebuilt,
                                keys.stream()
                                        .map(key -> "l.%1$s = r.%1$s".formatted(quoted(key.name())))
                                        .collect(joining(" and ")));
        var key = quoted(keys.getFirst().name());
        this.inLive = "l.%s is not null".formatted(key);
        this.inRebuilt = "r.%s is not null".formatted(key);
        this.differs =
                Stream.concat(Stream.of("false"), compared().map(TablePair::differs))
                        .collect(joining(" or ", "(", ")"));
    }

    TableDifference compare() {
        var counted = counts();
        return counted.differs()
                ? new TableDifference(
                        table,
                        counted.liveRows(),
                        counted.rebuiltRows(),
                        counted.missing(),
                        counted.additional(),
                        counted.changed(),
                        counted.columns(),
                        examples())
                : counted;
    }

    private TableDifference counts() {
        var compared = compared().toList();
        var counts = new ArrayList<String>();
        counts.add("count(*) filter (where %s)".formatted(inLive));
        counts.add("count(*) filter (where %s)".formatted(inRebuilt));
        counts.add("count(*) filter (where not %s)".formatted(inRebuilt));
        counts.add("count(*) filter (where not %s)".formatted(inLive));
        counts.add(
                "count(*) filter (where %s and %s and %s)".formatted(inLive, inRebuilt, differs));
        for (var column : compared) {
            counts.add(
                    "count(*) filter (where %s and %s and %s)"
                            .formatted(inLive, inRebuilt, differs(column)));
        }
        onlyLive.forEach(column -> counts.add("count(l.%s)".formatted(quoted(column.name()))));
        onlyRebuilt.forEach(column -> counts.add("count(r.%s)".formatted(quoted(column.name()))));
        var counted = Stream.of(compared, onlyLive, onlyRebuilt).flatMap(List::stream).toList();
        return snapshot.sql("select %s from %s".formatted(String.join(", ", counts), joined))
                .query((row, _) -> difference(row, counted))
                .single();
    }

    private TableDifference difference(ResultSet row, List<Column> counted) throws SQLException {
        var first = 6;
        var columns = new ArrayList<ColumnDifference>();
        for (var i = 0; i < counted.size(); i++) {
            var rows = row.getLong(first + i);
            if (rows > 0) {
                columns.add(new ColumnDifference(counted.get(i).name(), rows));
            }
        }
        return new TableDifference(
                table,
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                columns,
                List.of());
    }

    private List<Example> examples() {
        var key =
                keys.stream()
                        .map(column -> "coalesce(l.%1$s, r.%1$s)".formatted(quoted(column.name())))
                        .toList();
        var differing =
                compared()
                        .map(column ->
                                "case when %s then '%s' end"
                                        .formatted(differs(column), column.name()))
                        .collect(joining(", ", "array_remove(array[", "]::text[], null)"));
        return snapshot
                .sql(
                        """
                        select concat_ws('/', %1$s) as key, %2$s and %3$s as both, to_jsonb(l) as live, to_jsonb(r) as rebuilt,
                               %4$s as differing
                        from %5$s where not (%2$s) or not (%3$s) or %6$s
                        order by %1$s limit %7$d\
                        """
                                .formatted(
                                        String.join(", ", key),
                                        inLive,
                                        inRebuilt,
                                        differing,
                                        joined,
                                        differs,
                                        TableDifference.EXAMPLES))
                .query((row, _) -> examples(row))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Example> examples(ResultSet row) throws SQLException {
        var key = row.getString("key");
        var live = row.getString("live");
        var rebuilt = row.getString("rebuilt");
        if (!row.getBoolean("both")) {
            return List.of(new Example(key, null, live, rebuilt));
        }
        var liveRow = JsonMapper.shared().readTree(Objects.requireNonNull(live));
        var rebuiltRow = JsonMapper.shared().readTree(Objects.requireNonNull(rebuilt));
        return Stream.of((String[]) row.getArray("differing").getArray())
                .map(column ->
                        new Example(
                                key,
                                column,
                                text(liveRow.path(column)),
                                text(rebuiltRow.path(column))))
                .toList();
    }

    private static @Nullable String text(JsonNode value) {
        return value.isNull() || value.isMissingNode()
                ? null
                : value.isString() ? value.stringValue() : value.toString();
    }

    private Stream<Column> compared() {
        return common.stream().filter(column -> !column.key());
    }

    private static String differs(Column column) {
        return (column.isApproximate() ? APPROXIMATE : EXACT).formatted(quoted(column.name()));
    }

    private static List<Column> without(List<Column> columns, List<Column> others) {
        return columns.stream().filter(Predicate.not(others::contains)).toList();
    }
}
