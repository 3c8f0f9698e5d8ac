package io.cartulary.eventstore.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A column of a [Table], which declares it.
///
/// @param <T> of its values
public final class Column<T> {

    final Table table;
    final int place;
    final ColumnType<T> type;
    final Change change;
    private final String name;

    /// What follows the type where the column is created.
    private final String definition;

    Column(
            Table table,
            int place,
            String name,
            ColumnType<T> type,
            Change change,
            String definition) {
        this.table = table;
        this.place = place;
        this.name = name;
        this.type = type;
        this.change = change;
        this.definition = definition;
    }

    /// What becomes of its value in `t`, the table, when a row with the same key is written.
    enum Change {
        KEY(""),
        LATEST("coalesce(excluded.%1$s, t.%1$s)"),
        KEPT("excluded.%1$s"),
        REPLACED("excluded.%1$s"),
        FIRST("t.%1$s"),
        SUM("t.%1$s + excluded.%1$s"),
        UNWRITTEN("");

        private final String sql;

        Change(String sql) {
            this.sql = sql;
        }
    }

    /// Its value in a row of any query that has a column of its name; `null` where it is absent.
    public @Nullable T of(ResultSet row) throws SQLException {
        return type.reading().read(row, name);
    }

    /// With the name of its table, for example `order_details.order_id`.
    public String qualified() {
        return table + "." + name;
    }

    /// Its name.
    @Override
    public String toString() {
        return name;
    }

    String created() {
        var nullable = type.isNullable() ? "" : " not null";
        return "%s %s%s %s".formatted(name, type.sql(), nullable, definition).strip();
    }

    /// What the row `u` that was sent has; `present` is the row of the same key in the table.
    String inserted() {
        var sent = "u." + name + (type.sentAs().equals(type.sql()) ? "" : "::" + type.sql());
        return switch (change) {
            case KEPT -> "coalesce(%s, present.%s)".formatted(sent, name);
            case SUM -> "coalesce(%s, 0)".formatted(sent);
            case KEY, LATEST, REPLACED, FIRST, UNWRITTEN -> sent;
        };
    }

    String updated() {
        return name + " = " + change.sql.formatted(name);
    }

    @Nullable Object sent(Row row) {
        var value = row.get(this);
        return value == null ? null : type.toSend().apply(value);
    }
}
