package io.cartulary.command.importing.run;

import io.cartulary.command.importing.row.ReportedRow;
import io.cartulary.command.importing.row.RowReason;
import io.cartulary.command.importing.run.ImportStatus.Phase;
import io.cartulary.command.importing.run.ImportStatus.State;
import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables `import_run` and `import_reported_row`.
@Component
public class ImportRuns {

    private final JdbcClient database;

    ImportRuns(JdbcClient database) {
        this.database = database;
    }

    /// @throws org.springframework.dao.DuplicateKeyException when another one of the kind runs
    public void begin(
            String importId,
            ImportKind kind,
            long lines,
            Charset charset,
            ZoneId timeZone,
            String requestedBy,
            Instant now) {
        database.sql(
                        """
                        insert into import_run (import_id, kind, state, phase, position, lines, charset, time_zone, rows_read,
                                                rows_taken, rows_reported, unfinished_starts, requested_by, started_at)
                        values (?, ?, 'RUNNING', 'READING', 0, ?, ?, ?, 0, 0, 0, 0, ?, ?)
                        on conflict (import_id) do update set state = 'RUNNING', failure = null, unfinished_starts = 0,
                                                              finished_at = null
                        """)
                .params(
                        importId,
                        kind.name(),
                        lines,
                        charset.name(),
                        timeZone.getId(),
                        requestedBy,
                        Timestamp.from(now))
                .update();
    }

    public Optional<Run> find(String importId) {
        return database.sql("select * from import_run where import_id = ?")
                .param(importId)
                .query((row, _) -> run(row))
                .optional();
    }

    public List<Run> running() {
        return database.sql("select * from import_run where state = 'RUNNING' order by started_at")
                .query((row, _) -> run(row))
                .list();
    }

    private static Run run(ResultSet row) throws SQLException {
        var finishedAt = row.getTimestamp("finished_at");
        return new Run(
                row.getString("import_id"),
                ImportKind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                new Progress(
                        Phase.valueOf(row.getString("phase")),
                        row.getLong("position"),
                        row.getLong("rows_read"),
                        row.getLong("rows_taken"),
                        row.getLong("rows_reported")),
                row.getLong("lines"),
                Charset.forName(row.getString("charset")),
                ZoneId.of(row.getString("time_zone")),
                row.getInt("unfinished_starts"),
                row.getString("failure"),
                row.getString("requested_by"),
                row.getTimestamp("started_at").toInstant(),
                finishedAt == null ? null : finishedAt.toInstant());
    }

    public boolean isKnown(ImportKind kind, String requestedBy) {
        return database.sql(
                        "select exists (select from import_run where kind = ? and requested_by = ?)")
                .params(kind.name(), requestedBy)
                .query(Boolean.class)
                .single();
    }

    /// Counts that a process begins to work on it.
    public void countStart(String importId) {
        database.sql(
                        "update import_run set unfinished_starts = unfinished_starts + 1 where import_id = ?")
                .param(importId)
                .update();
    }

    /// The process that worked on it stops in order; another one resumes it.
    public void countStop(String importId) {
        database.sql("update import_run set unfinished_starts = 0 where import_id = ?")
                .param(importId)
                .update();
    }

    void save(String importId, Progress progress) {
        database.sql(
                        """
                        update import_run set phase = ?, position = ?, rows_read = ?, rows_taken = ?, rows_reported = ?
                        where import_id = ?
                        """)
                .params(
                        progress.phase().name(),
                        progress.position(),
                        progress.rowsRead(),
                        progress.rowsTaken(),
                        progress.rowsReported(),
                        importId)
                .update();
    }

    public void finish(String importId, State state, @Nullable String failure, Instant now) {
        database.sql(
                        """
                        update import_run set state = ?, failure = ?, finished_at = ?, unfinished_starts = 0
                        where import_id = ?
                        """)
                .params(state.name(), failure, Timestamp.from(now), importId)
                .update();
    }

    void report(String importId, List<ReportedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        database.sql(
                        """
                        insert into import_reported_row (import_id, row_number, document, column_name, reason, detail,
                                                         content)
                        select :import, *
                        from unnest(:numbers::bigint[], :documents::text[], :columns::text[], :reasons::text[], :details::text[],
                                    :contents::text[])
                        """)
                .param("import", importId)
                .param("numbers", rows.stream().map(ReportedRow::number).toArray(Long[]::new))
                .param("documents", texts(rows, ReportedRow::document))
                .param("columns", texts(rows, ReportedRow::column))
                .param("reasons", texts(rows, row -> row.reason().name()))
                .param("details", texts(rows, ReportedRow::detail))
                .param("contents", texts(rows, ReportedRow::content))
                .update();
    }

    private static String[] texts(
            List<ReportedRow> rows, Function<ReportedRow, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    public Map<RowReason, Long> reasons(String importId) {
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
    public List<ReportedRow> reported(String importId, long afterNumber, int limit) {
        return database.sql(
                        """
                        select row_number as number, document, column_name as "column", reason, detail, content
                        from import_reported_row where import_id = ? and row_number > ? order by row_number limit ?
                        """)
                .params(importId, afterNumber, limit)
                .query(ReportedRow.class)
                .list();
    }
}
