package io.cartulary.command.importing.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.command.importing.file.LineReader;
import io.cartulary.command.importing.file.TextLine;
import io.cartulary.command.importing.file.TextLine.Fault;
import io.cartulary.command.importing.file.UnreadableFile;
import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.RawRow;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.ImportStatus.Phase;
import io.cartulary.command.importing.run.Importer;
import io.cartulary.command.importing.run.RunningImport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

/// Takes in a file with one JSON object a line.
///
/// @param <T> what a line says
public final class JsonLinesImport<T> implements Importer {

    private static final int LONGEST_LINE = 1 << 20;

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

        /// Whether lines are about persons: a report does not repeat them.
        default boolean isPersonal() {
            return false;
        }
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
    public Charset charset(Path file, Charset likely) {
        return likely.equals(UTF_16LE) || likely.equals(UTF_16BE) ? likely : UTF_8;
    }

    /// Whether a file has such lines, and is not a table.
    public static boolean isJson(Path file, Charset charset) throws IOException {
        try (var read = LineReader.of(file, charset, LONGEST_LINE)) {
            var line = read.read();
            while (line != null && line.text().isBlank()) {
                line = read.read();
            }
            return line != null && line.text().stripLeading().startsWith("{");
        }
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
            var steps = new ContentSteps<>(run, content);
            for (var line = lines.read(); line != null && !run.isStopping(); line = lines.read()) {
                if (!isEmpty(line)) {
                    var read = line;
                    steps.add(new RawRow(line.number(), line.text()), () -> fields(read));
                }
            }
            steps.finish();
        }
    }

    private static boolean isEmpty(TextLine line) {
        return line.fault() == Fault.NONE && line.text().isBlank();
    }

    private static JsonFields fields(TextLine line) {
        if (line.fault() != Fault.NONE) {
            throw RowFault.of(line.fault());
        }
        return JsonLine.read(line.text());
    }
}
