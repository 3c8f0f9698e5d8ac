package io.cartulary.command.importing.json;

import io.cartulary.command.importing.json.JsonLinesImport.Content;
import io.cartulary.command.importing.row.FileRow;
import io.cartulary.command.importing.row.RawRow;
import io.cartulary.command.importing.row.ReportedRow;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.importing.run.RunningImport;
import io.cartulary.command.importing.run.Step;
import io.cartulary.command.job.JobCommands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes rows in that each stand for themselves, some at a time.
///
/// @param <T> what a row says
public final class ContentSteps<T> {

    private static final int ROWS_AT_ONCE = 20;

    private final RunningImport run;
    private final Content<T> content;
    private final List<RowStep> steps = new ArrayList<>();
    private final Set<String> changed = new HashSet<>();

    public ContentSteps(RunningImport run, Content<T> content) {
        this.run = run;
        this.content = content;
    }

    /// @param fields what stands in the row; throws what is wrong with it
    public void add(FileRow row, Supplier<JsonFields> fields) {
        add(
                List.of(content.isPersonal() ? new RawRow(row.number(), "") : row),
                Map.of(),
                () -> {
                    var members = fields.get();
                    var read = content.read(members);
                    members.refuseOthers();
                    return read;
                });
    }

    /// The same of rows that stand for something together.
    ///
    /// @param faults of those that are reported whatever becomes of the others
    /// @param line what the others say; throws what is wrong with them
    public void add(
            List<? extends FileRow> rows,
            Map<? extends FileRow, RowFault> faults,
            Supplier<T> line) {
        if (rows.getLast().number() <= run.position()) {
            return;
        }
        var step = step(rows, faults, line);
        // What a row changes is looked up in what was recorded before its transaction.
        if (steps.size() == ROWS_AT_ONCE || step.changes().stream().anyMatch(changed::contains)) {
            finish();
        }
        steps.add(step);
        changed.addAll(step.changes());
    }

    /// Takes in what is left.
    public void finish() {
        if (!steps.isEmpty() && !run.isStopping()) {
            run.takeIn(steps);
        }
        steps.clear();
        changed.clear();
    }

    private RowStep step(
            List<? extends FileRow> rows,
            Map<? extends FileRow, RowFault> faults,
            Supplier<T> line) {
        try {
            return new RowStep(rows, faults, line.get(), null);
        } catch (RowFault fault) {
            return new RowStep(rows, faults, null, fault);
        } catch (IllegalArgumentException refused) {
            return new RowStep(
                    rows, faults, null, RowFault.malformed(null, refused.getMessage() + "."));
        }
    }

    private final class RowStep implements Step {

        private final List<? extends FileRow> rows;
        private final Map<? extends FileRow, RowFault> faults;
        private final @Nullable T said;
        private final @Nullable RowFault fault;

        RowStep(
                List<? extends FileRow> rows,
                Map<? extends FileRow, RowFault> faults,
                @Nullable T said,
                @Nullable RowFault fault) {
            this.rows = rows;
            this.faults = faults;
            this.said = said;
            this.fault = fault;
        }

        List<String> changes() {
            return said == null ? List.of() : content.changes(said);
        }

        @Override
        public long position() {
            return rows.getLast().number();
        }

        @Override
        public List<? extends FileRow> rows() {
            return rows;
        }

        @Override
        public List<ReportedRow> takeIn(JobCommands commands) {
            if (said != null) {
                content.commands(said).forEach(commands::send);
            }
            var reported = new ArrayList<ReportedRow>();
            for (var row : rows) {
                var own = faults.get(row);
                if (own != null || said == null) {
                    reported.add(ReportedRow.of(row, own == null ? fault : own));
                }
            }
            return reported;
        }
    }
}
