package io.cartulary.command.importing;

import io.cartulary.command.importing.ImportStatus.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Takes in a file with one JSON object a line.
///
/// @param <T> what a line says
final class JsonLinesImport<T> implements Importer {

    private static final int LINES_AT_ONCE = 20;

    /// What a line leaves out is `false` or 0.
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private final ImportKind kind;
    private final Class<T> type;
    private final BiConsumer<T, CommandsOfImport> takeIn;

    /// @param takeIn sends the commands that a line stands for; throws IllegalArgumentException for
    ///   a value that is not allowed
    JsonLinesImport(ImportKind kind, Class<T> type, BiConsumer<T, CommandsOfImport> takeIn) {
        this.kind = kind;
        this.type = type;
        this.takeIn = takeIn;
    }

    @Override
    public ImportKind kind() {
        return kind;
    }

    @Override
    public void check(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file)) {
            var first = reader.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
            if (!first.stripLeading().startsWith("{")) {
                throw new IllegalArgumentException("Every line must be a JSON object.");
            }
        }
    }

    @Override
    public void run(RunningImport run) throws IOException {
        if (run.phase() == Phase.READING) {
            run.enter(Phase.TAKING_IN, () -> {});
        }
        try (var reader = Files.newBufferedReader(run.file())) {
            long number = 0;
            while (number < run.position()) {
                reader.readLine();
                number++;
            }
            for (var lines = next(reader, number);
                    !run.isStopping() && !lines.isEmpty();
                    lines = next(reader, run.position())) {
                run.takeIn(lines.stream().map(LineStep::new).toList());
            }
        }
    }

    private record Line(long number, String content) implements FileRow {}

    private static List<Line> next(BufferedReader reader, long after) throws IOException {
        var lines = new ArrayList<Line>();
        for (String text; lines.size() < LINES_AT_ONCE && (text = reader.readLine()) != null; ) {
            lines.add(new Line(after + lines.size() + 1, text));
        }
        return lines;
    }

    private final class LineStep implements Step {

        private final Line line;

        LineStep(Line line) {
            this.line = line;
        }

        @Override
        public long position() {
            return line.number();
        }

        @Override
        public List<Line> rows() {
            return line.content().isBlank() ? List.of() : List.of(line);
        }

        @Override
        public List<ReportedRow> takeIn(CommandsOfImport commands) {
            if (line.content().isBlank()) {
                return List.of();
            }
            try {
                takeIn.accept(JSON.readValue(line.content(), type), commands);
                return List.of();
            } catch (JacksonException | IllegalArgumentException malformed) {
                return List.of(
                        new ReportedRow(
                                line.number(),
                                RowReason.MALFORMED_ROW,
                                malformed.getMessage().lines().findFirst().orElse(""),
                                line.content()));
            }
        }
    }
}
