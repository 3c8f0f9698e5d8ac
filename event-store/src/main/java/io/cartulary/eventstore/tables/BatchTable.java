package io.cartulary.eventstore.tables;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// A table that is written many rows at a time with one statement: `insert … select from unnest(…)
/// on conflict`.
///
/// @param <R> what becomes a row
public final class BatchTable<R> {

    private final String name;
    private final List<Column<R>> columns;
    private final List<Column<R>> keys;
    private final String upsert;
    private final String delete;

    private BatchTable(String name, List<Column<R>> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.keys = columns.stream().filter(Column::isKey).toList();
        this.upsert = upsert();
        this.delete = delete();
    }

    /// Types of columns; each is sent as an array.
    public enum Type {
        TEXT("text"),
        BIGINT("bigint"),
        INTEGER("integer"),
        /// Of any size: for sums that 64 bits need not hold.
        NUMERIC("numeric"),
        BOOLEAN("boolean"),
        DATE("date"),
        TIMESTAMPTZ("timestamptz"),
        JSONB("jsonb"),
        /// A collection of texts.
        TEXTS("text[]");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /// Numbers and truth values have a binary form; everything else goes as text.
        private String sentAs() {
            return switch (this) {
                case BIGINT, INTEGER, BOOLEAN -> sql;
                case NUMERIC, TEXT, DATE, TIMESTAMPTZ, JSONB, TEXTS -> "text";
            };
        }

        /// How a value of `source` that was sent is read.
        private String of(String source) {
            return sentAs().equals(sql) ? source : source + "::" + sql;
        }

        private @Nullable Object toSend(@Nullable Object value) {
            if (value instanceof Collection<?> texts) {
                return texts.stream()
                        .map(text -> text.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                        .map(text -> "\"" + text + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
            }
            return value == null || this == BIGINT || this == INTEGER || this == BOOLEAN
                    ? value
                    : value.toString();
        }
    }

    private record Column<R>(
            String name,
            Type type,
            Function<R, @Nullable Object> value,
            boolean isKept,
            String onConflict) {

        static final String KEY = "";

        boolean isKey() {
            return onConflict.equals(KEY);
        }

        String inserted() {
            var sent = type.of("u." + name);
            return isKept ? "coalesce(%s, present.%s)".formatted(sent, name) : sent;
        }
    }

    /// Begins the description of a table.
    ///
    /// @param name with its schema
    public static <R> Builder<R> named(String name) {
        return new Builder<>(name);
    }

    /// Describes a table column by column.
    public static final class Builder<R> {

        private final String name;
        private final List<Column<R>> columns = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /// A column of the primary key.
        public Builder<R> key(String column, Type type, Function<R, @Nullable Object> value) {
            return add(column, type, value, Column.KEY);
        }

        /// Overwritten by every row that has a value; a row without one leaves it as it was.
        public Builder<R> latest(String column, Type type, Function<R, @Nullable Object> value) {
            return add(column, type, value, "coalesce(excluded.%1$s, t.%1$s)");
        }

        /// Like `latest`, of a column that may not be null: a row without a value is refused when
        /// the table has none either. What the table has is read first, by the key.
        public Builder<R> kept(String column, Type type, Function<R, @Nullable Object> value) {
            columns.add(new Column<>(column, type, value, true, "excluded.%1$s".formatted(column)));
            return this;
        }

        /// Overwritten by every row, with `null` too.
        public Builder<R> replaced(String column, Type type, Function<R, @Nullable Object> value) {
            return add(column, type, value, "excluded.%1$s");
        }

        /// Kept as the first row had it.
        public Builder<R> first(String column, Type type, Function<R, @Nullable Object> value) {
            return add(column, type, value, "t.%1$s");
        }

        /// Added up; the rows' values are what is to be added.
        public Builder<R> sum(String column, Type type, Function<R, @Nullable Object> value) {
            return add(column, type, value, "t.%1$s + excluded.%1$s");
        }

        public BatchTable<R> build() {
            return new BatchTable<>(name, columns);
        }

        private Builder<R> add(
                String column, Type type, Function<R, @Nullable Object> value, String onConflict) {
            columns.add(new Column<>(column, type, value, false, onConflict.formatted(column)));
            return this;
        }
    }

    /// Writes the rows, no two of which may have the same key. It joins the transaction of the
    /// thread.
    public void write(JdbcTemplate database, Collection<R> rows) {
        execute(database, upsert, columns, rows);
    }

    /// Writes the rows that have a value and removes those that have none.
    public void writeOrRemove(JdbcTemplate database, Collection<R> rows, Predicate<R> hasValue) {
        execute(database, delete, keys, rows.stream().filter(hasValue.negate()).toList());
        write(database, rows.stream().filter(hasValue).toList());
    }

    private void execute(
            JdbcTemplate database, String statement, List<Column<R>> sent, Collection<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        database.execute(
                statement,
                (PreparedStatement prepared) -> {
                    var connection = prepared.getConnection();
                    for (var i = 0; i < sent.size(); i++) {
                        var column = sent.get(i);
                        var values =
                                rows.stream()
                                        .map(row -> column.type().toSend(column.value().apply(row)))
                                        .toArray();
                        prepared.setArray(
                                i + 1, connection.createArrayOf(column.type().sentAs(), values));
                    }
                    return prepared.executeUpdate();
                });
    }

    /// Rows are written in the order of their keys, so that two segments never wait for each other
    /// crosswise.
    private String upsert() {
        var present =
                columns.stream().anyMatch(Column::isKept)
                        ? "left join %s present on %s".formatted(name, keysMatch("present"))
                        : "";
        var changes =
                joined(
                        columns.stream().filter(column -> !column.isKey()).toList(),
                        column -> column.name() + " = " + column.onConflict());
        return "insert into %s as t (%s) select %s from %s %s order by %s on conflict (%s) do %s"
                .formatted(
                        name,
                        joined(columns, Column::name),
                        joined(columns, Column::inserted),
                        sent(columns),
                        present,
                        joined(keys, Column::inserted),
                        joined(keys, Column::name),
                        changes.isEmpty() ? "nothing" : "update set " + changes);
    }

    private String delete() {
        return "delete from %s as t using %s where %s".formatted(name, sent(keys), keysMatch("t"));
    }

    private String sent(List<Column<R>> sent) {
        return "unnest(%s) as u (%s)"
                .formatted(
                        joined(sent, column -> "?::" + column.type().sentAs() + "[]"),
                        joined(sent, Column::name));
    }

    private String keysMatch(String table) {
        return keys.stream()
                .map(key -> "%s.%s = %s".formatted(table, key.name(), key.inserted()))
                .collect(Collectors.joining(" and "));
    }

    private static <R> String joined(List<Column<R>> columns, Function<Column<R>, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }
}
