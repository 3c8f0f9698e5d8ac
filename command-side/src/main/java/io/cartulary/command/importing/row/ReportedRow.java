package io.cartulary.command.importing.row;

import org.jspecify.annotations.Nullable;

/// A row that was not taken in.
///
/// @param document the number of the document that it is a part of, as far as it can be read
/// @param column the column or member at fault
/// @param detail what is wrong and what would be right
/// @param content the row as it stood in the file
public record ReportedRow(
        long number,
        @Nullable String document,
        @Nullable String column,
        RowReason reason,
        @Nullable String detail,
        String content) {

    /// A longer row is cut: the file still has it.
    private static final int LONGEST_CONTENT = 1 << 16;

    public ReportedRow {
        content = Checks.storable(cut(content));
    }

    public static ReportedRow of(FileRow row, RowFault fault) {
        return new ReportedRow(
                row.number(),
                row.document(),
                fault.column(),
                fault.reason(),
                fault.getMessage(),
                row.content());
    }

    private static String cut(String content) {
        return content.length() > LONGEST_CONTENT
                ? content.substring(0, LONGEST_CONTENT) + "…"
                : content;
    }
}
