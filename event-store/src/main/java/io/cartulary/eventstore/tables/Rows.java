package io.cartulary.eventstore.tables;

import static java.util.Comparator.comparing;

import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/// The rows that one batch of events changes in the tables of a schema, until they are written.
/// Used by one thread.
public final class Rows {

    private final String schema;
    private final Map<Table, Changes> changes = new HashMap<>();

    public Rows(String schema) {
        this.schema = schema;
    }

    private record Changes(Map<List<Object>, Row> written, Map<List<Object>, Row> removed) {}

    /// The row of that key; one without values if the batch has none yet.
    ///
    /// @param key a value for each key column, in their order
    public Row of(Table table, Object... key) {
        return changesOf(table).written().computeIfAbsent(List.of(key), _ -> new Row(table, key));
    }

    /// Has the table lose the row of that key; what is set of it later makes it again.
    public void remove(Table table, Object... key) {
        var changed = changesOf(table);
        changed.written().remove(List.of(key));
        changed.removed().computeIfAbsent(List.of(key), _ -> new Row(table, key));
    }

    private Changes changesOf(Table table) {
        return changes.computeIfAbsent(table, _ -> new Changes(new HashMap<>(), new HashMap<>()));
    }

    /// Writes them all, in the transaction of the thread; tables and rows in the order of their
    /// names and keys, so that two segments never wait for each other crosswise.
    public void write(JdbcTemplate database) {
        changes.keySet().stream()
                .sorted(comparing(Table::toString))
                .forEach(table -> write(database, table, changes.get(table)));
    }

    private void write(JdbcTemplate database, Table table, Changes changed) {
        execute(database, table.delete(schema), table.keys, changed.removed().values());
        execute(database, table.upsert(schema), table.written, changed.written().values());
    }

    private static void execute(
            JdbcTemplate database,
            String statement,
            List<Column<?>> columns,
            Collection<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        database.execute(
                statement,
                (PreparedStatement prepared) -> {
                    var connection = prepared.getConnection();
                    for (int i = 0; i < columns.size(); i++) {
                        var column = columns.get(i);
                        var values = rows.stream().map(column::sent).toArray(column.type.array());
                        prepared.setArray(
                                i + 1, connection.createArrayOf(column.type.sentAs(), values));
                    }
                    return prepared.executeUpdate();
                });
    }
}
