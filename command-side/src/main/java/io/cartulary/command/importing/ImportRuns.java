package io.cartulary.command.importing;

import io.cartulary.command.importing.ImportStatus.Phase;
import io.cartulary.command.importing.ImportStatus.State;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables `import_run` and `import_reported_row`.
@Component
class ImportRuns {

    private final JdbcClient database;

    ImportRuns(JdbcClient database) {
        this.database = database;
    }

    /// A row of `import_run`.
    record Run(
            String importId,
            ImportKind kind,
            State state,
            Phase phase,
            long position,
            long lines,
            long rowsRead,
            long rowsTaken,
            long rowsReported,
            @Nullable String failure,
            String requestedBy,
            Instant startedAt,
            @Nullable Instant finishedAt) {

        long rowsFinished() {
            return rowsTaken + rowsReported;
        }

        Run enter(Phase next) {
            return new Run(
                    importId,
                    kind,
                    state,
                    next,
                    0,
                    lines,
                    rowsRead,
                    rowsTaken,
                    rowsReported,
                    failure,
                    requestedBy,
                    startedAt,
                    finishedAt);
        }

        Run advanced(long newPosition, long moreRead, long moreTaken, long moreReported) {
            return new Run(
                    importId,
                    kind,
                    state,
                    phase,
                    newPosition,
                    lines,
                    rowsRead + moreRead,
                    rowsTaken + moreTaken,
                    rowsReported + moreReported,
                    failure,
                    requestedBy,
                    startedAt,
                    finishedAt);
        }
    }

    /// @throws org.springframework.dao.DuplicateKeyException when another one of the kind runs
    void begin(String importId, ImportKind kind, long lines, String requestedBy, Instant now) {
        database.sql(
                        """
                        insert into import_run (import_id, kind, state, phase, position, lines, rows_read, rows_taken,
                                                rows_reported, requested_by, started_at)
                        values (?, ?, 'RUNNING', 'READING', 0, ?, 0, 0, 0, ?, ?)
                        on conflict (import_id) do update set state = 'RUNNING', failure = null
                        """)
                .params(importId, kind.name(), lines, requestedBy, Timestamp.from(now))
                .update();
    }

    Optional<Run> find(String importId) {
        return database.sql("select * from import_run where import_id = ?")
                .param(importId)
                .query(Run.class)
                .optional();
    }

    List<Run> running() {
        return database.sql("select * from import_run where state = 'RUNNING' order by started_at")
                .query(Run.class)
                .list();
    }

    boolean isKnown(ImportKind kind, String requestedBy) {
        return database.sql(
                        "select exists (select from import_run where kind = ? and requested_by = ?)")
                .params(kind.name(), requestedBy)
                .query(Boolean.class)
                .single();
    }

    void save(Run run) {
        database.sql(
                        """
                        update import_run
                        set phase = ?, position = ?, rows_read = ?, rows_taken = ?, rows_reported = ?
                        where import_id = ?
                        """)
                .params(
                        run.phase().name(),
                        run.position(),
                        run.rowsRead(),
                        run.rowsTaken(),
                        run.rowsReported(),
                        run.importId())
                .update();
    }

    void finish(String importId, State state, @Nullable String failure, Instant now) {
        database.sql(
                        "update import_run set state = ?, failure = ?, finished_at = ? where import_id = ?")
                .params(state.name(), failure, Timestamp.from(now), importId)
                .update();
    }

    void report(String importId, List<ReportedRow> rows) {
        for (var row : rows) {
            database.sql(
                            """
                            insert into import_reported_row (import_id, row_number, reason, detail, content)
                            values (?, ?, ?, ?, ?)
                            """)
                    .params(
                            importId,
                            row.number(),
                            row.reason().name(),
                            row.detail(),
                            row.content())
                    .update();
        }
    }

    Map<RowReason, Long> reasons(String importId) {
        record Count(RowReason reason, long rows) {}
        var counted = new EnumMap<RowReason, Long>(RowReason.class);
        database.sql(
                        """
                        select reason, count(*) as rows from import_reported_row where import_id = ? group by reason
                        """)
                .param(importId)
                .query(Count.class)
                .list()
                .forEach(count -> counted.put(count.reason(), count.rows()));
        return counted;
    }

    /// The next reported rows after one of them, at most `limit`.
    List<ReportedRow> reported(String importId, long afterNumber, int limit) {
        return database.sql(
                        """
                        select row_number as number, reason, detail, content from import_reported_row
                        where import_id = ? and row_number > ? order by row_number limit ?
                        """)
                .params(importId, afterNumber, limit)
                .query(ReportedRow.class)
                .list();
    }
}
