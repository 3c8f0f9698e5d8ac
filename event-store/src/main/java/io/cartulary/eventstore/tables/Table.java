package io.cartulary.eventstore.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table that is filled from events. Its columns are said once, as constants; from them follow
/// how it is created ([#ddl]), written many rows at a time ([Rows]: one `insert … select from
/// unnest(…) on conflict`) and read ([Column#of]).
///
/// ```java
/// static final Table COUPON = Table.named("coupon");
/// static final Column<CouponCode> CODE = COUPON.key("code", text(CouponCode::new));
/// static final Column<Boolean> ACTIVE = COUPON.latest("active", BOOLEAN);
/// ```
///
/// One class declares all columns of a table, in their order. Each filling of it has a schema of
/// its own, so who creates, writes or reads it names the schema.
public final class Table {

    private static final String SCHEMA = "{schema}";

    final List<Column<?>> columns = new ArrayList<>();
    final List<Column<?>> keys = new ArrayList<>();
    final List<Column<?>> written = new ArrayList<>();

    private final String name;
    private final String storage;

    /// Made when all columns are known, for any schema.
    private volatile @Nullable String upsert;

    private Table(String name, String storage) {
        this.name = name;
        this.storage = storage;
    }

    public static Table named(String name) {
        return new Table(name, "");
    }

    /// @param storage how PostgreSQL is to keep it, for example `fillfactor = 70`
    public static Table named(String name, String storage) {
        return new Table(name, " with (" + storage + ")");
    }

    /// A column of the primary key.
    public <T> Column<T> key(String column, ColumnType<T> type) {
        return add(column, type, Column.Change.KEY, "");
    }

    /// Overwritten by every row that has a value; a row without one leaves it as it was.
    public <T> Column<T> latest(String column, ColumnType<T> type) {
        return add(column, type, Column.Change.LATEST, "");
    }

    /// Like `latest`, and never null: a row without a value is refused when the table has none
    /// either. What the table has is read first, by the key.
    public <T> Column<T> kept(String column, ColumnType<T> type) {
        return add(column, type.notNull(), Column.Change.KEPT, "");
    }

    /// Overwritten by every row, with `null` too.
    public <T> Column<T> replaced(String column, ColumnType<T> type) {
        return add(column, type, Column.Change.REPLACED, "");
    }

    /// Kept as the first row had it.
    public <T> Column<T> first(String column, ColumnType<T> type) {
        return add(column, type, Column.Change.FIRST, "");
    }

    /// Added up: rows have what is to be added, or nothing.
    public <T> Column<T> sum(String column, ColumnType<T> type) {
        return add(column, type.notNull(), Column.Change.SUM, "");
    }

    /// Not written with rows: PostgreSQL makes it, or a statement of its own.
    ///
    /// @param definition follows its type, for example `generated always as (…) stored`
    public <T> Column<T> unwritten(String column, ColumnType<T> type, String definition) {
        return add(column, type, Column.Change.UNWRITTEN, definition);
    }

    private <T> Column<T> add(
            String column, ColumnType<T> type, Column.Change change, String definition) {
        if (upsert != null) {
            throw new IllegalStateException(column + " is declared after its table was used");
        }
        var added = new Column<>(this, columns.size(), column, type, change, definition);
        columns.add(added);
        if (change == Column.Change.KEY) {
            keys.add(added);
        }
        if (change != Column.Change.UNWRITTEN) {
            written.add(added);
        }
        return added;
    }

    /// Creates the tables, without naming a schema.
    public static String ddl(Table... tables) {
        return Stream.of(tables).map(Table::created).collect(Collectors.joining("\n"));
    }

    private String created() {
        return "create table %s (%s, primary key (%s))%s;"
                .formatted(
                        name, all(columns, Column::created), all(keys, Column::toString), storage);
    }

    @Override
    public String toString() {
        return name;
    }

    String upsert(String schema) {
        var made = upsert;
        if (made == null) {
            made = upsert();
            upsert = made;
        }
        return made.replace(SCHEMA, schema);
    }

    private String upsert() {
        var present =
                written.stream().anyMatch(column -> column.change == Column.Change.KEPT)
                        ? "left join %s.%s present on %s".formatted(SCHEMA, name, match("present"))
                        : "";
        var others = written.stream().filter(column -> !keys.contains(column)).toList();
        return "insert into %s.%s as t (%s) select %s from %s %s order by %s on conflict (%s) do %s"
                .formatted(
                        SCHEMA,
                        name,
                        all(written, Column::toString),
                        all(written, Column::inserted),
                        sent(written),
                        present,
                        all(keys, Column::inserted),
                        all(keys, Column::toString),
                        others.isEmpty()
                                ? "nothing"
                                : "update set " + all(others, Column::updated));
    }

    String delete(String schema) {
        return "delete from %s.%s as t using %s where %s"
                .formatted(schema, name, sent(keys), match("t"));
    }

    private static String sent(List<Column<?>> sent) {
        return "unnest(%s) as u (%s)"
                .formatted(
                        all(sent, column -> "?::" + column.type.sentAs() + "[]"),
                        all(sent, Column::toString));
    }

    private String match(String table) {
        return keys.stream()
                .map(key -> "%s.%s = %s".formatted(table, key, key.inserted()))
                .collect(Collectors.joining(" and "));
    }

    private static String all(List<Column<?>> columns, Function<Column<?>, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }
}
