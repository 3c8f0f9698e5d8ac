package io.cartulary.command.importing.csv;

import io.cartulary.command.importing.file.LineReader;
import io.cartulary.command.importing.file.TextLine;
import io.cartulary.command.importing.file.TextLine.Fault;
import io.cartulary.command.importing.file.UnreadableFile;
import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.RowFault;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a table row by row, and continues behind one that is wrong. Rows without any value are
/// skipped, and counted.
///
/// A record may span lines when a value is quoted. Where a quote is stray, its line alone is the
/// bad row: what follows is read as rows of their own.
public final class CsvRows implements Closeable {

    private static final Bounds USUAL = new Bounds(1 << 16, 50);
    private static final int LONGEST_NUMBER = 64;
    private static final int ABSENT = -1;

    private final LineReader lines;
    private final Deque<TextLine> putBack = new ArrayDeque<>();
    private final Bounds bounds;

    /// Whether all columns of the header are read, and line breaks within values as they are.
    private final boolean whole;

    private List<String> columns;

    /// How many of the columns, the first ones, there must be.
    private final int required;

    private CsvDialect dialect;
    private int[] places;
    private int width;
    private long number;

    /// How large a row may be.
    public record Bounds(int characters, int lines) {}

    private CsvRows(
            LineReader lines, List<String> columns, int required, Bounds bounds, boolean whole) {
        this.lines = lines;
        this.columns = columns;
        this.required = required;
        this.bounds = bounds;
        this.whole = whole;
    }

    /// @param columns that the first row must name, in any order and case, and beside any others;
    ///   the first of them numbers documents
    /// @throws UnreadableFile when it does not
    public static CsvRows of(Path file, Charset charset, List<String> columns) throws IOException {
        return of(file, charset, columns, columns.size());
    }

    /// The same where only the first columns must be named; what stands in one that is not is
    /// empty.
    ///
    /// @param required how many of the columns there must be
    public static CsvRows of(Path file, Charset charset, List<String> columns, int required)
            throws IOException {
        return of(file, charset, columns, required, USUAL, false);
    }

    /// A table of whose header all columns are read.
    ///
    /// @param known columns by which it is recognised what separates values
    public static CsvRows whole(Path file, Charset charset, List<String> known, Bounds bounds)
            throws IOException {
        return of(file, charset, known, 0, bounds, true);
    }

    private static CsvRows of(
            Path file,
            Charset charset,
            List<String> columns,
            int required,
            Bounds bounds,
            boolean whole)
            throws IOException {
        var lines = LineReader.of(file, charset, bounds.characters());
        try {
            var rows = new CsvRows(lines, columns, required, bounds, whole);
            rows.readHeader();
            return rows;
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private void readHeader() throws IOException {
        var line = next();
        while (line != null && line.text().isBlank() && line.fault() == Fault.NONE
                || line != null && line.text().matches("sep=.")) {
            line = next();
        }
        if (line == null) {
            throw new UnreadableFile("The file is empty.");
        }
        if (line.text().startsWith("{") || line.text().startsWith("[")) {
            throw new UnreadableFile(
                    "This is JSON, as products and coupons are; orders are a table (CSV).");
        }
        List<String> best = List.of();
        for (var candidate : CsvDialect.ALL) {
            var names = candidate.values(line.text()).orElse(List.of()).stream();
            var header = names.map(String::strip).toList();
            if (dialect == null || known(header) > known(best)) {
                dialect = candidate;
                best = header;
            }
        }
        find(best, line.text());
    }

    /// As the header has them.
    public List<String> columns() {
        return columns;
    }

    private long known(List<String> header) {
        return columns.stream().filter(column -> !indexes(header, column).isEmpty()).count();
    }

    private static List<Integer> indexes(List<String> header, String column) {
        var indexes = new ArrayList<Integer>();
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equalsIgnoreCase(column)) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    private void find(List<String> header, String line) {
        width = header.size();
        if (whole) {
            columns = header.stream().filter(column -> !column.isEmpty()).toList();
        }
        places = new int[columns.size()];
        var missing = new ArrayList<String>();
        for (int i = 0; i < places.length; i++) {
            var found = indexes(header, columns.get(i));
            if (found.size() > 1) {
                throw new UnreadableFile(
                        "The first line names the column %s twice.".formatted(columns.get(i)));
            }
            if (found.isEmpty() && i < required) {
                missing.add(columns.get(i));
            }
            places[i] = found.isEmpty() ? ABSENT : found.getFirst();
        }
        if (!missing.isEmpty()) {
            throw new UnreadableFile(
                    "The first line must name the columns %s, with commas, semicolons or tabs between; missing: %s. It is %s."
                            .formatted(
                                    String.join(", ", columns.subList(0, required)),
                                    String.join(", ", missing),
                                    Checks.shown(line)));
        }
    }

    /// The next row; absent after the last.
    public @Nullable CsvRow read() throws IOException {
        for (var line = next(); line != null; line = next()) {
            number++;
            if (line.fault() != Fault.NONE) {
                return faulty(line.text(), RowFault.of(line.fault()));
            }
            if (!line.text().isBlank()) {
                var values = wholeRecord(line);
                if (values.isEmpty()) {
                    return faulty(
                            line.text(),
                            RowFault.malformed(
                                    null,
                                    "A quote (\") is not closed, or stands within a value that has none around it; write it twice."));
                }
                if (values.get().stream().anyMatch(value -> !value.isBlank())) {
                    return row(line.text(), values.get());
                }
            }
        }
        return null;
    }

    /// The values of the record that begins with a line; none when a quote is stray.
    private Optional<List<String>> wholeRecord(TextLine first) throws IOException {
        var quotes = dialect.quotes();
        if (!quotes.isOpenAfter(first.text())) {
            return dialect.values(first.text());
        }
        var further = new ArrayList<TextLine>();
        var record = new StringBuilder(first.text());
        boolean open = true;
        var last = first;
        while (open && further.size() < bounds.lines() && record.length() < bounds.characters()) {
            var line = next();
            if (line == null || line.fault() != Fault.NONE) {
                if (line != null) {
                    further.add(line);
                }
                break;
            }
            further.add(line);
            record.append(whole ? last.lineBreak() : "\n").append(line.text());
            last = line;
            open = quotes.isOpenAfter(line.text());
        }
        var values = open ? Optional.<List<String>>empty() : dialect.values(record.toString());
        if (values.isEmpty() || values.get().size() != width) {
            further.reversed().forEach(putBack::addFirst);
            return Optional.empty();
        }
        return values;
    }

    private CsvRow row(String text, List<String> values) {
        if (values.size() != width) {
            return faulty(
                    text,
                    RowFault.malformed(
                            null,
                            "The row has %d values where the header has %d columns."
                                    .formatted(values.size(), width)));
        }
        var named = new LinkedHashMap<String, String>();
        for (int i = 0; i < places.length; i++) {
            named.put(columns.get(i), places[i] == ABSENT ? "" : values.get(places[i]));
        }
        return new CsvRow(number, text, documentOf(named.get(columns.getFirst())), named, null);
    }

    private CsvRow faulty(String text, RowFault fault) {
        return new CsvRow(number, text, null, Map.of(), fault);
    }

    private static @Nullable String documentOf(String value) {
        return value.isBlank() || value.length() > LONGEST_NUMBER
                ? null
                : Checks.storable(value.strip());
    }

    private @Nullable TextLine next() throws IOException {
        var first = putBack.pollFirst();
        return first == null ? lines.read() : first;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
