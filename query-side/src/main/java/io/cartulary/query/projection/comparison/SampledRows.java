package io.cartulary.query.projection.comparison;

import static io.cartulary.query.projection.comparison.FrozenSchemas.quoted;

import io.cartulary.query.projection.comparison.FrozenSchemas.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Some rows of a live schema beside those of a schema that was made for them, within the
/// transaction that made it.
public final class SampledRows {

    private static final String VALUES = "sampled_value";

    private final JdbcClient transaction;
    private final String live;
    private final String made;
    private final Map<String, List<Column>> liveTables;
    private final Map<String, List<Column>> madeTables;

    /// @param undetermined tables and columns that are not compared
    public SampledRows(JdbcClient transaction, String live, String made, Set<String> undetermined) {
        this.transaction = transaction;
        this.live = live;
        this.made = made;
        this.liveTables = FrozenSchemas.tables(transaction, live, undetermined);
        this.madeTables = FrozenSchemas.tables(transaction, made, undetermined);
        transaction
                .sql(
                        "create table %s.%s (of_table text not null, value text not null)"
                                .formatted(made, VALUES))
                .update();
    }

    /// Which rows of a table are compared.
    ///
    /// @param column absent for all of them
    /// @param values that the column has in them
    public record Selection(String table, @Nullable String column, Set<String> values) {}

    /// One entry for each table that differs.
    public List<TableDifference> compare(List<Selection> selections) {
        transaction.sql("truncate %s.%s".formatted(made, VALUES)).update();
        var differences = new ArrayList<TableDifference>();
        for (var selection : selections) {
            transaction
                    .sql("insert into %s.%s select ?, unnest(?)".formatted(made, VALUES))
                    .params(selection.table(), selection.values().toArray(String[]::new))
                    .update();
            var difference = compare(selection);
            if (difference.differs()) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private TableDifference compare(Selection selection) {
        var table = selection.table();
        var madeColumns = madeTables.get(table);
        var liveColumns = liveTables.get(table);
        if (madeColumns == null || liveColumns == null) {
            throw new IllegalStateException("%s has no table %s".formatted(live, table));
        }
        return new TablePair(
                        transaction,
                        rows(live, selection),
                        rows(made, selection),
                        table,
                        liveColumns,
                        madeColumns)
                .compare();
    }

    private String rows(String schema, Selection selection) {
        var table = schema + "." + quoted(selection.table());
        return selection.column() == null
                ? table
                : "(select * from %s where %s in (select value from %s.%s where of_table = '%s'))"
                        .formatted(
                                table, quoted(selection.column()), made, VALUES, selection.table());
    }
}
