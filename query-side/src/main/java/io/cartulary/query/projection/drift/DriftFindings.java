package io.cartulary.query.projection.drift;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;
import static java.util.stream.Collectors.toMap;

import io.cartulary.query.projection.comparison.TableDifference;
import io.cartulary.query.projection.drift.DriftCheck.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Which objects of live generations were found to drift, until they are checked again and do not,
/// or the generation is replaced.
@Component
class DriftFindings {

    /// Where a whole table is wrong, each sample has more; these are enough to see it.
    private static final int KEPT_OF_PROJECTION = 1_000;

    private static final TypeReference<List<TableDifference>> TABLES = new TypeReference<>() {};

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final JsonMapper json;

    DriftFindings(
            @Qualifier(READ_MODELS) JdbcClient database,
            @Qualifier(READ_MODELS) TransactionTemplate transactions,
            JsonMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.json = json;
    }

    /// The last check of a projection.
    ///
    /// @param drifting how many objects are known to drift
    record Check(
            String projection,
            int generation,
            long position,
            Instant checkedAt,
            int checked,
            int skipped,
            long drifting) {}

    /// @param tables those that differ
    record DriftingObject(
            String object, Instant foundAt, Instant checkedAt, List<TableDifference> tables) {}

    /// By projection; one that was never checked is absent.
    Map<String, Check> checks() {
        return database
                .sql(
                        """
                        select projection, generation, position, checked_at, checked, skipped,
                               (select count(*) from projection_drift d where d.projection = c.projection) as drifting
                        from projection_drift_check c\
                        """)
                .query(Check.class)
                .list()
                .stream()
                .collect(toMap(Check::projection, Function.identity()));
    }

    Optional<Check> of(String projection) {
        return Optional.ofNullable(checks().get(projection));
    }

    /// Those that were checked longest ago.
    List<DriftingObject> drifting(String projection, int limit) {
        return database.sql(
                        """
                        select object_id, found_at, checked_at, tables from projection_drift
                        where projection = ? order by checked_at, object_id limit ?\
                        """)
                .params(projection, limit)
                .query((row, _) ->
                        new DriftingObject(
                                row.getString("object_id"),
                                row.getTimestamp("found_at").toInstant(),
                                row.getTimestamp("checked_at").toInstant(),
                                json.readValue(row.getString("tables"), TABLES)))
                .list();
    }

    void record(Result result) {
        var projection = result.generation().projection();
        var generation = result.generation().number();
        transactions.executeWithoutResult(_ -> {
            database.sql(
                            """
                            insert into projection_drift_check (projection, generation, position, checked, skipped)
                            values (?, ?, ?, ?, ?)
                            on conflict (projection) do update set generation = excluded.generation, position = excluded.position,
                                checked = excluded.checked, skipped = excluded.skipped, checked_at = now()\
                            """)
                    .params(
                            projection,
                            generation,
                            result.position(),
                            result.checked().size(),
                            result.skipped())
                    .update();
            database.sql(
                            """
                            delete from projection_drift
                            where projection = ? and (generation <> ? or object_id = any(?) and not object_id = any(?))\
                            """)
                    .params(
                            projection,
                            generation,
                            result.checked().toArray(String[]::new),
                            result.drifting().keySet().toArray(String[]::new))
                    .update();
            result.drifting()
                    .forEach((object, tables) -> record(projection, generation, object, tables));
        });
    }

    private void record(
            String projection, int generation, String object, List<TableDifference> tables) {
        database.sql(
                        """
                        insert into projection_drift (projection, object_id, generation, tables)
                        select ?, ?, ?, ?::jsonb where (select count(*) from projection_drift where projection = ?) < ?
                        on conflict (projection, object_id) do update set checked_at = now(), tables = excluded.tables\
                        """)
                .params(
                        projection,
                        object,
                        generation,
                        json.writeValueAsString(tables),
                        projection,
                        KEPT_OF_PROJECTION)
                .update();
    }
}
