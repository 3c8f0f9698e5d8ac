package io.cartulary.command.importing.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.cartulary.command.importing.row.FileRow;
import io.cartulary.command.importing.row.RowFault;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of a table.
///
/// @param text as it stood in the file
/// @param document what stands in the column that numbers documents, if that can be read
/// @param values by column, in the order of the columns; empty when the row cannot be taken apart
/// @param fault why it cannot
public record CsvRow(
        long number,
        String text,
        @Nullable String document,
        Map<String, String> values,
        @Nullable RowFault fault)
        implements FileRow {

    /// What stands in a column.
    ///
    /// @throws RowFault when the row could not be taken apart
    public String value(String column) {
        if (fault != null) {
            throw fault;
        }
        return values.get(column);
    }

    /// As comma-separated values in the order of the columns, or as it stood in the file when it
    /// cannot be taken apart.
    @Override
    public String content() {
        return fault == null ? line(values.values()) : text;
    }

    /// One record as RFC 4180 writes it.
    public static String line(Iterable<String> values) {
        var line = new StringWriter();
        CsvWriter.builder()
                .bufferSize(0)
                .lineDelimiter(LineDelimiter.LF)
                .build(line)
                .writeRecord(values);
        return line.getBuffer().substring(0, line.getBuffer().length() - 1);
    }
}
