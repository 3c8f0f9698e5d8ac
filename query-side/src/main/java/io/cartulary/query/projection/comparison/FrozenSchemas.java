package io.cartulary.query.projection.comparison;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Two schemas in one snapshot of PostgreSQL, which computes everything: a checksum of each table
/// first, and only of tables whose checksums differ the rows that do.
final class FrozenSchemas implements Contents.Frozen {

    private static final Logger log = LoggerFactory.getLogger(FrozenSchemas.class);
    private static final Duration COMPARED_WITHIN = Duration.ofHours(2);

    private final Connection connection;
    private final JdbcClient snapshot;
    private final String live;
    private final String rebuilt;
    private final Map<String, List<Column>> liveTables;
    private final Map<String, List<Column>> rebuiltTables;

    private FrozenSchemas(
            Connection connection, String live, String rebuilt, Set<String> undetermined) {
        this.connection = connection;
        this.snapshot = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.live = live;
        this.rebuilt = rebuilt;
        snapshot.sql("set local transaction_timeout = 0").update();
        // The first query is what takes the snapshot.
        this.liveTables = tables(snapshot, live, undetermined);
        this.rebuiltTables = tables(snapshot, rebuilt, undetermined);
    }

    static FrozenSchemas open(
            DataSource database, String live, String rebuilt, Set<String> undetermined)
            throws SQLException {
        var connection = database.getConnection();
        try {
            connection.setNetworkTimeout(Runnable::run, (int) COMPARED_WITHIN.toMillis());
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new FrozenSchemas(connection, live, rebuilt, undetermined);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// @param type as PostgreSQL calls it
    /// @param key whether it belongs to the primary key
    record Column(String table, String name, String type, boolean key) {

        boolean isApproximate() {
            return type.equals("double precision") || type.equals("real");
        }
    }

    private record Checksum(long rows, BigDecimal sum) {}

    /// The tables of a schema with the columns that are compared.
    static Map<String, List<Column>> tables(
            JdbcClient database, String schema, Set<String> undetermined) {
        return database
                .sql(
                        """
                        select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
                               coalesce(a.attnum = any(i.indkey), false) as key
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                        left join pg_index i on i.indrelid = c.oid and i.indisprimary
                        where n.nspname = ? and c.relkind = 'r'
                        order by c.relname, a.attnum\
                        """)
                .param(schema)
                .query(Column.class)
                .list()
                .stream()
                .filter(column -> !undetermined.contains(column.table()))
                .filter(column -> !undetermined.contains(column.table() + "." + column.name()))
                .collect(groupingBy(Column::table, TreeMap::new, toList()));
    }

    @Override
    public List<TableDifference> compare() {
        var differences = new ArrayList<TableDifference>();
        var names = new TreeSet<>(liveTables.keySet());
        names.addAll(rebuiltTables.keySet());
        for (var name : names) {
            differences.add(compare(name));
        }
        return differences;
    }

    private TableDifference compare(String table) {
        var liveColumns = liveTables.get(table);
        var rebuiltColumns = rebuiltTables.get(table);
        if (liveColumns == null
                || rebuiltColumns == null
                || !haveOneKey(liveColumns, rebuiltColumns)) {
            return TableDifference.whole(
                    table, rows(live, table, liveColumns), rows(rebuilt, table, rebuiltColumns));
        }
        if (liveColumns.equals(rebuiltColumns)) {
            var expected = checksum(live, table, liveColumns);
            if (expected.equals(checksum(rebuilt, table, rebuiltColumns))) {
                return TableDifference.none(table, expected.rows());
            }
        }
        return new TablePair(
                        snapshot,
                        live + "." + quoted(table),
                        rebuilt + "." + quoted(table),
                        table,
                        liveColumns,
                        rebuiltColumns)
                .compare();
    }

    /// Whether their rows can be found in each other: a table without a key has none to find.
    private static boolean haveOneKey(List<Column> live, List<Column> rebuilt) {
        var key = live.stream().filter(Column::key).toList();
        return !key.isEmpty() && key.equals(rebuilt.stream().filter(Column::key).toList());
    }

    private long rows(String schema, String table, @Nullable List<Column> columns) {
        return columns == null ? 0 : checksum(schema, table, columns).rows();
    }

    /// The sum of 64 bits a row does not depend on their order. As a number of any size it has no
    /// overflow.
    private Checksum checksum(String schema, String table, List<Column> columns) {
        var names = columns.stream().map(column -> "t." + quoted(column.name())).toList();
        return snapshot.sql(
                        "select count(*) as rows, coalesce(sum(hashtextextended(row(%s)::text, 0)), 0) as sum from %s.%s t"
                                .formatted(String.join(", ", names), schema, quoted(table)))
                .query((row, _) -> new Checksum(row.getLong(1), row.getBigDecimal(2)))
                .single();
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            log.debug("The snapshot of {} ended with its connection", live, e);
        }
    }
}
