package io.cartulary.command.importing.json;

import io.cartulary.command.importing.json.JsonLinesImport.Content;
import io.cartulary.command.importing.row.FileRow;
import io.cartulary.command.importing.row.RawRow;
import io.cartulary.command.importing.row.ReportedRow;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.job.JobCommands;
import io.cartulary.command.importing.run.RunningImport;
import io.cartulary.command.importing.run.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
        if (row.number() <= run.position()) {
            return;
        }
        var step = step(row, fields);
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

    private RowStep step(FileRow given, Supplier<JsonFields> fields) {
        var row = content.isPersonal() ? new RawRow(given.number(), "") : given;
        try {
            var members = fields.get();
            var read = content.read(members);
            members.refuseOthers();
            return new RowStep(row, read, null);
        } catch (RowFault fault) {
            return new RowStep(row, null, fault);
        } catch (IllegalArgumentException refused) {
            return new RowStep(row, null, RowFault.malformed(null, refused.getMessage() + "."));
        }
    }

    private final class RowStep implements Step {

        private final FileRow row;
        private final @Nullable T said;
        private final @Nullable RowFault fault;

        RowStep(FileRow row, @Nullable T said, @Nullable RowFault fault) {
            this.row = row;
            this.said = said;
            this.fault = fault;
        }

        List<String> changes() {
            return said == null ? List.of() : content.changes(said);
        }

        @Override
        public long position() {
            return row.number();
        }

        @Override
        public List<FileRow> rows() {
            return List.of(row);
        }

        @Override
        public List<ReportedRow> takeIn(JobCommands commands) {
            if (said == null) {
                return List.of(ReportedRow.of(row, fault));
            }
            content.commands(said).forEach(commands::send);
            return List.of();
        }
    }
}
