package io.cartulary.command.importing;

import org.jspecify.annotations.Nullable;

/// A row that was not taken in.
///
/// @param number 1 for the first row after the header
/// @param content the row as it stood in the file
record ReportedRow(long number, RowReason reason, @Nullable String detail, String content) {

    ReportedRow(FileRow row, RowReason reason) {
        this(row.number(), reason, null, row.content());
    }
}
