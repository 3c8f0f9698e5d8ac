package io.cartulary.command.importing.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.command.importing.file.LineReader;
import io.cartulary.command.importing.file.TextLine;
import io.cartulary.command.importing.file.TextLine.Fault;
import io.cartulary.command.importing.file.UnreadableFile;
import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.FileRow;
import io.cartulary.command.importing.row.RawRow;
import io.cartulary.command.importing.row.ReportedRow;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.importing.run.ImportCommands;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.ImportStatus.Phase;
import io.cartulary.command.importing.run.Importer;
import io.cartulary.command.importing.run.RunningImport;
import io.cartulary.command.importing.run.Step;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes in a file with one JSON object a line.
///
/// @param <T> what a line says
public final class JsonLinesImport<T> implements Importer {

    private static final int LONGEST_LINE = 1 << 20;
    private static final int LINES_AT_ONCE = 20;

    private final ImportKind kind;
    private final Content<T> content;

    /// What the lines of a kind of file say, and what they lead to.
    public interface Content<T> {

        /// @throws RowFault or IllegalArgumentException naming what is not allowed
        T read(JsonFields fields);

        /// Identifiers of what a line creates or changes.
        List<String> changes(T line);

        /// The commands that a line stands for, by what is known now.
        List<Object> commands(T line);
    }

    public JsonLinesImport(ImportKind kind, Content<T> content) {
        this.kind = kind;
        this.content = content;
    }

    @Override
    public ImportKind kind() {
        return kind;
    }

    /// JSON is UTF-8; a byte that is not is reported with its line.
    @Override
    public Charset charset(Charset likely) {
        return likely.equals(UTF_16LE) || likely.equals(UTF_16BE) ? likely : UTF_8;
    }

    @Override
    public void check(Path file, Charset charset) throws IOException {
        try (var lines = LineReader.of(file, charset, LONGEST_LINE)) {
            var first = lines.read();
            while (first != null && first.text().isBlank() && first.fault() == Fault.NONE) {
                first = lines.read();
            }
            if (first == null) {
                throw new UnreadableFile("The file is empty.");
            }
            if (!first.text().stripLeading().startsWith("{")) {
                throw new UnreadableFile(
                        "Every line must be one JSON object, without a list around them; the first line is %s."
                                .formatted(Checks.shown(first.text())));
            }
        }
    }

    @Override
    public void run(RunningImport run) throws IOException {
        if (run.phase() == Phase.READING) {
            run.enter(Phase.TAKING_IN, () -> 0);
        }
        try (var lines = LineReader.of(run.file(), run.charset(), LONGEST_LINE)) {
            var steps = new ArrayList<LineStep>();
            var changed = new HashSet<String>();
            for (var line = lines.read(); line != null && !run.isStopping(); line = lines.read()) {
                if (line.number() > run.position() && !isEmpty(line)) {
                    var step = step(line);
                    // What a line changes is looked up in what was recorded before its transaction.
                    if (steps.size() == LINES_AT_ONCE
                            || step.changes().stream().anyMatch(changed::contains)) {
                        run.takeIn(steps);
                        steps.clear();
                        changed.clear();
                    }
                    steps.add(step);
                    changed.addAll(step.changes());
                }
            }
            if (!steps.isEmpty() && !run.isStopping()) {
                run.takeIn(steps);
            }
        }
    }

    private static boolean isEmpty(TextLine line) {
        return line.fault() == Fault.NONE && line.text().isBlank();
    }

    private LineStep step(TextLine line) {
        var row = new RawRow(line.number(), line.text());
        try {
            if (line.fault() != Fault.NONE) {
                throw RowFault.of(line.fault());
            }
            var fields = JsonLine.read(line.text());
            var read = content.read(fields);
            fields.refuseOthers();
            return new LineStep(row, read, null);
        } catch (RowFault fault) {
            return new LineStep(row, null, fault);
        } catch (IllegalArgumentException refused) {
            return new LineStep(row, null, RowFault.malformed(null, refused.getMessage() + "."));
        }
    }

    private final class LineStep implements Step {

        private final FileRow row;
        private final @Nullable T line;
        private final @Nullable RowFault fault;

        LineStep(FileRow row, @Nullable T line, @Nullable RowFault fault) {
            this.row = row;
            this.line = line;
            this.fault = fault;
        }

        List<String> changes() {
            return line == null ? List.of() : content.changes(line);
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
        public List<ReportedRow> takeIn(ImportCommands commands) {
            if (line == null) {
                return List.of(ReportedRow.of(row, fault));
            }
            content.commands(line).forEach(commands::send);
            return List.of();
        }
    }
}
