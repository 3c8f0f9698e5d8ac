package io.cartulary.query.projection.rebuild;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.comparison.TableDifference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How rebuilt generations compare with the live one, and what staff decided where they differ.
@Component
class Comparisons {

    enum Verdict {
        EQUAL,
        DIFFERENT,
        /// It could not be compared.
        FAILED,
        /// Staff wants the rebuilt generation although it is not known to be equal.
        ACCEPTED,
        REFUSED;

        /// Whether staff has to say what becomes of the rebuilt generation.
        boolean isOpen() {
            return this == DIFFERENT || this == FAILED;
        }

        boolean allowsSwitch() {
            return this == EQUAL || this == ACCEPTED;
        }
    }

    /// @param comparedWith the generation that was live
    /// @param position up to which both had handled every event
    /// @param failure why they could not be compared
    /// @param tables also those that are equal
    /// @param reason that staff gave
    record Comparison(
            Verdict verdict,
            int comparedWith,
            @Nullable Long position,
            Instant comparedAt,
            @Nullable String failure,
            List<TableDifference> tables,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String reason) {}

    private static final TypeReference<List<TableDifference>> TABLES = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper json;

    Comparisons(@Qualifier(READ_MODELS) JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Optional<Comparison> of(Generation generation) {
        return database.sql(
                        """
                        select upper(verdict) as verdict, compared_with, position, compared_at, failure, tables, decided_by,
                               decided_at, reason
                        from projection_comparison where projection = ? and generation = ?\
                        """)
                .params(generation.projection(), generation.number())
                .query((row, _) ->
                        new Comparison(
                                Verdict.valueOf(row.getString("verdict")),
                                row.getInt("compared_with"),
                                row.getObject("position", Long.class),
                                row.getTimestamp("compared_at").toInstant(),
                                row.getString("failure"),
                                json.readValue(row.getString("tables"), TABLES),
                                row.getString("decided_by"),
                                row.getTimestamp("decided_at") == null
                                        ? null
                                        : row.getTimestamp("decided_at").toInstant(),
                                row.getString("reason")))
                .optional();
    }

    void record(Generation rebuilt, Generation live, long position, List<TableDifference> tables) {
        var equal = tables.stream().noneMatch(TableDifference::differs);
        insert(rebuilt, live, equal ? Verdict.EQUAL : Verdict.DIFFERENT, position, null, tables);
    }

    void recordFailure(Generation rebuilt, Generation live, String failure) {
        insert(rebuilt, live, Verdict.FAILED, null, failure, List.of());
    }

    private void insert(
            Generation rebuilt,
            Generation live,
            Verdict verdict,
            @Nullable Long position,
            @Nullable String failure,
            List<TableDifference> tables) {
        database.sql(
                        """
                        insert into projection_comparison
                            (projection, generation, verdict, compared_with, position, failure, tables)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb)\
                        """)
                .params(
                        rebuilt.projection(),
                        rebuilt.number(),
                        stored(verdict),
                        live.number(),
                        position,
                        failure,
                        json.writeValueAsString(tables))
                .update();
    }

    void decide(Generation generation, Verdict verdict, String staff, String reason) {
        database.sql(
                        """
                        update projection_comparison set verdict = ?, decided_by = ?, decided_at = now(), reason = ?
                        where projection = ? and generation = ?\
                        """)
                .params(
                        stored(verdict),
                        staff,
                        reason,
                        generation.projection(),
                        generation.number())
                .update();
    }

    /// They are to be compared once more.
    void forget(Generation generation) {
        database.sql("delete from projection_comparison where projection = ? and generation = ?")
                .params(generation.projection(), generation.number())
                .update();
    }

    /// Values of rows are kept no longer than the rows.
    void forgetExamples(Generation generation) {
        database.sql(
                        """
                        update projection_comparison set tables =
                            (select coalesce(jsonb_agg(jsonb_set(each, '{examples}', '[]')), '[]') from jsonb_array_elements(tables) each)
                        where projection = ? and generation = ?\
                        """)
                .params(generation.projection(), generation.number())
                .update();
    }

    private static String stored(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
