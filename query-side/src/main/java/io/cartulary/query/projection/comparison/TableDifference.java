package io.cartulary.query.projection.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a table, or the documents of an index, of the rebuilt generation differs from that of the
/// live one.
///
/// @param table `documents` for those of an index
/// @param missing rows that only the live generation has
/// @param additional rows that only the rebuilt generation has
/// @param changed rows that both have and that differ
/// @param columns those that differ
/// @param examples a few of the rows that differ
public record TableDifference(
        String table,
        long liveRows,
        long rebuiltRows,
        long missing,
        long additional,
        long changed,
        List<ColumnDifference> columns,
        List<Example> examples) {

    /// At most so many rows of a table are shown.
    public static final int EXAMPLES = 20;

    /// The longest value that is shown whole.
    private static final int LONGEST_VALUE = 500;

    private static final String AUDIT_OF = "/api/v1/admin/audit?aggregate=";

    /// For example `order-0197…`.
    private static final Pattern IDENTIFIER =
            Pattern.compile("[a-z]+(-[a-z]+)*-\\p{XDigit}{8}-[-\\p{XDigit}]{27}");

    /// @param rows in how many rows it differs
    public record ColumnDifference(String column, long rows) {}

    /// One value of one row. It is as the table has it: what is sealed there is sealed here.
    ///
    /// @param key of the row or document
    /// @param column absent for a row that only one of them has
    /// @param live absent where the live generation has none
    /// @param rebuilt absent where the rebuilt generation has none
    public record Example(
            String key, @Nullable String column, @Nullable String live, @Nullable String rebuilt) {

        public Example {
            live = cut(live);
            rebuilt = cut(rebuilt);
        }

        /// Where the events behind it are listed; absent where the key does not begin with the
        /// identifier of an aggregate.
        @JsonProperty
        public @Nullable String events() {
            var identifier = IDENTIFIER.matcher(key);
            return identifier.lookingAt() ? AUDIT_OF + identifier.group() : null;
        }

        private static @Nullable String cut(@Nullable String value) {
            return value == null || value.length() <= LONGEST_VALUE
                    ? value
                    : value.substring(0, LONGEST_VALUE) + "…";
        }
    }

    public static TableDifference none(String table, long rows) {
        return new TableDifference(table, rows, rows, 0, 0, 0, List.of(), List.of());
    }

    /// Of tables that have no rows in common, as one of them is not there or has another key.
    static TableDifference whole(String table, long liveRows, long rebuiltRows) {
        return new TableDifference(
                table, liveRows, rebuiltRows, liveRows, rebuiltRows, 0, List.of(), List.of());
    }

    public boolean differs() {
        return missing > 0 || additional > 0 || changed > 0 || !columns.isEmpty();
    }
}
