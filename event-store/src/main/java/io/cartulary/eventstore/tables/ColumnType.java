package io.cartulary.eventstore.tables;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a value is kept in a column, sent to it and read from it.
///
/// @param sql as PostgreSQL calls it
/// @param sentAs what the array is of that carries a batch's values: numbers and truth values go as
///   they are, everything else as text
/// @param array an array of the class that is sent: the driver has a binary form for one of
///   strings, and none for one of objects
/// @param <T> of the value in Java
public record ColumnType<T>(
        String sql,
        String sentAs,
        IntFunction<Object[]> array,
        boolean isNullable,
        Function<T, Object> toSend,
        Reading<T> reading) {

    public static final ColumnType<String> TEXT = text(text -> text);
    public static final ColumnType<Long> BIGINT = binary("bigint", Long.class, Long[]::new);
    public static final ColumnType<Integer> INTEGER =
            binary("integer", Integer.class, Integer[]::new);
    public static final ColumnType<Double> DOUBLE =
            binary("double precision", Double.class, Double[]::new);
    public static final ColumnType<Boolean> BOOLEAN =
            binary("boolean", Boolean.class, Boolean[]::new);

    /// Whole numbers of any size: for sums that 64 bits need not hold.
    public static final ColumnType<BigInteger> NUMERIC =
            asText("numeric", ResultSet::getBigDecimal, BigDecimal::toBigIntegerExact);

    public static final ColumnType<LocalDate> DATE =
            asText("date", (row, column) -> row.getObject(column, LocalDate.class), day -> day);

    public static final ColumnType<Instant> TIMESTAMPTZ =
            asText("timestamptz", ResultSet::getTimestamp, Timestamp::toInstant);

    /// JSON that PostgreSQL can look into; what is only read as a whole is a [#TEXT].
    public static final ColumnType<String> JSONB =
            asText("jsonb", ResultSet::getString, json -> json);

    public static final ColumnType<List<String>> TEXTS =
            new ColumnType<>(
                    "text[]", "text", String[]::new, true, ColumnType::arrayOf, ColumnType::texts);

    /// Reads the column of that name.
    @FunctionalInterface
    public interface Reading<T> {
        @Nullable T read(ResultSet row, String column) throws SQLException;
    }

    /// What has a text: ids, codes, values of an enum.
    ///
    /// @param value makes it from the text that its `toString` gives
    public static <T> ColumnType<T> text(Function<String, T> value) {
        return asText("text", ResultSet::getString, value);
    }

    /// The same where there must be a value.
    public ColumnType<T> notNull() {
        return new ColumnType<>(sql, sentAs, array, false, toSend, reading);
    }

    private static <T> ColumnType<T> binary(
            String sql, Class<T> type, IntFunction<Object[]> array) {
        return new ColumnType<>(
                sql,
                sql,
                array,
                true,
                value -> value,
                (row, column) -> row.getObject(column, type));
    }

    private static <S, T> ColumnType<T> asText(
            String sql, Reading<S> reading, Function<S, T> value) {
        return new ColumnType<>(
                sql,
                "text",
                String[]::new,
                true,
                Object::toString,
                (row, column) -> {
                    var read = reading.read(row, column);
                    return read == null ? null : value.apply(read);
                });
    }

    /// As PostgreSQL writes an array.
    private static String arrayOf(List<String> texts) {
        return texts.stream()
                .map(text -> text.replace("\\", "\\\\").replace("\"", "\\\""))
                .map(text -> "\"" + text + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable List<String> texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? null : List.of((String[]) array.getArray());
    }
}
