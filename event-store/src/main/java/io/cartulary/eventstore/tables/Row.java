package io.cartulary.eventstore.tables;

import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// What one batch of events makes of a row. What is not set has no value; its column says whether
/// the table then keeps what it has.
public final class Row {

    private final Table table;
    private final @Nullable Object[] values;

    Row(Table table, Object... key) {
        this.table = table;
        this.values = new Object[table.columns.size()];
        for (int i = 0; i < key.length; i++) {
            values[table.keys.get(i).place] = key[i];
        }
    }

    public <T> Row set(Column<T> column, @Nullable T value) {
        values[placeOf(column)] = value;
        return this;
    }

    /// Sets what `merged` makes of the value that is set and this one; this one if none is.
    public <T> Row merge(Column<T> column, T value, BinaryOperator<T> merged) {
        var present = get(column);
        return set(column, present == null ? value : merged.apply(present, value));
    }

    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(Column<T> column) {
        return (T) values[placeOf(column)];
    }

    private int placeOf(Column<?> column) {
        if (column.table != table) {
            throw new IllegalArgumentException(column + " is a column of another table");
        }
        return column.place;
    }
}
