package io.cartulary.query.projection;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
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
    private final String statement;

    private BatchTable(String name, List<Column<R>> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.statement = statement();
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
        JSONB("jsonb");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /// Numbers and truth values have a binary form; everything else goes as text.
        private String sentAs() {
            return switch (this) {
                case BIGINT, INTEGER, BOOLEAN -> sql;
                case NUMERIC, TEXT, DATE, TIMESTAMPTZ, JSONB -> "text";
            };
        }

        private @Nullable Object toSend(@Nullable Object value) {
            return value == null || this == BIGINT || this == INTEGER || this == BOOLEAN
                    ? value
                    : value.toString();
        }
    }

    private record Column<R>(
            String name, Type type, Function<R, @Nullable Object> value, String onConflict) {

        static final String KEY = "";
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
            columns.add(new Column<>(column, type, value, onConflict.formatted(column)));
            return this;
        }
    }

    /// Writes the rows, no two of which may have the same key. It joins the transaction of the
    /// thread.
    public void write(JdbcTemplate database, Collection<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        database.execute(
                statement,
                (PreparedStatement prepared) -> {
                    var connection = prepared.getConnection();
                    for (var i = 0; i < columns.size(); i++) {
                        var column = columns.get(i);
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
    private String statement() {
        var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        var keys =
                columns.stream()
                        .filter(column -> column.onConflict().equals(Column.KEY))
                        .map(Column::name)
                        .collect(Collectors.joining(", "));
        var arrays =
                columns.stream()
                        .map(column -> "?::" + column.type().sentAs() + "[]")
                        .collect(Collectors.joining(", "));
        var values =
                columns.stream()
                        .map(column ->
                                column.type().sentAs().equals(column.type().sql)
                                        ? column.name()
                                        : column.name() + "::" + column.type().sql)
                        .collect(Collectors.joining(", "));
        var changes =
                columns.stream()
                        .filter(column -> !column.onConflict().equals(Column.KEY))
                        .map(column -> column.name() + " = " + column.onConflict())
                        .collect(Collectors.joining(", "));
        return "insert into %s as t (%s) select %s from unnest(%s) as u (%s) order by %s on conflict (%s) do %s"
                .formatted(
                        name,
                        names,
                        values,
                        arrays,
                        names,
                        keys,
                        keys,
                        changes.isEmpty() ? "nothing" : "update set " + changes);
    }
}
